import { isOpenAt, nextOpening, readCalendars } from '#calendars'
import {
  accessCase,
  type CaseRecord,
  entriesOf,
  insertPromises,
  openPromises,
  recomputeNextUpdate,
  settlePromises,
} from '#cases'
import { willPass } from '#platform/db/away'
import { type Db, inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { failPoint } from '#platform/fail-point'
import { append, type Entry } from '#platform/journal'
import { approvalRuleFor, queueMailToCustomer } from '#replies'
import { settingsOf } from '#settings'
import { draftHolding, type HoldingDraft } from './draft.ts'
import { heldBackBy } from './held-back.ts'
import { holdingRule } from './keep-watch.ts'
import { termsFor, termsOf } from './policy.ts'
import * as store from './store.ts'
import { newestPolicies } from './store-policy.ts'
import { voidReason } from './store-watch.ts'
import { holdingSubject } from './words.ts'

/**
 * Sends one holding reply that a rule may send, or leaves it to a person and notes why. Everything is asked anew while
 * the case is held: whether it still stands, the terms, the hours, who is spoken to, what there is to say. The words, the
 * queued mail, the promise in them and the end of the proposal are one transaction. Says whether there was one.
 */
export async function sendByRuleOnce(deps: Deps): Promise<boolean> {
  let tried: string | null = null
  try {
    const isMore = await sendInTransaction(deps, (caseId) => (tried = caseId))
    if (isMore) failPoint(deps.config, 'holding.sent')
    return isMore
  } catch (error) {
    if (tried === null || willPass(error)) throw error
    // One that fails for itself does not stand before the others: it is tried again later, and left when it is late.
    deps.log.error({ err: error, caseId: tried }, 'a holding reply could not be sent by rule')
    await store.putOff(deps.db.system, tried, new Date(Date.now() + putOffMs))
    return true
  }
}

const putOffMs = 5 * 60_000

function sendInTransaction(deps: Deps, onClaimed: (caseId: string) => void): Promise<boolean> {
  return inTransaction(deps.db.system, async (tx) => {
    const claimed = await store.claimForRule(tx)
    if (!claimed) return false
    onClaimed(claimed.case_id)
    const record = await accessCase(tx, { workspaceId: claimed.workspace_id }, claimed.case_id, { lock: true })
    const proposed = await store.proposedOf(tx, record.workspace_id, record.id, { lock: true })
    if (!proposed || !store.isRuleDue(proposed, new Date())) return true
    await append(tx, await decide(deps, tx, record, proposed))
    return true
  })
}

async function decide(deps: Deps, tx: Db, record: CaseRecord, proposed: store.Proposed): Promise<Entry[]> {
  const { workspace_id: workspaceId, id: caseId } = record
  const why = await voidReason(tx, proposed.id)
  if (why) {
    await store.settleVoid(tx, proposed.id, why)
    return entriesOf(workspaceId, holdingRule, caseId, [
      { kind: 'holding.voided', data: { holdingId: proposed.id, why } },
    ])
  }
  const [policy] = await newestPolicies(tx, [workspaceId])
  const terms = termsFor(termsOf(policy), record)
  if (!terms.proposes || terms.sentBy !== 'rule') return leave(tx, proposed, 'switched-off')
  if (proposed.is_late) return leave(tx, proposed, 'late')
  const place = { teamId: record.team_id, presenceId: record.presence_id }
  const calendars = await readCalendars(tx, workspaceId)
  const now = new Date()
  if (!isOpenAt(calendars, place, now)) {
    const opening = nextOpening(calendars, place, now)
    if (!opening || opening >= proposed.due_at) return leave(tx, proposed, 'closed-hours')
    await store.waitForRule(tx, proposed.id, opening)
    return []
  }
  const { nextUpdateHours } = await settingsOf(deps, workspaceId)
  const draft = await draftHolding(tx, record, { by: null, nextUpdateHours })
  if (!draft) return leave(tx, proposed, 'no-address')
  const needsApproval = await isApprovalNeeded(tx, record, draft)
  const held = heldBackBy(record, draft, { mostInRow: terms.mostInRow, needsApproval })
  if (held) return leave(tx, proposed, held)
  return send(deps, tx, record, proposed, draft)
}

async function leave(tx: Db, { id }: store.Proposed, why: NonNullable<store.Proposed['held_back']>): Promise<Entry[]> {
  await store.holdBack(tx, id, why)
  return []
}

/** A rule has nobody's rights: it needs the second pair of eyes that the least of us would. */
async function isApprovalNeeded(tx: Db, record: CaseRecord, { situation, findings }: HoldingDraft): Promise<boolean> {
  const rule = await approvalRuleFor(
    tx,
    {
      workspaceId: record.workspace_id,
      memberId: '',
      role: 'agent',
      teamIds: record.team_id ? [record.team_id] : [],
    },
    [
      {
        presenceIds: situation.mailPresenceId ? [situation.mailPresenceId] : [],
        isPublic: situation.visibility === 'public',
        hasFinding: findings.some(({ level }) => level !== 'hint'),
      },
    ],
  )
  return rule !== undefined
}

async function send(
  deps: Deps,
  tx: Db,
  record: CaseRecord,
  proposed: store.Proposed,
  { situation, text, newDueAt }: HoldingDraft,
): Promise<Entry[]> {
  const { workspace_id: workspaceId, id: caseId } = record
  const { language, address } = situation
  const messageId = deps.newId()
  const queued = await queueMailToCustomer(deps, tx, {
    workspaceId,
    presenceId: situation.mailPresenceId!,
    caseId,
    subject: holdingSubject(record.number, language, address),
    text: text!,
    language,
    what: 'holding',
    messageId,
    seenMessageId: proposed.based_on,
  })
  // The words would be newer than the case knows: the next look finds the reason.
  if (queued === 'newer-message') return leave(tx, proposed, 'nothing-to-say')
  if (queued !== 'queued') return leave(tx, proposed, queued)
  failPoint(deps.config, 'holding.queued')
  const promiseId = deps.newId()
  const standing = (await openPromises(tx, [caseId])).filter(({ kind }) => kind === 'next_update')
  await settlePromises(
    tx,
    standing.map(({ id }) => id),
    { state: 'replaced', by: null, reason: 'holding-reply', replacedBy: promiseId },
  )
  await insertPromises(tx, workspaceId, [{ id: promiseId, caseId, text: '', dueAt: newDueAt, madeBy: null, messageId }])
  await recomputeNextUpdate(tx, [caseId])
  await store.noteWords(tx, caseId, messageId)
  await store.settleSent(tx, proposed.id, { messageId, newDueAt, by: null })
  const dueAt = newDueAt.toISOString()
  return entriesOf(workspaceId, holdingRule, caseId, [
    { kind: 'holding.sent', data: { holdingId: proposed.id, messageId, byRule: true, dueAt } },
    ...standing.map(
      ({ id }) =>
        ({ kind: 'promise.replaced', data: { promiseId: id, by: promiseId, dueAt, reason: 'holding-reply' } }) as const,
    ),
    { kind: 'promise.made', data: { promiseId, dueAt } },
  ])
}
