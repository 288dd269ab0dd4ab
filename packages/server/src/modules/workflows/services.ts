import type { ActionOutcome, PromiseKind, WorkflowAction } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type CaseWords, fill } from '#actions'
import { type Calendars, dueAfter } from '#calendars'
import { applyChecklistIn } from '#case-checklists'
import { accessCase, makePromise } from '#cases'
import { askByRule } from '#consultations'
import { createGoodwillIn, standsAlready } from '#goodwill'
import { type Db, rows, run } from '#platform/db/database'
import { type Actor, causeOf, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { requestReplyByRule } from '#replies'
import { createTaskIn, hasOpenTask } from '#tasks'
import type { Doing } from './match.ts'

type Promised = Extract<WorkflowAction, { do: 'promise' }> & { kind: Exclude<PromiseKind, 'next_update'> }
type Served = Extract<WorkflowAction, { do: 'ask' | 'task' | 'checklist' | 'goodwill' | 'reply' }> | Promised
type Ending = Pick<ActionOutcome, 'state' | 'code'>
const done: Ending = { state: 'done', code: null }
const skipped = (code: string): Ending => ({ state: 'skipped', code })

/** Is it done by a service of another part, case by case? The next word to the customer belongs to the case itself. */
export function isServed(action: WorkflowAction): action is Served {
  if (action.do === 'promise') return (action.kind ?? 'next_update') !== 'next_update'
  return ['ask', 'task', 'checklist', 'goodwill', 'reply'].includes(action.do)
}

/** Members as who rules act: theirs are rights and name, and the journal says which rule it was. */
export async function actorsOf(tx: Db, workspaceId: string, wave: readonly Doing[]): Promise<Map<Doing, Actor>> {
  const asked = wave.filter(({ rule }) => rule.definition.then.some(isServed))
  if (asked.length === 0) return new Map()
  const found = await rows(
    tx,
    sql<
      Omit<Actor, 'workspaceId' | 'sessionHash' | 'rule'>
    >`select m.id as "memberId", m.user_id as "userId", m.name, m.role, array(select t.team_id from team_member t where t.member_id = m.id) as "teamIds"
      from member m where m.workspace_id = ${workspaceId} and m.id = any(${[...new Set(asked.map(({ memberId }) => memberId))]}::uuid[])`,
  )
  const members = new Map(found.map((member) => [member.memberId, member]))
  return new Map(
    asked.flatMap((doing) => {
      const member = members.get(doing.memberId)
      if (!member) return []
      const rule = doing.byHand ? {} : { rule: { id: doing.rule.id, runId: doing.runId } }
      return [[doing, { ...member, workspaceId, sessionHash: '', ...rule }] as const]
    }),
  )
}

/**
 * One action by the service that does it for people too, with its guards and its entries. A refusal undoes this action
 * alone and stands in the run; what the database refuses is thrown.
 */
export async function serve(
  tx: Db,
  deps: Deps,
  doing: Doing,
  action: Served,
  context: { actor: Actor; words: CaseWords; calendars: Calendars },
): Promise<Ending> {
  await run(tx, sql`savepoint workflow_step`)
  try {
    const ending = await carry(tx, deps, doing, action, context)
    await run(tx, sql`release savepoint workflow_step`)
    return ending
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await run(tx, sql`rollback to savepoint workflow_step`)
    await run(tx, sql`release savepoint workflow_step`)
    if (error.code === 'guideline-stop') await tellStopped(tx, doing, context.actor, error)
    return { state: error.code === 'newer-message' ? 'skipped' : 'failed', code: codeOf(error) }
  }
}

/** What a rule names and is no more is told like everything else that is gone: the rule stands still for it. */
function codeOf({ code }: Refusal): string {
  return code === 'invalid-input' ? 'gone' : code === 'conflict' ? 'not-now' : code
}

async function carry(
  tx: Db,
  deps: Deps,
  doing: Doing,
  action: Served,
  { actor, words, calendars }: { actor: Actor; words: CaseWords; calendars: Calendars },
): Promise<Ending> {
  const caseId = doing.facts.case.id
  switch (action.do) {
    case 'ask': {
      const asked = await askByRule(tx, deps, actor, caseId, { ...action, question: fill(action.question, words).text })
      return asked === 'asked' ? done : { state: asked === 'no-candidate' ? 'failed' : 'skipped', code: asked }
    }
    case 'task':
      return giveTask(tx, deps, actor, caseId, { ...action, text: fill(action.text, words).text.slice(0, 500) })
    case 'checklist':
      return (await applyChecklistIn(tx, deps, actor, caseId, action.checklistId)) ? done : skipped('unchanged')
    case 'goodwill': {
      const { kind, amountMinor, currency, reason } = action
      if (await standsAlready(tx, actor.workspaceId, caseId, { kind, amountMinor, currency }))
        return skipped('goodwill-stands')
      const content = { kind, amountMinor, currency, reason, what: '', validUntil: null }
      await createGoodwillIn(tx, deps, actor, caseId, { ...content, mode: 'request' })
      return done
    }
    case 'reply': {
      const { text, empty } = fill(action.text, words)
      if (empty.length > 0) return { state: 'failed', code: 'empty-variable' }
      const asked = await requestReplyByRule(tx, deps, actor, caseId, {
        text,
        seenMessageId: doing.facts.case.last_message_id,
        because: doing.rule.name,
      })
      return asked === 'asked' ? done : skipped(asked)
    }
    case 'promise':
      return promise(tx, deps, doing, action, { actor, calendars })
  }
}

/** To who is named, else to who is responsible, else to their team. */
async function giveTask(
  tx: Db,
  deps: Deps,
  actor: Actor,
  caseId: string,
  { text, assigneeId, teamId, minutes }: Extract<Served, { do: 'task' }>,
): Promise<Ending> {
  const record = await accessCase(tx, actor, caseId, { lock: true })
  const to =
    assigneeId || teamId
      ? { assigneeId, teamId }
      : { assigneeId: record.owner_id, teamId: record.owner_id ? null : record.team_id }
  if (!to.assigneeId && !to.teamId) return skipped('no-owner')
  if (await hasOpenTask(tx, actor.workspaceId, caseId, text)) return skipped('task-stands')
  const due = minutes === null ? {} : { dueInMinutes: minutes }
  await createTaskIn(tx, deps, actor, caseId, { text, ...to, ...due })
  return done
}

async function promise(
  tx: Db,
  deps: Deps,
  doing: Doing,
  { kind, minutes, hours, text }: Promised,
  { actor, calendars }: { actor: Actor; calendars: Calendars },
): Promise<Ending> {
  const record = await accessCase(tx, actor, doing.facts.case.id, { lock: true })
  if (record.merged_into) return skipped('joined')
  if (await isPromised(tx, record.id, kind)) return skipped('promise-stands')
  const place = { teamId: record.team_id, presenceId: record.presence_id }
  const from = doing.facts.now
  const dueAt =
    hours === 'working' ? dueAfter(calendars, place, from, minutes) : new Date(from.getTime() + minutes * 60_000)
  const by = { workspaceId: actor.workspaceId, actor: journalActor(actor), ...causeOf(actor) }
  const made = { id: deps.newId(), caseId: record.id, kind, text, what: '', dueAt, madeBy: actor.memberId }
  await makePromise(tx, by, { ...made, ownerId: record.owner_id })
  return done
}

async function isPromised(tx: Db, caseId: string, kind: string): Promise<boolean> {
  const found = await rows(
    tx,
    sql`select 1 from promise where case_id = ${caseId} and kind = ${kind} and state = 'open' limit 1`,
  )
  return found.length > 0
}

async function tellStopped(tx: Db, doing: Doing, actor: Actor, { extra }: Refusal): Promise<void> {
  const findings = (extra?.findings ?? []) as { rule: string }[]
  await append(tx, [
    {
      workspaceId: actor.workspaceId,
      subject: { kind: 'case', id: doing.facts.case.id },
      actor: { kind: 'rule', id: doing.rule.id },
      cause: { kind: 'workflow', id: doing.runId },
      kind: 'workflow.blocked',
      data: {
        workflowId: doing.rule.id,
        runId: doing.runId,
        name: doing.rule.name.slice(0, 120),
        what: 'reply',
        rules: [...new Set(findings.map(({ rule }) => rule.slice(0, 60)))].slice(0, 20),
        to: doing.memberId,
      },
    },
  ])
}
