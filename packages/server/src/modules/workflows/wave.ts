import type { ActionOutcome, CaseChange, WorkflowAction } from '@resonanz/contracts'
import { sql } from 'kysely'
import { caseWords, fill, type NewDelivery, queueDeliveries, usableActions } from '#actions'
import { type Calendars, dueAfter } from '#calendars'
import {
  changeMany,
  entriesOf,
  insertDrafts,
  insertNotes,
  type ManyChange,
  type ManyDraft,
  type ManyNote,
} from '#cases'
import { type Db, rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append } from '#platform/journal'
import type { Doing, Hand } from './match.ts'
import { actorsOf, isServed, serve } from './services.ts'

const changes = new Set<WorkflowAction['do']>(['assign', 'priority', 'status', 'topic', 'tags', 'followUp', 'promise'])
const isChange = (action: WorkflowAction) => changes.has(action.do) && !isServed(action)
const named = new Set<WorkflowAction['do']>(['note', 'draft'])

/**
 * The actions of many runs, each in a case of its own, with a fixed number of statements; what other parts do for people
 * as well (questions, tasks, checklists, requests, promises with a proof) follows case by case through them.
 */
export async function doWave(
  tx: Db,
  deps: Deps,
  workspaceId: string,
  wave: readonly Doing[],
  calendars: Calendars,
  options: { hours: number; hand?: Hand },
): Promise<void> {
  const usable = await usableActions(tx, workspaceId, [
    ...new Set(
      wave.flatMap(({ rule }) =>
        rule.definition.then.flatMap((action) => ('actionId' in action ? [action.actionId] : [])),
      ),
    ),
  ])
  const texts = wave.some(({ rule }) => rule.definition.then.some((action) => named.has(action.do) || isServed(action)))
  const words = texts
    ? await caseWords(
        tx,
        workspaceId,
        wave.map(({ facts }) => facts.case.id),
      )
    : new Map()
  const changed = await changeMany(
    tx,
    deps,
    workspaceId,
    wave.filter(({ rule }) => rule.definition.then.some(isChange)).map((doing) => changeOf(doing, calendars)),
    {
      hours: options.hours,
      ...(options.hand ? { undo: { actor: options.hand.actor, id: options.hand.undoId, days: 1 } } : {}),
    },
  )
  const actors = await actorsOf(tx, workspaceId, wave)
  const notes: (ManyNote & { doing: Doing })[] = []
  const drafts: ManyDraft[] = []
  const deliveries: NewDelivery[] = []
  for (const doing of wave) {
    const caseId = doing.facts.case.id
    for (const action of doing.rule.definition.then) {
      const outcome = (state: ActionOutcome['state'], code: string | null = null, more: Partial<ActionOutcome> = {}) =>
        doing.outcome.push({ do: action.do, state, code, deliveryId: null, name: null, fileId: null, ...more })
      if (isServed(action)) {
        const actor = actors.get(doing)
        const ending = actor && (await serve(tx, deps, doing, action, { actor, words: words.get(caseId)!, calendars }))
        outcome(ending?.state ?? 'failed', ending ? ending.code : 'gone')
      } else if (changes.has(action.do)) {
        const result = changed.get(caseId)
        const refused = result?.refused ?? null
        if (refused === 'promise-stands')
          outcome(action.do === 'promise' ? 'skipped' : 'done', action.do === 'promise' ? refused : null)
        else if (refused) outcome(refused === 'gone' ? 'failed' : 'skipped', refused)
        else outcome(result?.changed ? 'done' : 'skipped', result?.changed ? null : 'unchanged')
      } else if (action.do === 'note') {
        const text = fill(action.text, words.get(caseId)!).text
        notes.push({ id: deps.newId(), caseId, authorId: doing.memberId, text, mentionIds: action.mentionIds, doing })
        outcome('done')
      } else if (action.do === 'draft') {
        const responsible = doing.byHand ? doing.memberId : ownerAfter(doing)
        if (!responsible) outcome('skipped', 'no-owner')
        else {
          drafts.push({
            caseId,
            memberId: responsible,
            threadId: null,
            text: fill(action.text, words.get(caseId)!).text,
          })
          outcome('done')
        }
      } else if ('actionId' in action) {
        const known = usable.get(action.actionId)
        if (!known || known.kind !== action.do) outcome('failed', 'gone')
        else {
          const id = deps.newId()
          deliveries.push(deliveryOf(doing, id, action))
          outcome('waiting', known.enabled ? null : 'switched-off', { deliveryId: id, name: known.name })
        }
      }
    }
  }
  await insertNotes(tx, workspaceId, notes)
  await append(
    tx,
    notes.flatMap(({ id, mentionIds, doing }) =>
      entriesOf(
        workspaceId,
        doing.actor,
        doing.facts.case.id,
        [{ kind: 'note.added', data: { noteId: id, mentions: [...mentionIds] } }],
        { kind: 'workflow', id: doing.runId },
      ),
    ),
  )
  await layDrafts(tx, workspaceId, wave, drafts)
  await queueDeliveries(tx, workspaceId, deliveries)
}

/** All changes of a run as one change of its case; later actions win. */
function changeOf(doing: Doing, calendars: Calendars): ManyChange {
  const change: CaseChange = {}
  let promise: ManyChange['promise'] = null
  const record = doing.facts.case
  const place = { teamId: record.team_id, presenceId: record.presence_id }
  const after = ({ minutes, hours }: { minutes: number; hours: 'working' | 'all' }) =>
    hours === 'working'
      ? dueAfter(calendars, place, doing.facts.now, minutes)
      : new Date(doing.facts.now.getTime() + minutes * 60_000)
  for (const action of doing.rule.definition.then) {
    if (action.do === 'assign') {
      if (action.ownerId !== undefined) change.ownerId = action.ownerId
      if (action.teamId !== undefined) change.teamId = action.teamId
    } else if (action.do === 'priority') change.priority = action.to
    else if (action.do === 'status') change.category = action.to
    else if (action.do === 'topic') change.topicId = action.topicId
    else if (action.do === 'tags') {
      change.addTags = [...(change.addTags ?? []), ...action.add]
      change.removeTags = [...(change.removeTags ?? []), ...action.remove]
    } else if (action.do === 'followUp')
      change.followUp = {
        at: after(action).toISOString(),
        untilReply: action.untilReply ?? false,
        ...(action.note ? { note: action.note } : {}),
      }
    else if (action.do === 'promise' && !isServed(action)) promise = { at: after(action), text: action.text }
  }
  return {
    caseId: record.id,
    change,
    promise,
    actor: doing.actor,
    memberId: doing.memberId,
    cause: { kind: 'workflow', id: doing.runId },
  }
}

function ownerAfter(doing: Doing): string | null {
  const assigned = doing.rule.definition.then.findLast(
    (action) => action.do === 'assign' && action.ownerId !== undefined,
  )
  return assigned?.do === 'assign' ? (assigned.ownerId ?? null) : doing.facts.case.owner_id
}

async function layDrafts(
  tx: Db,
  workspaceId: string,
  wave: readonly Doing[],
  drafts: readonly ManyDraft[],
): Promise<void> {
  if (drafts.length === 0) return
  const threads = await rows(
    tx,
    sql<{ case_id: string; id: string }>`select distinct on (case_id) case_id, id from thread
      where case_id = any(${drafts.map(({ caseId }) => caseId)}::uuid[]) and workspace_id = ${workspaceId} order by case_id, id desc`,
  )
  const threadOf = new Map(threads.map((thread) => [thread.case_id, thread.id]))
  const laid = await insertDrafts(
    tx,
    workspaceId,
    drafts.map((draft) => ({ ...draft, threadId: threadOf.get(draft.caseId) ?? null })),
  )
  for (const { facts, outcome } of wave)
    for (const one of outcome)
      if (one.do === 'draft' && one.state === 'done' && !laid.has(facts.case.id)) {
        one.state = 'skipped'
        one.code = 'draft-stands'
      }
}

/** What goes out names the case and the rule, and no word of the customer. */
function deliveryOf(doing: Doing, id: string, action: Extract<WorkflowAction, { actionId: string }>): NewDelivery {
  const { rule, facts, runId } = doing
  return {
    id,
    actionId: action.actionId,
    caseId: facts.case.id,
    runId,
    workflowId: rule.id,
    byMember: doing.byHand ? doing.memberId : null,
    options: action.do === 'document' ? { attach: action.attach } : { seen: facts.case.last_message_id },
    payload: {
      type: 'workflow.action',
      timestamp: facts.now.toISOString(),
      data: {
        case: { id: facts.case.id, number: facts.case.number },
        event: facts.event?.kind ?? (doing.moment ? 'time' : 'manual'),
        workflow: { id: rule.id, name: rule.name, version: rule.version },
        run: { id: runId },
      },
    },
  }
}
