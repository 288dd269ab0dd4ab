import type { ActionOutcome, Actor as JournalActor, WorkflowAction } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Calendars, readCalendars } from '#calendars'
import type { Db } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append, type Entry } from '#platform/journal'
import { traceOf } from './compile.ts'
import { judgeChain, judgeOwner, maxFailures, maxPerCaseAndHour } from './guard.ts'
import type { Doing, Hand, Match } from './match.ts'
import { together } from './rule.ts'
import { keyOf, loadFacts } from './store-facts.ts'
import * as runs from './store-runs.ts'
import { doWave } from './wave.ts'

export type CarriedOut = { caseId: string; runId: string; state: runs.NewRun['state']; outcome: ActionOutcome[] }

/**
 * Does what matching rules say, in the caller's transaction, with a fixed number of statements per wave: the first
 * match of every case is the first wave, the second the next. A wave that the database refuses is done again one by
 * one, so that a poisonous rule fails alone.
 */
export async function carryOut(
  tx: Db,
  deps: Deps,
  workspaceId: string,
  matches: readonly Match[],
  options: { hours: number; hand?: Hand },
): Promise<CarriedOut[]> {
  if (matches.length === 0) return []
  const judged = options.hand ? { going: [...matches], stopped: [], pauses: [] } : await judge(tx, matches)
  const calendars = await readCalendars(tx, workspaceId)
  const doings = judged.going.map((match) => doingOf(deps, match, options.hand))
  const done: Doing[] = []
  for (const [n, wave] of wavesOf(doings).entries()) {
    // What the waves before did may have answered what this one is about.
    const fitting = n === 0 ? wave : await stillFitting(tx, workspaceId, wave)
    await carryWave(tx, deps, workspaceId, fitting, calendars, options)
    done.push(...fitting)
  }
  const pauses = [...judged.pauses]
  const written = [...done.map(runOf), ...judged.stopped]
  await runs.insertRuns(tx, workspaceId, written)
  if (!options.hand) {
    const ends = done.map((doing) => ({ workflowId: doing.rule.id, failed: doing.outcome.some(isFault) }))
    for (const workflowId of await runs.countFailures(tx, ends, maxFailures))
      pauses.push({ workflowId, reason: 'failing', caseId: null, other: null })
    for (const doing of done)
      if (doing.outcome.some(({ code }) => code === 'gone'))
        pauses.push({ workflowId: doing.rule.id, reason: 'missing', caseId: doing.facts.case.id, other: null })
  }
  const paused = await runs.pauseRules(tx, pauses)
  await append(tx, [
    ...done.flatMap((doing) => ranEntry(workspaceId, doing)),
    ...pauses.flatMap((pause) => {
      const rule = paused.get(pause.workflowId)
      return rule && paused.delete(pause.workflowId) ? [pausedEntry(workspaceId, pause, rule)] : []
    }),
  ])
  return written.map(({ caseId, id, state, outcome }) => ({ caseId, runId: id, state, outcome: [...outcome] }))
}

/** What will not get better by itself; five runs of it in a row, and the rule stands still. */
const faults = new Set(['internal', 'guideline-stop', 'nobody-may-approve'])
const isFault = ({ state, code }: ActionOutcome) => state === 'failed' && code !== null && faults.has(code)

/**
 * Rights, loops and caps, before anything is done; what trips is stopped and written down, and its rule stands still.
 * Too often by a stranger's words stops it in that case alone.
 */
async function judge(tx: Db, matches: readonly Match[]) {
  const known = await runs.knownRuns(
    tx,
    matches.map(({ rule, facts, seq, moment }) => ({
      workflowId: rule.id,
      version: rule.version,
      caseId: facts.case.id,
      seq,
      moment,
    })),
  )
  const counts = await runs.countsOfHour(
    tx,
    [...new Set(matches.map(({ rule }) => rule.id))],
    [...new Set(matches.map(({ facts }) => facts.case.id))],
  )
  const going: Match[] = []
  const stopped: runs.NewRun[] = []
  const pauses: runs.Pause[] = []
  const standing = new Set<string>()
  for (const match of matches) {
    const { rule, facts, seq, moment } = match
    const caseId = facts.case.id
    if (standing.has(rule.id)) continue
    if (known.has(runs.runKey({ workflowId: rule.id, caseId, seq, moment }))) continue
    const chain = judgeChain(rule.id, match)
    if (chain === 'own') continue
    const key = `${rule.id} ${caseId}`
    const reason =
      chain !== 'yes'
        ? chain
        : (judgeOwner(rule.owner, rule.definition.then) ??
          ((counts.get(key) ?? 0) >= maxPerCaseAndHour ? ('too-often' as const) : null))
    if (reason === null) {
      counts.set(key, (counts.get(key) ?? 0) + 1)
      going.push(match)
      continue
    }
    // Strangers write as often as they like: that may not switch a rule off for everybody else.
    const isTheirs = reason === 'too-often' && (facts.event?.actor === 'customer' || facts.event?.actor === 'connector')
    if (!isTheirs) standing.add(rule.id)
    const other = reason === 'loop' ? (match.chain.at(-1) ?? null) : null
    if (!isTheirs) pauses.push({ workflowId: rule.id, reason, caseId, other })
    stopped.push({
      ...placeOf(match),
      id: crypto.randomUUID(),
      byMember: null,
      state: reason === 'owner-left' || reason === 'owner-rights' ? 'refused' : 'stopped',
      trace: traceOf(rule.definition.when, facts),
      outcome: [{ ...nothing, do: 'stop', state: 'skipped', code: reason }],
    })
  }
  return { going, stopped, pauses }
}

const nothing = { deliveryId: null, name: null, fileId: null }

function placeOf({ rule, facts, seq, moment, depth, chain }: Match) {
  return { workflowId: rule.id, version: rule.version, caseId: facts.case.id, seq, moment, depth, chain }
}

function doingOf(deps: Deps, match: Match, hand: Hand | undefined): Doing {
  const actor: JournalActor = hand ? { kind: 'person', id: hand.actor.memberId } : { kind: 'rule', id: match.rule.id }
  return {
    ...match,
    runId: deps.newId(),
    actor,
    memberId: hand?.actor.memberId ?? match.rule.owner.id,
    byHand: hand !== undefined,
    outcome: [],
  }
}

/** Each case once per wave, its matches in their order. */
function wavesOf(doings: readonly Doing[]): Doing[][] {
  const waves: Doing[][] = []
  const next = new Map<string, number>()
  for (const doing of doings) {
    const n = next.get(doing.facts.case.id) ?? 0
    next.set(doing.facts.case.id, n + 1)
    ;(waves[n] ??= []).push(doing)
  }
  return waves
}

/** Those whose condition still holds by what stands in the cases now. */
async function stillFitting(tx: Db, workspaceId: string, wave: readonly Doing[]): Promise<Doing[]> {
  const asked = wave.map(({ facts, messageId }) => ({ caseId: facts.case.id, messageId }))
  const fresh = await loadFacts(tx, [workspaceId], asked, together(wave.map(({ rule }) => rule)))
  return wave.flatMap((doing) => {
    const seen = fresh.get(keyOf({ caseId: doing.facts.case.id, messageId: doing.messageId }))
    const facts = seen && { ...doing.facts, case: seen }
    return facts && doing.rule.fits(facts) ? [{ ...doing, facts }] : []
  })
}

async function carryWave(
  tx: Db,
  deps: Deps,
  workspaceId: string,
  wave: readonly Doing[],
  calendars: Calendars,
  options: { hours: number; hand?: Hand },
): Promise<void> {
  if (wave.length === 0) return
  await sql`savepoint workflow_wave`.execute(tx)
  try {
    await doWave(tx, deps, workspaceId, wave, calendars, options)
    await sql`release savepoint workflow_wave`.execute(tx)
  } catch (error) {
    await sql`rollback to savepoint workflow_wave`.execute(tx)
    await sql`release savepoint workflow_wave`.execute(tx)
    for (const doing of wave) doing.outcome = []
    if (wave.length > 1) {
      for (const doing of wave) await carryWave(tx, deps, workspaceId, [doing], calendars, options)
      return
    }
    const [doing] = wave
    deps.log.warn({ err: error, workflow: doing!.rule.id }, 'a rule failed')
    doing!.outcome = doing!.rule.definition.then.map((action: WorkflowAction) => ({
      ...nothing,
      do: action.do,
      state: 'failed',
      code: 'internal',
    }))
  }
}

function runOf(doing: Doing): runs.NewRun {
  return {
    ...placeOf(doing),
    id: doing.runId,
    byMember: doing.byHand ? doing.memberId : null,
    state: doing.outcome.some(({ state }) => state === 'failed') ? 'failed' : 'done',
    trace: traceOf(doing.rule.definition.when, doing.facts),
    outcome: doing.outcome,
  }
}

function ranEntry(workspaceId: string, doing: Doing): Entry[] {
  const did = doing.outcome.filter(({ state }) => state === 'done' || state === 'waiting').map((one) => one.do)
  const failed = doing.outcome.filter(({ state }) => state === 'failed').length
  if (did.length === 0 && failed === 0) return []
  return [
    {
      workspaceId,
      subject: { kind: 'case', id: doing.facts.case.id },
      actor: doing.actor,
      cause: { kind: 'workflow', id: doing.runId },
      kind: 'workflow.ran',
      data: {
        workflowId: doing.rule.id,
        runId: doing.runId,
        version: doing.rule.version,
        name: doing.rule.name,
        did,
        failed,
      },
    },
  ]
}

function pausedEntry(workspaceId: string, pause: runs.Pause, rule: { name: string; ownerId: string }): Entry {
  return {
    workspaceId,
    subject: { kind: 'workspace', id: workspaceId },
    actor: { kind: 'job', id: 'workflows' },
    kind: 'workflow.paused',
    data: {
      workflowId: pause.workflowId,
      reason: pause.reason,
      caseId: pause.caseId,
      name: rule.name.slice(0, 120),
      ownerId: rule.ownerId,
    },
  }
}
