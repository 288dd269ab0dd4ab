import { type Counts, may } from '@resonanz/contracts'
import { sql } from 'kysely'
import type { z } from 'zod'
import { type Db, one } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import { isOpen } from './case.ts'
import { type Selection, selectAny } from './store-selection.ts'

export type CountsOf = z.infer<typeof Counts>
type Counted = { key: string; selection: Selection }

/** Counted exactly up to here; one above stands for more. Nobody acts differently on 1,400 and 14,000. */
const cap = 1000
const statements = 4
const minShare = 12

/** In a few statements at once, each on a connection of its own: a long list costs no more waiting than a short one. */
export async function countSelections(
  db: Db,
  actor: Actor,
  views: readonly Counted[],
  saved: readonly Counted[],
): Promise<CountsOf> {
  const { workspaceId } = actor
  const capped = (source: ReturnType<typeof sql>) => sql`(select count(*)::int from (${source}) as counted)`
  const none = sql`0`
  const counts = [
    ...[...views, ...saved].map(({ selection }) => capped(selectAny(selection, sql`1`, cap + 1))),
    may(actor.role, 'mention.triage')
      ? capped(sql`select 1 from mention where workspace_id = ${workspaceId} and state = 'new' limit ${cap + 1}`)
      : none,
    may(actor.role, 'quarantine.read')
      ? capped(sql`select 1 from inlet_open where workspace_id = ${workspaceId} and quarantined limit ${cap + 1}`)
      : none,
    capped(
      sql`select 1 from cases where workspace_id = ${workspaceId} and ${isOpen} and due_at <= now() limit ${cap + 1}`,
    ),
  ]
  const share = Math.max(minShare, Math.ceil(counts.length / statements))
  const shares = Array.from({ length: Math.ceil(counts.length / share) }, (_, n) =>
    counts.slice(n * share, (n + 1) * share),
  )
  const found = await Promise.all(
    shares.map((part) => one(db, sql<{ counts: number[] }>`select array[${sql.join(part)}]::int[] as counts`)),
  )
  const numbers = found.flatMap((part) => part!.counts.map((count) => Math.min(count, cap + 1)))
  const named = (list: readonly Counted[], from: number) =>
    Object.fromEntries(list.map(({ key }, index) => [key, numbers[from + index]!]))
  const [mentions, quarantine, overdue] = numbers.slice(views.length + saved.length) as [number, number, number]
  return { views: named(views, 0), saved: named(saved, views.length), mentions, quarantine, overdue, cap }
}
