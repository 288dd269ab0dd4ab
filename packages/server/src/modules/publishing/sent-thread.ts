import { sql } from 'kysely'
import { type Db, one, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import type { ClaimedTarget } from './post.ts'

/**
 * A post that was sent is the first word of a conversation: whoever comments under it is found there, by the network's id
 * of the post. The network may have told us of it already, then that word is taken.
 */
export async function keepAsThread(
  tx: Db,
  deps: Pick<Deps, 'newId'>,
  target: ClaimedTarget,
  providerId: string | null,
): Promise<void> {
  // What the network gave no id, and sample data, is kept under an id of ours.
  const externalId = providerId === null || providerId === 'sample' ? `post:${target.id}` : providerId
  await run(tx, sql`update presence set last_sent_at = now() where id = ${target.presence_id}`)
  const known = await one(
    tx,
    sql<{
      thread_id: string
    }>`select thread_id from message where presence_id = ${target.presence_id} and external_id = ${externalId}`,
  )
  const threadId = known?.thread_id ?? (await writeThread(tx, deps, target, externalId))
  await run(tx, sql`update planned_post_target set thread_id = ${threadId} where id = ${target.id}`)
}

async function writeThread(
  tx: Db,
  deps: Pick<Deps, 'newId'>,
  target: ClaimedTarget,
  externalId: string,
): Promise<string> {
  const thread = await one(
    tx,
    sql<{ id: string }>`insert into thread (workspace_id, id, presence_id, channel, external_key, visibility)
      values (${target.workspace_id}, ${deps.newId()}, ${target.presence_id}, ${target.kind}, ${externalId}, 'public')
      on conflict (presence_id, external_key) do update set external_key = excluded.external_key returning id`,
  )
  await run(
    tx,
    sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, author_member_id, author_name, text, occurred_at)
      values (${target.workspace_id}, ${deps.newId()}, ${thread!.id}, ${target.presence_id}, ${target.kind}, 'out', ${externalId}, ${target.created_by},
        coalesce((select name from member where id = ${target.created_by}), ''), ${target.words}, now())
      on conflict (presence_id, external_id) do nothing`,
  )
  return thread!.id
}
