import type { ClockKind, ResponseOf, TargetProposal, targetRoutes } from '@resonanz/contracts'
import { sql } from 'kysely'
import { checkedHours, proposedCalendars } from '#calendars'
import { type Db, one } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { checkRules, proposedTargets, readTargets, type TargetPlan } from '#targets'
import { close, type Clock, countedMs, retarget } from './clock.ts'
import { moveOf } from './recompute.ts'
import { clockFrom, factsFor, type MovableClock, movableClocks, newestClocks } from './store.ts'

const lookedMost = 20_000
const examplesMost = 10
const trialCases = 500

/** Which due times a proposal would move; nothing is stored. */
export async function previewTargets(
  deps: Deps,
  actor: Actor,
  proposal: TargetProposal,
): Promise<ResponseOf<typeof targetRoutes.preview>> {
  const db = deps.db.of(actor.workspaceId)
  const targets = await proposed(db, actor.workspaceId, proposal)
  const found = await movableClocks(db, actor.workspaceId, { after: null, limit: lookedMost + 1, lock: false })
  const looked = found.slice(0, lookedMost)
  // Standing still it has no due time that anybody sees; it will run under the new rule.
  const moves = looked
    .filter((row) => !row.paused)
    .flatMap((row) => moveOf(row, targets))
    .filter(({ before, clock }) => before !== clock.dueAt)
  const dated = moves.filter(({ before, clock }) => Number.isFinite(before) && Number.isFinite(clock.dueAt))
  return {
    looked: looked.length,
    cases: new Set(moves.map(({ row }) => row.case_id)).size,
    earlier: moves.filter(({ before, clock }) => clock.dueAt < before).length,
    later: moves.filter(({ before, clock }) => clock.dueAt > before).length,
    isPartial: found.length > lookedMost,
    examples: dated.slice(0, examplesMost).map(({ row, clock, before }) => ({
      caseId: row.case_id,
      number: row.number,
      title: row.title,
      kind: row.kind,
      before: new Date(before).toISOString(),
      after: new Date(clock.dueAt).toISOString(),
    })),
  }
}

const kinds: readonly ClockKind[] = ['first_answer', 'next_answer', 'resolution']

/** How many of the newest cases would have been late under a proposal, beside how many were under the rules of now. */
export async function tryTargets(
  deps: Deps,
  actor: Actor,
  proposal: TargetProposal,
): Promise<ResponseOf<typeof targetRoutes.trial>> {
  const db = deps.db.of(actor.workspaceId)
  const now = (await one(db, sql<{ now: Date }>`select now() as now`))!.now.getTime()
  const current = await readTargets(db, actor.workspaceId)
  const then = await proposed(db, actor.workspaceId, proposal)
  const found = await newestClocks(db, actor.workspaceId, trialCases)
  return {
    cases: new Set(found.map((row) => row.case_id)).size,
    kinds: kinds.flatMap((kind) => {
      const mine = found.filter((row) => row.kind === kind)
      if (mine.length === 0) return []
      const ended = mine.filter((row) => row.closed_at !== null)
      const counted = ended.map((row) => countedMs(under(row, then), now) / 60_000)
      return [
        {
          kind,
          clocks: mine.length,
          lateNow: mine.filter((row) => isLate(under(row, current), now)).length,
          lateThen: mine.filter((row) => isLate(under(row, then), now)).length,
          averageMinutes: ended.length === 0 ? null : counted.reduce((sum, minutes) => sum + minutes, 0) / ended.length,
        },
      ]
    }),
  }
}

/** As if these rules had held from its start. */
function under(row: MovableClock, targets: TargetPlan): Clock {
  const facts = factsFor({ ...row, kind: row.case_kind })
  const open: Clock = { ...clockFrom({ ...row, by_rule: true }, targets, facts), closedAt: null, outcome: null }
  const again = retarget(open, targets.aimOf(row.kind, facts))
  return row.closed_at ? close(again, row.closed_at.getTime(), 'done') : again
}

function isLate(clock: Clock, now: number): boolean {
  return (clock.closedAt === null ? close(clock, now, 'done') : clock).outcome === 'breached'
}

async function proposed(db: Db, workspaceId: string, { rules, calendar }: TargetProposal): Promise<TargetPlan> {
  if (rules) checkRules(rules)
  const hours = calendar?.hours ? checkedHours(calendar.hours) : null
  const calendars = calendar && (await proposedCalendars(db, workspaceId, { ...calendar, hours }))
  return proposedTargets(db, workspaceId, { rules, calendars })
}
