import type { Route } from '@resonanz/contracts'
import { QueryClient, queryOptions } from '@tanstack/react-query'
import { type Answer, type Call, call, onOvertaken } from './api.ts'
import { connection, onConnectionChange } from './connection.ts'
import { isProblem } from './problem.ts'

/**
 * A read of the contract as TanStack Query options; the key is `[route.id, params, query]`, so
 * `invalidateRoute(caseRoutes.list)` reaches every page and filter of it.
 *
 *   const cases = useQuery(read(caseRoutes.list, { query: { view: 'mine' } }))
 */
export function read<R extends Route>(route: R, options?: Pick<Call<R>, 'params' | 'query'>) {
  return queryOptions({
    queryKey: [route.id, options?.params ?? null, options?.query ?? null] as const,
    queryFn: ({ signal }): Promise<Answer<R>> =>
      (call as (route: R, options: object) => Promise<Answer<R>>)(route, { ...options, signal }),
  })
}

export function invalidateRoute(client: QueryClient, ...routes: Pick<Route, 'id'>[]): void {
  for (const route of routes) void client.invalidateQueries({ queryKey: [route.id] })
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The live stream says what changed; a minute is the net below it.
      staleTime: 60_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: true,
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && (isProblem(error, 'unavailable') || isProblem(error, 'internal')),
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

// A form opened anew then begins from what stands, not from what was refused.
onOvertaken(() => void queryClient.invalidateQueries())

// What failed while the server could not be reached is asked again once it can.
if (typeof window !== 'undefined') {
  onConnectionChange(() => {
    if (connection().online) void queryClient.refetchQueries({ predicate: (query) => query.state.status === 'error' })
  })
}
