import { type CaseDetail, type CaseRow, caseRoutes } from '@resonanz/contracts'
import type { QueryClient } from '@tanstack/react-query'
import { read } from './query.ts'

type Page = { items: CaseRow[] }
/** A list as it lies in the cache: one page, or the pages of an endless list. */
export type CachedList = Page | { pages: Page[] }

/** Puts a case as the server told it into the cache: detail and every list that shows its row. */
export function storeCase(client: QueryClient, detail: CaseDetail): void {
  client.setQueryData(read(caseRoutes.read, { params: { id: detail.id } }).queryKey, detail)
  patchCaseRow(client, detail.id, rowOf(detail))
}

/** Shows at once what will be said of a case: in its detail and in every list. */
export function patchCase(client: QueryClient, id: string, patch: Partial<CaseRow>): void {
  client.setQueryData<CaseDetail>(
    read(caseRoutes.read, { params: { id } }).queryKey,
    (detail) => detail && { ...detail, ...patch },
  )
  patchCaseRow(client, id, patch)
}

/** Changes a row in every cached list, so that the list shows at once what was just done to the case. */
export function patchCaseRow(client: QueryClient, id: string, patch: Partial<CaseRow>): void {
  client.setQueriesData<CachedList>({ queryKey: [caseRoutes.list.id] }, (list) => list && patchList(list, id, patch))
}

/** The same object comes back where the row is not in it: nothing is drawn anew. */
export function patchList(list: CachedList, id: string, patch: Partial<CaseRow>): CachedList {
  if ('pages' in list) {
    const pages = list.pages.map((page) => patchPage(page, id, patch))
    return pages.every((page, at) => page === list.pages[at]) ? list : { ...list, pages }
  }
  return patchPage(list, id, patch)
}

function patchPage(page: Page, id: string, patch: Partial<CaseRow>): Page {
  if (!page.items?.some((row) => row.id === id)) return page
  return { ...page, items: page.items.map((row) => (row.id === id ? { ...row, ...patch } : row)) }
}

const rowFields = [
  'title',
  'category',
  'priority',
  'kind',
  'language',
  'sentiment',
  'corrected',
  'owner',
  'team',
  'topic',
  'tags',
  'customer',
  'dueAt',
  'dueKind',
  'nextUpdateAt',
  'followUpAt',
  'followUpFor',
  'backBecause',
  'waitingSince',
  'unread',
  'version',
] as const satisfies (keyof CaseRow)[]

function rowOf(detail: CaseDetail): Partial<CaseRow> {
  return Object.fromEntries(rowFields.map((field) => [field, detail[field]]))
}
