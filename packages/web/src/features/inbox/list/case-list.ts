import { type CaseRow, caseRoutes } from '@resonanz/contracts'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { call } from '#lib/api.ts'
import { queryClient } from '#lib/query.ts'
import type { ListSpec } from '../list-spec.ts'
import { holdSteady, type Steady } from './steady-rows.ts'

const PAGE = 100
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** The cases of a view, page after page by keyset. Its pages lie under the id of the route, where live events reach them. */
export function useCaseList(spec: ListSpec, enabled: boolean) {
  const query = useInfiniteQuery({
    queryKey: [caseRoutes.list.id, null, spec] as const,
    queryFn: ({ pageParam, signal }) =>
      call(caseRoutes.list, {
        query: {
          view: spec.view,
          sort: spec.sort,
          fold: spec.fold,
          limit: PAGE,
          ...(spec.filter ? { filter: spec.filter } : {}),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    enabled,
    // While somebody types a filter the list before stays; another view begins anew.
    placeholderData: (before, earlier) =>
      (earlier?.queryKey[2] as ListSpec | undefined)?.view === spec.view ? keepPreviousData(before) : undefined,
  })
  const rows = useMemo(() => distinct(query.data?.pages.flatMap((page) => page.items) ?? []), [query.data])
  const nextDueAt = query.data?.pages[0]?.nextDueAt ?? null
  useRefreshAt(nextDueAt)
  return { ...query, rows, nextDueAt, filterErrors: query.data?.pages[0]?.filterErrors ?? [] }
}

/** The rows as they stand on the screen: in step with the server at the top of the list, held steady below it. */
export function useSteadyRows(
  rows: readonly CaseRow[],
  { name, atTop }: { name: string; atTop: boolean },
): Steady<CaseRow> {
  const [base, setBase] = useState({ name, rows })
  const follow = atTop || base.name !== name
  useEffect(() => {
    if (follow) setBase({ name, rows })
  }, [follow, name, rows])
  return useMemo(() => (follow ? { rows, added: 0, changes: 0 } : holdSteady(base.rows, rows)), [follow, rows, base])
}

/** Takes cases out of the lists at once; the server's list follows. */
export function dropRows(ids: ReadonlySet<string>, spec: ListSpec): void {
  queryClient.setQueryData<{ pages: { items: CaseRow[] }[] }>(
    [caseRoutes.list.id, null, spec],
    (list) =>
      list && {
        ...list,
        pages: list.pages.map((page) => ({ ...page, items: page.items.filter((row) => !ids.has(row.id)) })),
      },
  )
}

/** A due time that passes changes the order without anybody writing. */
function useRefreshAt(at: string | null): void {
  useEffect(() => {
    if (!at) return
    const waitMs = new Date(at).getTime() - Date.now() + 1000
    if (waitMs <= 0 || waitMs > LONGEST_TIMER_MS) return
    const timer = setTimeout(() => void queryClient.invalidateQueries({ queryKey: [caseRoutes.list.id] }), waitMs)
    return () => clearTimeout(timer)
  }, [at])
}

// Pages read one after another may show a case twice that moved meanwhile.
function distinct(rows: CaseRow[]): CaseRow[] {
  const seen = new Set<string>()
  return rows.filter((row) => !seen.has(row.id) && seen.add(row.id))
}
