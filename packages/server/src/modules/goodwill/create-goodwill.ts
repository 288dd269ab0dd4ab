import { type BodyOf, type Goodwill, type goodwillRoutes, may } from '@resonanz/contracts'
import { accessCase, entriesOf } from '#cases'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { authorityOf } from './authority.ts'
import { book, reserve } from './budgets.ts'
import { factsOf, present } from './goodwill.ts'
import { openWindow } from './objections.ts'
import { promiseIn } from './promise-goodwill.ts'
import { askForApproval } from './request.ts'
import { findGoodwill, insertGoodwill, readPolicy } from './store.ts'

type Wanted = BodyOf<typeof goodwillRoutes.create>

/**
 * Grants goodwill within the own limit, or asks who has a higher one. The budgets above the team of the case are
 * reserved at once and booked with the grant. Refuses with `over-limit` and `over-budget`, both with what is left.
 */
export async function createGoodwill(deps: Deps, actor: Actor, caseId: string, wanted: Wanted): Promise<Goodwill> {
  const db = deps.db.of(actor.workspaceId)
  const id = await inTransaction(db, (tx) => createGoodwillIn(tx, deps, actor, caseId, wanted))
  const [made] = await present(db, actor, [(await findGoodwill(db, actor.workspaceId, id))!])
  return made!
}

/** The same in the caller's transaction; answers the id of the goodwill. */
export async function createGoodwillIn(
  tx: Db,
  deps: Deps,
  actor: Actor,
  caseId: string,
  wanted: Wanted,
): Promise<string> {
  const id = deps.newId()
  const { mode, overrule = null, promiseUntil, ...content } = wanted
  if (mode === 'request' && promiseUntil)
    throw new Refusal('invalid-input', 'Promise it to the customer once it is approved.')
  const record = await accessCase(tx, actor, caseId, { lock: true })
  if (record.merged_into)
    throw new Refusal('conflict', 'This case was joined into another one.', { mergedInto: record.merged_into })
  if (overrule) await checkOverruling(tx, actor, overrule.teamId)
  const about = {
    workspaceId: actor.workspaceId,
    caseId,
    topicId: record.topic_id,
    teamId: record.team_id,
    currency: content.currency,
  }
  const own = await authorityOf(tx, about, actor.memberId)
  const isBarred = own.wasRejected && !overrule
  if (mode === 'grant' && (isBarred || !own.covers(content.amountMinor)))
    throw new Refusal(
      'over-limit',
      isBarred
        ? 'Goodwill was refused in this case. Please request it, or overrule with the right to it.'
        : 'This is above your limit. Please request it.',
      {
        limitMinor: own.limitMinor,
        leftMinor: own.leftMinor,
        currency: content.currency,
        why: isBarred ? 'rejected' : 'limit',
      },
    )
  const state = mode === 'grant' ? 'granted' : 'requested'
  await insertGoodwill(tx, {
    ...content,
    workspaceId: actor.workspaceId,
    id,
    caseId,
    state,
    teamId: record.team_id,
    topicId: record.topic_id,
    unitId: own.unitId,
    requestedBy: actor.memberId,
    overrule,
  })
  const { time_zone: timeZone } = await readPolicy(tx, actor.workspaceId)
  const { amountMinor, currency } = content
  await reserve(tx, {
    workspaceId: actor.workspaceId,
    goodwillId: id,
    unitId: own.unitId,
    currency,
    amountMinor,
    timeZone,
  })
  const facts = factsOf(id, content)
  const overruled = overrule ? [{ kind: 'goodwill.overruled', data: { goodwillId: id, ...overrule } } as const] : []
  await append(
    tx,
    entriesOf(actor.workspaceId, journalActor(actor), caseId, [
      ...overruled,
      state === 'granted'
        ? { kind: 'goodwill.granted', data: { ...facts, approvalId: null } }
        : { kind: 'goodwill.requested', data: facts },
    ]),
  )
  if (state === 'granted') {
    await book(tx, id)
    const overruledTeamId = overrule?.teamId ?? null
    await openWindow(tx, actor, caseId, { id, topicId: record.topic_id, by: [actor.memberId], overruledTeamId })
  } else
    await askForApproval(tx, deps, actor, record, {
      id,
      content,
      requestedBy: actor.memberId,
      overrule: { teamId: overrule?.teamId ?? null, reason: overrule?.reason ?? null },
    })
  if (promiseUntil) await promiseIn(tx, deps, actor, { id, caseId, content, until: new Date(promiseUntil) })
  return id
}

/** A right of its own, and only against departments that the policy names. */
async function checkOverruling(tx: Db, actor: Actor, teamId: string): Promise<void> {
  const policy = await readPolicy(tx, actor.workspaceId)
  if (!may(actor.role, 'goodwill.overrule') || !policy.overrule_team_ids.includes(teamId))
    throw new Refusal('not-allowed', 'You may not decide against this department.')
}
