import { type ManyReason, may, type ProblemCode, type Role } from '@resonanz/contracts'
import { useApproval } from '#approvals'
import { entriesOf } from '#cases'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { startLoop } from '#platform/loop'
import { resolveInTransaction, sendInTransaction } from '#replies'
import { fingerprintOfMany } from './create.ts'
import { tellMany } from './entries.ts'
import { personalText } from './personal.ts'
import * as store from './store.ts'

const batch = 50
const triesMost = 3

/** A place where a test lets the program die. */
export type FailPoint = (at: 'claimed' | 'sent' | 'marked', caseId: string) => void

/** Sends what many wait for, a batch a turn; `wake` when something was queued. */
export function startSendingMany(deps: Deps): { wake(): void; stop(): Promise<void> } {
  const log = deps.log.child({ part: 'many-answers' })
  const { wake, stop } = startLoop({ name: 'many-answers', log, idleMs: 2_000, turn: () => sendNextBatch(deps) })
  return { wake, stop }
}

/**
 * One batch. Each case is a transaction of its own: the answer, its place in the outbox and the row that says so are
 * there together or not at all, so a crash anywhere neither doubles nor loses one. Answers whether there is more.
 */
export async function sendNextBatch(deps: Deps, options: { failPoint?: FailPoint } = {}): Promise<boolean> {
  const many = await store.nextRunning(deps.db.system)
  if (!many) return false
  const actor = await begin(deps, many)
  if (!actor) return true
  const caseIds = await store.waitingCases(deps.db.system, many.id, batch)
  for (const caseId of caseIds) await sendOne(deps, actor, many, caseId, options.failPoint)
  if (caseIds.length === 0) await finish(deps, actor, many)
  return true
}

/** Who sends it, with the rights of today. Null: nobody may any more, or it was not approved; it is stopped then. */
async function begin(deps: Deps, many: store.ManyRecord & { approval_state: string | null }): Promise<Actor | null> {
  const { workspace_id: workspaceId, id } = many
  const db = deps.db.of(workspaceId)
  const writer = await store.writerOf(db, workspaceId, many.created_by)
  const actor: Actor | null = writer ? { ...writer, role: writer.role as Role, workspaceId, sessionHash: '' } : null
  const isRefused = many.state === 'waiting' && many.approval_id !== null && many.approval_state !== 'approved'
  if (!actor || !writer?.active || !may(actor.role, 'reply.many') || isRefused) {
    await inTransaction(db, async (tx) => {
      const left = await store.markSkipped(tx, id, null, isRefused ? 'approval' : 'stopped')
      await store.setState(tx, id, 'stopped')
      await append(tx, [tellMany(workspaceId, { kind: 'job', id: null }, id, 'stopped', left.length)])
    })
    return null
  }
  if (many.state === 'waiting')
    await inTransaction(db, async (tx) => {
      const now = await store.findMany(tx, workspaceId, id, { lock: true })
      if (now?.state !== 'waiting') return
      if (now.approval_id)
        await useApproval(tx, actor, { kind: 'many-answer', id }, fingerprintOfMany(now, await store.caseIdsOf(tx, id)))
      await store.setState(tx, id, 'sending')
    })
  return actor
}

const tries = new Map<string, number>()

async function sendOne(
  deps: Deps,
  actor: Actor,
  many: store.ManyRecord,
  caseId: string,
  failPoint?: FailPoint,
): Promise<void> {
  const db = deps.db.of(many.workspace_id)
  const key = `${many.id} ${caseId}`
  try {
    await inTransaction(db, async (tx) => {
      const claimed = await store.claimCase(tx, many.id, caseId)
      if (!claimed) return
      failPoint?.('claimed', caseId)
      if (claimed.outbox_id && claimed.message_id) {
        if (claimed.is_newer) throw new Refusal('newer-message')
        await resolveInTransaction(tx, deps, actor, claimed.outbox_id, { decision: 'send_again' })
        await store.markQueued(tx, many.id, caseId, claimed.message_id, claimed.outbox_id)
        return
      }
      const [to] = await store.candidates(tx, many.workspace_id, [caseId], null)
      if (!to?.thread_id) throw new Refusal('no-way-to-reply')
      const { content } = many
      const { messageId, outboxId } = await sendInTransaction(
        tx,
        deps,
        actor,
        caseId,
        {
          threadId: to.thread_id,
          text: personalText(content, to, actor.name).text,
          ...(content.subject ? { subject: content.subject } : {}),
          attachmentIds: [],
          expectedLastMessageId: claimed.seen_message_id,
          evenIfNewer: false,
          nextUpdate: content.nextUpdate,
          ...(content.category ? { category: content.category } : {}),
          includeQuote: content.includeQuote,
          overrides: content.overrides,
          logged: false,
        },
        { isApproved: many.approval_id !== null },
      )
      if (!outboxId) throw new Refusal('no-way-to-reply')
      failPoint?.('sent', caseId)
      await store.markQueued(tx, many.id, caseId, messageId, outboxId)
      await append(
        tx,
        entriesOf(many.workspace_id, journalActor(actor), caseId, [
          { kind: 'reply.many', data: { manyAnswerId: many.id, messageId, reason: null } },
        ]),
      )
      failPoint?.('marked', caseId)
    })
    tries.delete(key)
  } catch (error) {
    const tried = (tries.get(key) ?? 0) + 1
    tries.set(key, tried)
    if (!(error instanceof Refusal) && tried < triesMost) throw error
    tries.delete(key)
    if (!(error instanceof Refusal)) deps.log.error({ err: error, caseId }, 'an answer of many failed')
    await skip(deps, many, caseId, error instanceof Refusal ? reasonOf(error.code) : 'failed')
  }
}

async function skip(deps: Deps, many: store.ManyRecord, caseId: string, reason: ManyReason): Promise<void> {
  await inTransaction(deps.db.of(many.workspace_id), async (tx) => {
    const skipped = await store.markSkipped(tx, many.id, caseId, reason)
    await append(
      tx,
      skipped.flatMap((id) =>
        entriesOf(many.workspace_id, { kind: 'person', id: many.created_by }, id, [
          { kind: 'reply.many', data: { manyAnswerId: many.id, messageId: null, reason } },
        ]),
      ),
    )
  })
}

const reasons: Partial<Record<ProblemCode, ManyReason>> = {
  'newer-message': 'newer-message',
  'no-way-to-reply': 'no-way',
  'over-channel-limit': 'too-long',
  'guideline-warning': 'guideline',
  'guideline-stop': 'guideline',
  'approval-needed': 'approval',
  conflict: 'joined',
  'not-found': 'gone',
}
function reasonOf(code: ProblemCode): ManyReason {
  return reasons[code] ?? 'failed'
}

async function finish(deps: Deps, actor: Actor, many: store.ManyRecord): Promise<void> {
  await inTransaction(deps.db.of(many.workspace_id), async (tx) => {
    const now = await store.findMany(tx, many.workspace_id, many.id, { lock: true })
    if (now?.state !== 'sending') return
    await store.setState(tx, many.id, 'done')
    const [row] = await store.manyRows(tx, many.workspace_id, { id: many.id, limit: 1 })
    await append(tx, [tellMany(many.workspace_id, journalActor(actor), many.id, 'done', row!.counts.all)])
  })
}
