import { type CaseDetail, caseRoutes } from '@resonanz/contracts'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { call } from '#lib/api.ts'
import { read } from '#lib/query.ts'

export function useCase(id: string) {
  return useQuery(read(caseRoutes.read, { params: { id } }))
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
