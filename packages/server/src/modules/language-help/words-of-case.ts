import type { LanguageAsk } from '@resonanz/contracts'
import { sql } from 'kysely'
import type { CaseRecord } from '#cases'
import { type Db, one, rows } from '#platform/db/database'
import { notFound } from '#platform/errors'
import type { Words } from './prompt.ts'

const messagesMost = 60
const charactersMost = 60_000

/** Words of messages only: internal notes, questions to experts and data of the customer's record stay in the house. */
export async function wordsOf(db: Db, record: CaseRecord, ask: LanguageAsk): Promise<Words> {
  const only = ask.use === 'translation' ? sql`and m.id = ${ask.messageId}` : sql``
  const found = await rows(
    db,
    sql<{
      direction: 'in' | 'out'
      text: string
    }>`select m.direction, left(coalesce(m.full_text, m.text), ${charactersMost}) as text
      from case_message cm join message m on m.id = cm.message_id
      where cm.case_id = ${record.id} and cm.workspace_id = (select workspace_id from cases where id = ${record.id}) and m.deleted_at is null and m.nature = 'message' ${only}
      order by cm.at desc, cm.message_id desc limit ${messagesMost}`,
  )
  if (ask.use === 'translation' && found.length === 0) throw notFound()
  return { title: record.title, channel: record.channel, address: 'sie', said: found.toReversed() }
}

/** Everybody whose name may stand in the words, and what the customer is known by. */
export async function knownAround(
  db: Db,
  workspaceId: string,
  caseId: string,
): Promise<{ names: string[]; exact: string[] }> {
  const found = await one(
    db,
    sql<{ names: string[]; exact: string[] }>`
      with c as (select * from cases where id = ${caseId} and workspace_id = ${workspaceId}),
      said as (select distinct m.author_name, m.author_address from c join case_message cm on cm.case_id = c.id join message m on m.id = cm.message_id limit 200),
      ids as (select i.name, i.display, i.key from c join identity i on i.id = c.identity_id
        or i.id in (select l.identity_id from identity_link l where l.customer_id = c.customer_id and l.valid_to is null) limit 100)
      select array(select contact_name from c union select k.name from c join customer k on k.id = c.customer_id
          union select author_name from said union select name from ids union (select name from member where workspace_id = ${workspaceId} order by active desc limit 200)) as names,
        array(select k.number from c join customer k on k.id = c.customer_id union select author_address from said union select display from ids union select key from ids) as exact`,
  )
  const filled = (list: (string | null)[]) => list.filter((each): each is string => each !== null && each.trim() !== '')
  return { names: filled(found!.names), exact: filled(found!.exact) }
}
