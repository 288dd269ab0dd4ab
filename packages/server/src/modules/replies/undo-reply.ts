import type { Draft } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { inTransaction, one, rows, run } from '#platform/db/database'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { forgetModuleUse } from '#text-modules'
import { keepOpenWhilePromised, recomputeNextUpdate } from '#cases'
import type { CaseBefore } from './store.ts'

type Undoable = {
  id: string
  case_id: string
  thread_id: string
  message_id: string
  state: string
  over: boolean
  created_by: string | null
  payload: {
    undo?: {
      case: CaseBefore
      kept: { id: string }[]
      made: { id: string } | null
      reply: Record<string, unknown> & { text: string }
      authors?: string[]
    }
  }
}

/** Takes an answer back while its undo time runs: the case stands as before, the words are the writer's draft again. */
export async function undoReply(deps: Deps, actor: Actor, outboxId: string): Promise<{ draft: Draft }> {
  const db = deps.db.of(actor.workspaceId)
  return inTransaction(db, async (tx) => {
    const found = await one(
      tx,
      sql<{
        id: string
        first_part: string | null
      }>`select id, first_part from outbox where id = ${outboxId} and workspace_id = ${actor.workspaceId}`,
    )
    // All parts of a thread, always in the same order: two who undo at once wait for one another.
    const parts = found
      ? await rows(
          tx,
          sql<Undoable>`select id, case_id, thread_id, message_id, state, send_at <= now() as over, created_by, payload from outbox where id = ${found.id} or first_part = ${found.first_part} order by part, id for update`,
        )
      : []
    const item = parts.at(-1)
    if (!item?.payload.undo) throw notFound()
    if (parts.some(({ state, over }) => state !== 'queued' || over))
      throw new Refusal('undo-over', 'The answer is on its way already.')
    const messageIds = parts.map((part) => part.message_id)
    const { undo } = item.payload
    await run(
      tx,
      sql`update outbox set state = 'undone', settled_at = now() where id = any(${parts.map(({ id }) => id)}::uuid[])`,
    )
    await run(
      tx,
      sql`update message set deleted_at = now(), text = '', full_text = null, subject = null where id = any(${messageIds}::uuid[])`,
    )
    await run(tx, sql`delete from case_message where message_id = any(${messageIds}::uuid[])`)
    await run(tx, sql`delete from message_search where message_id = any(${messageIds}::uuid[])`)
    await forgetModuleUse(tx, actor, item.message_id)
    const b = undo.case
    // Only what the answer changed goes back, and only where nothing newer came in between.
    await run(
      tx,
      sql`update cases set category = ${b.category}, last_message_at = ${b.last_message_at}::timestamptz, last_outbound_at = ${b.last_outbound_at}::timestamptz, last_message_id = ${b.last_message_id}::uuid,
        waiting_since = ${b.waiting_since}::timestamptz, answer_due_at = ${b.answer_due_at}::timestamptz, next_update_at = ${b.next_update_at}::timestamptz, follow_up_at = ${b.follow_up_at}::timestamptz,
        follow_up_until_reply = ${b.follow_up_until_reply}, follow_up_for = coalesce(${b.follow_up_for}::text[], '{}'), back_because = ${b.back_because ?? null}, closed_at = ${b.closed_at}::timestamptz, message_count = message_count - ${parts.length}, version = version + 1
      where id = ${item.case_id} and last_message_id = ${item.message_id}`,
    )
    if (undo.made) await run(tx, sql`delete from promise where id = ${undo.made.id} and state = 'open'`)
    if (undo.kept.length > 0)
      await run(
        tx,
        sql`update promise set state = 'open', settled_at = null, settled_by = null where id = any(${undo.kept.map((promise) => promise.id)}::uuid[])`,
      )
    // Other promises may have been made or kept since.
    await recomputeNextUpdate(tx, [item.case_id])
    await keepOpenWhilePromised(tx, { workspaceId: actor.workspaceId, actor: journalActor(actor) }, [item.case_id])
    const { text, ...extra } = undo.reply
    const draft = await one(
      tx,
      sql<{
        id: string
        version: number
        saved_at: Date
      }>`insert into draft (workspace_id, case_id, member_id, kind, thread_id, text, extra, authors) values (${actor.workspaceId}, ${item.case_id}, ${actor.memberId}, 'reply', ${item.thread_id}, ${text}, ${JSON.stringify(extra)}::jsonb, ${undo.authors ?? []}::uuid[])
        on conflict (member_id, case_id, kind) do update set text = excluded.text, thread_id = excluded.thread_id, extra = excluded.extra, saved_at = now(), version = draft.version + 1,
          authors = array(select distinct unnest(draft.authors || excluded.authors)) returning id, version, saved_at`,
    )
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'case', id: item.case_id },
        actor: journalActor(actor),
        kind: 'reply.undone',
        data: { outboxId: item.id },
      },
    ])
    return {
      draft: {
        id: draft!.id,
        version: draft!.version,
        sharedAt: null,
        kind: 'reply' as const,
        text,
        threadId: item.thread_id,
        extra,
        savedAt: draft!.saved_at.toISOString(),
      },
    }
  })
}
