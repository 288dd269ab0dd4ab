import type { Trigger } from '@resonanz/contracts'
import { type Calendars, dueAfter, readCalendars } from '#calendars'
import { inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { carryOut } from './carry-out.ts'
import type { Match } from './match.ts'
import { type RunningRow, ruleOf } from './rule.ts'
import { nextUpdateHoursOf, runningRules } from './store.ts'
import { keyOf, loadFacts } from './store-facts.ts'
import * as store from './store-sweep.ts'

/** So many cases of one rule at once. */
const batch = 500
/** Over all that a wall clock may run ahead of service hours (holidays, long weekends). */
const lookBackDays = 21

/**
 * Runs the rules that start by themselves: at a time after or before something, or once a day. Each rule looks at the
 * moments since it looked last, once; what was missed while nobody ran is made up for. Says whether there is more.
 */
export async function sweepOnce(deps: Deps, now?: Date): Promise<boolean> {
  let more = false
  const rules = [
    ...(await runningRules(deps.db.system, null, 'time')),
    ...(await runningRules(deps.db.system, null, 'daily')),
  ]
  for (const row of rules) {
    try {
      more = (await sweepRule(deps, row, now)) || more
    } catch (error) {
      deps.log.warn({ err: error, workflow: row.id }, 'a rule by the clock failed')
    }
  }
  return more
}

async function sweepRule(deps: Deps, row: RunningRow, given: Date | undefined): Promise<boolean> {
  return inTransaction(deps.db.system, async (tx) => {
    const held = await store.holdRule(tx, row.id, row.version, given ?? null)
    if (!held) return false
    const rule = ruleOf(row)
    const { trigger } = rule.definition
    const calendars = await readCalendars(tx, row.workspace_id)
    const moments =
      trigger.on === 'time'
        ? await momentsOf(tx, row.workspace_id, trigger, calendars, held)
        : trigger.on === 'daily'
          ? await daysOf(tx, row.workspace_id, trigger, held)
          : []
    const hours = (await nextUpdateHoursOf(tx, [row.workspace_id])).get(row.workspace_id) ?? 48
    for (let start = 0; start < moments.length; start += batch) {
      const due = moments.slice(start, start + batch)
      const facts = await loadFacts(tx, [row.workspace_id], due.map(askedOf), rule.needs)
      const matches = due.flatMap((moment): Match[] => {
        const seen = facts.get(keyOf(askedOf(moment)))
        if (!seen) return []
        const all = { case: seen, event: null, now: held.now, calendars }
        return rule.fits(all)
          ? [{ rule, facts: all, seq: null, moment: moment.at, messageId: null, depth: 0, chain: [] }]
          : []
      })
      await carryOut(tx, deps, row.workspace_id, matches, { hours })
    }
    const last =
      moments.length >= store.most && trigger.on === 'time' && trigger.hours === 'all' ? moments.at(-1)! : null
    // Moments at the same instant as the last one are asked again and found to have run.
    const until = last ? new Date(last.at.getTime() - 1) : held.now
    await store.sweptUntil(tx, row.id, until > held.from ? until : held.now)
    return last !== null
  })
}

const askedOf = ({ caseId }: { caseId: string }) => ({ caseId, messageId: null })

async function momentsOf(
  tx: Parameters<typeof store.anchorsBetween>[0],
  workspaceId: string,
  trigger: Extract<Trigger, { on: 'time' }>,
  calendars: Calendars,
  { from, now }: { from: Date; now: Date },
): Promise<store.Moment[]> {
  const ms = trigger.minutes * 60_000
  if (trigger.side === 'before')
    return store.anchorsBetween(
      tx,
      workspaceId,
      trigger.anchor,
      new Date(from.getTime() + ms),
      new Date(now.getTime() + ms),
    )
  const latest = new Date(now.getTime() - ms)
  if (trigger.hours === 'all')
    return store.anchorsBetween(tx, workspaceId, trigger.anchor, new Date(from.getTime() - ms), latest)
  const earliest = new Date(from.getTime() - ms * 5 - lookBackDays * 86_400_000)
  const anchors = await store.anchorsBetween(tx, workspaceId, trigger.anchor, earliest, latest, store.most * 20)
  return anchors.filter((anchor) => {
    const due = dueAfter(calendars, anchor, anchor.at, trigger.minutes).getTime()
    return due > from.getTime() && due <= now.getTime()
  })
}

/** The day's moment once it has come, with every open case; the newest first where there are too many. */
async function daysOf(
  tx: Parameters<typeof store.openCasesOf>[0],
  workspaceId: string,
  trigger: Extract<Trigger, { on: 'daily' }>,
  { from, now }: { from: Date; now: Date },
): Promise<store.Moment[]> {
  const { at, isWorkday } = await store.lastDailyMoment(tx, workspaceId, trigger.at, now)
  if (at <= from || (trigger.days === 'workdays' && !isWorkday)) return []
  return store.openCasesOf(tx, workspaceId, at)
}
