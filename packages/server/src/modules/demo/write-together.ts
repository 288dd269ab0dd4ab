import { sql } from 'kysely'
import { type Db, one, run } from '#platform/db/database'
import type { DemoKeys } from './write-content.ts'

/** A draft that its writer wants read by a colleague, and a case that rests until a consultation is answered. */
export async function writeTogether(tx: Db, keys: DemoKeys, now: Date): Promise<void> {
  await writeSharedDraft(tx, keys, now)
  await run(
    tx,
    sql`update cases set follow_up_at = ${new Date(now.getTime() + 4 * 86_400_000)}, follow_up_for = '{consultation}'
      where id = (select c.id from cases c join consultation q on q.case_id = c.id and q.state not in ('answered','withdrawn')
        where c.workspace_id = ${keys.workspaceId} and c.follow_up_at is null and c.answer_due_at is null and c.merged_into is null
          and c.category not in ('done','closed') order by c.number limit 1)`,
  )
}

async function writeSharedDraft(tx: Db, { workspaceId, staff, newId }: DemoKeys, now: Date): Promise<void> {
  const [writer, reader] = [staff.get('nadia'), staff.get('henrike')]
  const found = await one(
    tx,
    sql<{
      id: string
      thread_id: string
      name: string
    }>`select c.id, m.thread_id, c.contact_name as name from cases c join message m on m.id = c.last_message_id
      where c.workspace_id = ${workspaceId} and c.channel = 'email' and c.language = 'en' and c.answer_due_at is not null and c.merged_into is null
        and m.direction = 'in' order by c.number limit 1`,
  )
  if (!found || !writer || !reader) return
  const draftId = newId()
  const text = `Dear ${found.name},\n\nthank you for writing to us. We have looked at your ride and found the mistake: `
  await run(
    tx,
    sql`insert into draft (workspace_id, id, case_id, member_id, kind, thread_id, text, saved_at, shared_at)
      values (${workspaceId}, ${draftId}, ${found.id}, ${writer.id}, 'reply', ${found.thread_id}, ${text}, ${new Date(now.getTime() - 11 * 60_000)}, ${new Date(now.getTime() - 14 * 60_000)})
      on conflict do nothing`,
  )
  await run(
    tx,
    sql`insert into draft_comment (workspace_id, id, draft_id, member_id, to_member_id, text, at)
      select ${workspaceId}, ${newId()}, id, member_id, ${reader.id}, 'Bitte gegenlesen: Dürfen wir die Fahrt ganz erstatten?', ${new Date(now.getTime() - 10 * 60_000)} from draft where id = ${draftId}`,
  )
}
