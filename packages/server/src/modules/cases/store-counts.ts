import { type Counts, may } from '@resonanz/contracts'
import { sql } from 'kysely'
import type { z } from 'zod'
import { type Db, one } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import { isOpen } from './case.ts'
import { type Selection, selectAny } from './store-selection.ts'

export type CountsOf = z.infer<typeof Counts>

/** Counted exactly up to here; one above stands for more. Nobody acts differently on 700 and 14,000. */
export const cap = 500
const statements = 3
const minShare = 12

type Source = ReturnType<typeof sql>

/** Counts of selections by key, in a few statements at once, each on a connection of its own. */
export async function countSelections(
  db: Db,
  selections: ReadonlyMap<string, Selection>,
): Promise<Record<string, number>> {
  const sources = [...selections.values()].map((selection) => selectAny(selection, sql`1`, cap + 1))
  const share = Math.max(minShare, Math.ceil(sources.length / statements))
  const shares = Array.from({ length: Math.ceil(sources.length / share) }, (_, n) =>
    sources.slice(n * share, (n + 1) * share),
  )
  const counts = (await Promise.all(shares.map((part) => countAll(db, part)))).flat()
  return Object.fromEntries([...selections.keys()].map((key, index) => [key, counts[index]!]))
}

/** What waits beside the cases; nothing for those who may not see it. */
export async function countOthers(
  db: Db,
  actor: Actor,
): Promise<Pick<CountsOf, 'mentions' | 'quarantine' | 'overdue'>> {
  const { workspaceId } = actor
  const nothing = sql`select 1 where false`
  const [mentions, quarantine, overdue] = await countAll(db, [
    may(actor.role, 'mention.triage')
      ? sql`select 1 from mention where workspace_id = ${workspaceId} and state = 'new' limit ${cap + 1}`
      : nothing,
    may(actor.role, 'quarantine.read')
      ? sql`select 1 from inlet_open where workspace_id = ${workspaceId} and quarantined limit ${cap + 1}`
      : nothing,
    sql`select 1 from cases where workspace_id = ${workspaceId} and ${isOpen} and due_at <= now() limit ${cap + 1}`,
  ])
  return { mentions: mentions!, quarantine: quarantine!, overdue: overdue! }
}

async function countAll(db: Db, sources: readonly Source[]): Promise<number[]> {
  const counts = sources.map((source) => sql`(select count(*)::int from (${source}) as counted)`)
  const found = await one(db, sql<{ counts: number[] }>`select array[${sql.join(counts)}]::int[] as counts`)
  return found!.counts.map((count) => Math.min(count, cap + 1))
}
