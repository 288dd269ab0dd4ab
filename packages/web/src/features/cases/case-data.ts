import { type CaseDetail, caseRoutes, type TimelineItem } from '@resonanz/contracts'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call } from '#lib/api.ts'
import { read } from '#lib/query.ts'

const PAGE = 60

export function useCase(id: string) {
  return useQuery(read(caseRoutes.read, { params: { id } }))
}

/** Messages, notes and events in order of time; older pages come on demand. */
export function useTimeline(id: string) {
  const query = useInfiniteQuery({
    queryKey: [caseRoutes.timeline.id, { id }, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      call(caseRoutes.timeline, {
        params: { id },
        query: { limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
  const items = useMemo(() => inOrder(query.data?.pages ?? []), [query.data])
  return { ...query, items }
}

/** What happened, newest first. */
export function useHistory(id: string) {
  return useInfiniteQuery({
    queryKey: [caseRoutes.history.id, { id }, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      call(caseRoutes.history, {
        params: { id },
        query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
}

export function isClosed(detail: Pick<CaseDetail, 'category'>): boolean {
  return detail.category === 'done' || detail.category === 'closed'
}

// A page read again while a new item came in may repeat one at its edge: each shows once.
function inOrder(pages: { items: TimelineItem[] }[]): TimelineItem[] {
  const seen = new Set<string>()
  return pages
    .toReversed()
    .flatMap((page) => page.items)
    .filter(({ kind, id }) => !seen.has(`${kind} ${id}`) && seen.add(`${kind} ${id}`))
}
