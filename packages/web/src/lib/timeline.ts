import { caseRoutes, type TimelineItem } from '@resonanz/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call } from './api.ts'

const PAGE = 60

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

// A page read again while a new item came in may repeat one at its edge: each shows once.
function inOrder(pages: { items: TimelineItem[] }[]): TimelineItem[] {
  const seen = new Set<string>()
  return pages
    .toReversed()
    .flatMap((page) => page.items)
    .filter(({ kind, id }) => !seen.has(`${kind} ${id}`) && seen.add(`${kind} ${id}`))
}
