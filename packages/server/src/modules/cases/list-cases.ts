import type { CaseRow, CaseView } from '@resonanz/contracts'
import type { Db } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { instant, stalledFrom } from './case.ts'
import { parseFilter, type FilterError } from './filter/parse-filter.ts'
import { type Cursor, readCursor, type Sort, writeCursor } from './list-cursor.ts'
import { compileFilter } from './store-filter.ts'
import { resolveNames } from './store-names.ts'
import { type ListedCase, listedCases, toCaseRow } from './store-rows.ts'
import { orderBy, type Selection, selectRows } from './store-selection.ts'
import { nextDueOf } from './store-next.ts'
import { viewRules } from './store-views.ts'

export type ListQuery = {
  view: CaseView
  filter?: string | undefined
  sort: Sort
  fold?: 'none' | 'duplicates'
  cursor?: string | undefined
  limit: number
}
export type CaseList = {
  items: CaseRow[]
  nextCursor: string | null
  filterErrors: FilterError[]
  nextDueAt: string | null
}

/** A page of a view. Closed cases have no due time, so a list that may hold them goes by the newest message instead. */
export async function listCases(deps: Deps, actor: Actor, query: ListQuery): Promise<CaseList> {
  const db = deps.db.of(actor.workspaceId)
  const { selection, errors } = await selectionOf(db, actor, query)
  const { sort, cursor } = orderOf(selection, query)
  const [found, nextDueAt] = await Promise.all([
    listedCases(
      db,
      actor,
      selectRows(selection, sort, cursor, query.limit + 1, query.fold === 'duplicates'),
      orderBy[sort],
    ),
    cursor ? null : nextDueOf(db, selection),
  ])
  const items = found.slice(0, query.limit)
  const last = items.at(-1)
  const more = found.length > query.limit && last
  return {
    items: (query.fold === 'duplicates' ? firstOfEach(items) : items).map(toCaseRow),
    nextCursor: more
      ? writeCursor({
          sort,
          key: sort === 'newest' || sort === 'oldest' ? last.newest_key : last.due_key,
          priority: sort === 'stalled' ? (last.stalled >= stalledFrom ? 0 : 1) : last.priority,
          id: last.id,
        })
      : null,
    filterErrors: errors,
    nextDueAt: instant(nextDueAt),
  }
}

/** Two arms of a view may each have shown the first of the same group. */
function firstOfEach(rows: readonly ListedCase[]): ListedCase[] {
  const seen = new Set<string>()
  return rows.filter(({ cluster_id: cluster }) => {
    if (cluster === null) return true
    const isFirst = !seen.has(cluster)
    seen.add(cluster)
    return isFirst
  })
}

/** Reads view and filter text into a selection; names nobody carries are errors too, and match nothing. */
export async function selectionOf(
  db: Db,
  actor: Actor,
  query: { view?: CaseView | undefined; filter?: string | undefined },
): Promise<{ selection: Selection; errors: FilterError[] }> {
  const parsed = parseFilter(query.filter ?? '')
  const names = await resolveNames(db, actor.workspaceId, [parsed.filter])
  const rule = viewRules[query.view ?? 'all']
  const compiled = compileFilter(parsed.filter, names, actor, rule.categories)
  const unknown = compiled.unknown.map(({ term, word }) => placeOf(parsed.places[term]!, word))
  return {
    selection: { actor, viewArms: rule.arms(actor), awake: rule.awake, compiled },
    errors: [...parsed.errors, ...unknown].toSorted((a, b) => a.at - b.at),
  }
}

function placeOf(place: FilterError, word: string): FilterError {
  const inside = place.word.indexOf(word)
  return inside === -1 ? place : { at: place.at + inside, word }
}

function orderOf({ compiled }: Selection, query: ListQuery): { sort: Sort; cursor: Cursor | null } {
  const cursor = query.cursor === undefined ? null : readCursor(query.cursor)
  const mayBeClosed = compiled.categories.includes('done') || compiled.categories.includes('closed')
  const sort =
    mayBeClosed && (query.sort === 'due' || query.sort === 'priority' || query.sort === 'stalled')
      ? 'newest'
      : query.sort
  if (cursor && cursor.sort !== sort) throw new Refusal('invalid-input', 'The cursor belongs to another order.')
  return { sort, cursor }
}
