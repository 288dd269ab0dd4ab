import { type ClosingField, may, type Role, type Silence } from '@resonanz/contracts'
import { openRequiredSteps, type OpenStep } from '#checklists'
import { missingFacts } from '#closing'
import type { Db } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import type { CaseRecord } from './case.ts'
import type { CaseEvent } from './case-events.ts'
import type { ChangedColumns } from './plan-change.ts'
import { isOurWord, type OpenPromise, openPromises, recomputeNextUpdate, settlePromises } from './store-promises.ts'

type Plan = { record: CaseRecord; set: Partial<ChangedColumns> }
export type Objection = {
  because: Silence[]
  promises: OpenPromise[]
  steps: readonly OpenStep[]
  facts: readonly ClosingField[]
  how: 'closed' | 'rested'
}

/** Nobody waits for a word of ours there. */
const withoutConcern: ReadonlySet<string | null> = new Set(['spam'])
/** Set where a case is closed without an answer in the list: the reason is the tag. */
const withoutConcernTags: ReadonlySet<string> = new Set([
  'werbung',
  'automatisch',
  'doppelt',
  'nicht-für-uns',
  'advertising',
  'automatic',
  'duplicate',
  'not-for-us',
])

/**
 * What stands against leaving customers in silence, by case: closing with something promised or without a last word,
 * waiting for them while they wait for us, resting past a promised moment. Joined duplicates go another way.
 */
export async function objectionsTo(tx: Db, plans: readonly Plan[]): Promise<Map<string, Objection>> {
  const asked = plans.filter(({ set }) => set.category !== undefined || set.follow_up_at != null)
  if (asked.length === 0) return new Map()
  const caseIds = asked.map(({ record }) => record.id)
  const closings = asked.filter(({ set }) => isClosing(set))
  const closing = closings.map(({ record }) => record.id)
  const steps = closing.length > 0 ? Map.groupBy(await openRequiredSteps(tx, closing), (step) => step.case_id) : null
  const facts = await missingFacts(
    tx,
    asked[0]!.record.workspace_id,
    closings.map(({ record, set }) => ({ id: record.id, set })),
  )
  const open = Map.groupBy((await openPromises(tx, caseIds)).filter(isOurWord), (promise) => promise.case_id)
  return new Map(
    asked.flatMap((plan) => {
      const objection = objectionTo(plan, {
        promises: open.get(plan.record.id) ?? [],
        steps: steps?.get(plan.record.id) ?? [],
        facts: facts.get(plan.record.id) ?? [],
      })
      return objection ? [[plan.record.id, objection] as const] : []
    }),
  )
}

/**
 * Pure part: `promises` are open and given to the customer by a person, the first due first; `steps` are required ones
 * that nobody did; `facts` are required ones that nobody knows.
 */
export function objectionTo(
  { record, set }: Plan,
  { promises, steps, facts }: Pick<Objection, 'promises' | 'steps' | 'facts'>,
): Objection | null {
  const because: Silence[] = []
  const closes = isClosing(set)
  const waits = set.category === 'waiting_customer' || closes
  if (closes && promises.length > 0) because.push('promise-open')
  if (waits && record.waiting_since !== null && !isWithoutConcern(record, set)) because.push('no-last-word')
  const rests = set.follow_up_at ? new Date(set.follow_up_at) : null
  if (!closes && rests && promises.some(({ due_at }) => due_at < rests)) because.push('past-promise')
  if (closes && steps.length > 0 && !isWithoutConcern(record, set)) because.push('steps-missing')
  if (closes && facts.length > 0 && !isWithoutConcern(record, set)) because.push('facts-missing')
  return because.length === 0 ? null : { because, promises, steps, facts, how: closes ? 'closed' : 'rested' }
}

export function isClosing({ category }: Partial<ChangedColumns>): boolean {
  return category === 'done' || category === 'closed'
}

function isWithoutConcern(record: CaseRecord, set: Partial<ChangedColumns>): boolean {
  const kind = set.kind === undefined ? record.kind : set.kind
  return withoutConcern.has(kind) || (set.tags ?? record.tags).some((tag) => withoutConcernTags.has(tag))
}

export function maySilently({ role }: { role: Role }): boolean {
  return may(role, 'case.close-silently')
}

/** Refuses with the first reason; `extra` names all and what is promised, and whether this person may say why. */
export function refuseSilence(actor: Actor, { because, promises, steps, facts }: Objection): never {
  throw new Refusal(because[0]!, words[because[0]!], {
    because,
    maySilently: maySilently(actor),
    missingFacts: because.includes('facts-missing') ? facts : [],
    openSteps: steps.map(({ checklist, step }) => ({ checklist, step })),
    openPromises: promises.map(({ id, kind, text, due_at }) => ({ id, kind, text, dueAt: due_at.toISOString() })),
  })
}

const words: Record<Silence, string> = {
  'promise-open': 'Something is promised to the customer. Keep it or drop it with a reason first.',
  'no-last-word': 'The customer waits for an answer. Answer first, then close the case or let it wait.',
  'steps-missing': 'Required steps of the checklist are open. Finish or skip them first.',
  'facts-missing': 'The company wants to know more of this case before it is closed. Fill in what is missing first.',
  'past-promise': 'The customer was promised a word before that. Choose an earlier time, or promise anew.',
}

/** With the right and a reason: what was promised is dropped when the case closes, and the journal keeps why. */
export async function leaveSilently(
  tx: Db,
  memberId: string,
  reason: string,
  objections: ReadonlyMap<string, Objection>,
): Promise<Map<string, CaseEvent[]>> {
  const dropped = [...objections.values()].filter(({ how }) => how === 'closed').flatMap(({ promises }) => promises)
  await settlePromises(
    tx,
    dropped.map(({ id }) => id),
    { state: 'waived', by: memberId, reason },
  )
  if (dropped.length > 0) await recomputeNextUpdate(tx, [...new Set(dropped.map((promise) => promise.case_id))])
  return new Map(
    [...objections].map(([caseId, { because, how }]) => [
      caseId,
      [
        ...dropped
          .filter((promise) => promise.case_id === caseId)
          .map(({ id }): CaseEvent => ({ kind: 'promise.waived', data: { promiseId: id, reason } })),
        { kind: 'case.silent', data: { how, because, reason } } as CaseEvent,
      ],
    ]),
  )
}
