import type { CaseDetail } from '@resonanz/contracts'
import type { Db } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { notFound } from '#platform/errors'
import { newestReading, toUnderstanding } from '#understanding'
import { instant } from './case.ts'
import { allowedActions } from './policy.ts'
import { toThread } from './reply-way.ts'
import * as store from './store-detail.ts'
import { listedCase, person, toCaseRow } from './store-rows.ts'

export async function readCase(deps: Deps, actor: Actor, id: string): Promise<CaseDetail> {
  return caseDetail(deps.db.of(actor.workspaceId), actor, id)
}

/** The whole case as screens show it; throws `not-found`. Also inside a transaction, to answer a change. */
export async function caseDetail(db: Db, actor: Actor, id: string): Promise<CaseDetail> {
  const record = await listedCase(db, actor, id)
  if (!record) throw notFound()
  const [threads, own, promises, others, around, reading] = await Promise.all([
    store.threadsOf(db, id),
    store.ownAddresses(db, actor.workspaceId),
    store.promisesOf(db, id),
    store.otherCasesOf(db, record),
    store.surroundingsOf(db, actor, record),
    newestReading(db, id),
  ])
  const shownThreads = threads.map((thread) => toThread(thread, own))
  return {
    ...toCaseRow(record),
    openedAt: record.opened_at.toISOString(),
    closedAt: instant(record.closed_at),
    lastOutboundAt: instant(record.last_outbound_at),
    lastInboundAt: instant(record.last_inbound_at),
    lastMessageId: record.last_message_id,
    promises: promises.map(toPromise),
    threads: shownThreads,
    foundWhere: record.found_where,
    particulars: record.particulars,
    followUpNote: record.follow_up_note,
    understanding: toUnderstanding(reading, record.first_sentiment),
    followUpUntilReply: record.follow_up_until_reply,
    watching: around.watching,
    mergedInto:
      record.merged_into && around.merged_number !== null
        ? { id: record.merged_into, number: around.merged_number }
        : null,
    identity: around.identity,
    seenAt: instant(around.seen_at),
    proposals: around.proposals,
    otherCases: others.map((other) => ({ ...other, at: other.at.toISOString() })),
    allowed: allowedActions(actor, record, {
      hasReplyWay: shownThreads.some((thread) => thread.reply !== 'none'),
      isUndoable: around.undo !== null,
      messageCount: record.message_count,
    }),
    undoable: around.undo && { ...around.undo, until: around.undo.until.toISOString() },
  }
}

function toPromise(promise: store.PromiseRecord): CaseDetail['promises'][number] {
  return {
    id: promise.id,
    kind: promise.kind,
    text: promise.text,
    dueAt: promise.due_at.toISOString(),
    madeBy: person(promise.made_by, promise.made_by_name),
    madeAt: promise.made_at.toISOString(),
    state: promise.state,
    settledAt: instant(promise.settled_at),
  }
}
