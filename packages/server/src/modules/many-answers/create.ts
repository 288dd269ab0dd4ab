import type { BodyOf, ManyAnswer, manyAnswerRoutes } from '@resonanz/contracts'
import { fingerprintOf, requestApproval } from '#approvals'
import { entriesOf } from '#cases'
import { findIncident } from '#incidents'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { approvalRuleFor, approversOf } from '#replies'
import { settingsOf } from '#settings'
import { checkCase, namedInText } from './check.ts'
import { tellMany } from './entries.ts'
import { personalText } from './personal.ts'
import { refuseFaults, situations } from './preview.ts'
import { readMany } from './results.ts'
import * as store from './store.ts'

const undoLeastSeconds = 10

/**
 * Queues one answer to many. Cases that cannot get it are kept with the reason, so that the result names everybody.
 * Nothing leaves before the undo time is over and, where the policy asks, somebody else has approved it.
 */
export async function createMany(
  deps: Deps,
  actor: Actor,
  wanted: BodyOf<typeof manyAnswerRoutes.create>,
): Promise<ManyAnswer> {
  const db = deps.db.of(actor.workspaceId)
  const { content, cases, excluded, incidentId = null } = wanted
  refuseFaults(content)
  const { undoSeconds } = await settingsOf(deps, actor.workspaceId)
  const id = deps.newId()
  await inTransaction(db, async (tx) => {
    if (incidentId && !(await findIncident(tx, actor.workspaceId, incidentId))) throw notFound()
    const seenOf = new Map(cases.map(({ caseId, lastMessageId }) => [caseId, lastMessageId]))
    const all = await store.candidates(tx, actor.workspaceId, [...seenOf.keys(), ...excluded], incidentId)
    if (!all.some(({ case_id }) => seenOf.has(case_id)))
      throw new Refusal('invalid-input', 'None of these cases is there.')
    const named = namedInText(content.text, all)
    if (named.length > 0)
      throw new Refusal('invalid-input', 'The text names one of its recipients. Use a variable instead.', {
        cases: named.slice(0, 20).map(({ number }) => number),
      })
    await store.insertMany(tx, {
      workspaceId: actor.workspaceId,
      id,
      title: content.title,
      incidentId,
      content,
      by: actor.memberId,
      undoSeconds: Math.max(undoLeastSeconds, undoSeconds),
    })
    const left = new Set(excluded)
    const list = all.map((to) => {
      const { reason, isOptional } = checkCase(content, to, personalText(content, to, actor.name), new Set())
      // Whoever named it among the cases has seen the doubt and wants it all the same.
      return {
        caseId: to.case_id,
        seen: seenOf.get(to.case_id) ?? null,
        reason: left.has(to.case_id) ? ('excluded' as const) : isOptional ? null : reason,
      }
    })
    await store.insertCases(tx, actor.workspaceId, id, list)
    await askIfNeeded(tx, deps, actor, id, all)
    await append(tx, [tellMany(actor.workspaceId, journalActor(actor), id, 'started', list.length)])
    await append(
      tx,
      list.flatMap(({ caseId, reason }) =>
        reason
          ? entriesOf(actor.workspaceId, journalActor(actor), caseId, [
              { kind: 'reply.many', data: { manyAnswerId: id, messageId: null, reason } },
            ])
          : [],
      ),
    )
  })
  return readMany(deps, actor, id)
}

const decideInHours = 4

async function askIfNeeded(
  tx: Db,
  deps: Deps,
  actor: Actor,
  id: string,
  all: readonly store.Candidate[],
): Promise<void> {
  const many = (await store.findMany(tx, actor.workspaceId, id))!
  const rule = await approvalRuleFor(tx, actor, situations(all, many.content.overrides.length > 0))
  if (!rule) return
  const { approvalId } = await requestApproval(tx, deps, actor, {
    kind: 'publishing',
    subjectKind: 'many-answer',
    subjectId: id,
    caseId: null,
    fingerprint: fingerprintOfMany(many, await store.caseIdsOf(tx, id)),
    dueAt: new Date(Date.now() + decideInHours * 3_600_000),
    approvers: await approversOf(tx, actor.workspaceId, rule.approvers, null),
  })
  await store.setApproval(tx, id, approvalId)
}

export function fingerprintOfMany(many: store.ManyRecord, caseIds: readonly string[]): string {
  return fingerprintOf({ id: many.id, content: many.content, cases: caseIds })
}
