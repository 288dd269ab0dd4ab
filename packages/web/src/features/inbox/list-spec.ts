import { CaseView, type SavedView, viewRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { usePreferences } from '#lib/preferences.ts'
import { read } from '#lib/query.ts'
import { readFilter } from './filter/filter-text.ts'

export const sorts = ['due', 'newest', 'oldest', 'priority', 'stalled'] as const
export type Sort = (typeof sorts)[number]

/** What the list shows: a fixed view or a saved one, with the filter and order of the address bar. */
export type ListSpec = {
  view: CaseView
  filter: string
  sort: Sort
  /** Of cases with the same words only the first. */
  fold: 'none' | 'duplicates'
}
export type Place = {
  /** The word of the address: `mine`, or the id of a saved view. */
  view: string
  caseId: string | null
  saved: SavedView | null
  spec: ListSpec
  /** False while a saved view is not known yet, or is none. */
  known: boolean
  missing: boolean
  filterBy: (filter: string) => void
  sortBy: (sort: Sort) => void
  open: (caseId: string | null, how?: { replace?: boolean }) => void
  hrefOf: (caseId: string) => string
}

export function usePlace(): Place {
  const { view = 'mine', caseId = null } = useParams({ strict: false }) as { view?: string; caseId?: string }
  const search = useSearch({ strict: false }) as { filter?: string; sort?: string }
  const navigate = useNavigate()
  const views = useQuery(read(viewRoutes.list))
  const { foldDuplicates } = usePreferences()
  const fixed = CaseView.options.find((one) => one === view)
  const saved = fixed ? null : (views.data?.items.find((one) => one.id === view) ?? null)
  const sort = sortOf(search.sort) ?? sortOf(saved?.sort) ?? 'due'
  const filter = search.filter ?? saved?.filter ?? ''
  const plain = saved ? saved.filter : ''
  // Who asks for the ones that are alike wants to see them.
  const fold = foldDuplicates && readFilter(filter).every(({ field }) => field !== 'similar') ? 'duplicates' : 'none'
  const missing = fixed === undefined && views.data !== undefined && saved === null

  // One object for as long as nothing of it changes: what is drawn by it is not drawn anew with every key.
  return useMemo<Place>(
    () => ({
      view,
      caseId,
      saved,
      spec: { view: fixed ?? 'all', filter, sort, fold },
      known: fixed !== undefined || saved !== null,
      missing,
      filterBy: (next) =>
        void navigate({
          to: '.',
          search: (before: object) => ({ ...before, filter: next === plain ? undefined : next }),
          replace: true,
        }),
      sortBy: (next) =>
        void navigate({ to: '.', search: (before: object) => ({ ...before, sort: next }), replace: true }),
      open: (id, how) =>
        void navigate({
          ...(id
            ? { to: '/inbox/$view/$caseId', params: { view, caseId: id } }
            : { to: '/inbox/$view', params: { view } }),
          search: (before: object) => before,
          replace: how?.replace ?? false,
        }),
      hrefOf: (id) => `/inbox/${encodeURIComponent(view)}/${id}${location.search}`,
    }),
    [view, caseId, saved, fixed, filter, sort, fold, plain, missing, navigate],
  )
}

function sortOf(text: string | undefined): Sort | undefined {
  return sorts.find((sort) => sort === text)
}
