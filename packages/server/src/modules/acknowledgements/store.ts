import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import type { Address } from './words.ts'

export type ToAcknowledge = {
  id: string
  workspace_id: string
  presence_id: string
  number: number
  language: 'de' | 'en'
  address: Address
  due_at: Date
  zone: string
  team: string | null
  person: string | null
  company: string
  text: string | null
}

const freshHours = 6

/** What is said of a case: who, until when, in which words. */
const said = sql`c.id, c.workspace_id, c.presence_id, c.number, l.language, l.address, c.answer_due_at as due_at,
        coalesce((select k.hours->>'timeZone' from calendar k where k.workspace_id = c.workspace_id
          and (k.presence_id = c.presence_id or k.team_id = c.team_id or (k.team_id is null and k.presence_id is null))
          order by k.presence_id is null, k.team_id is null limit 1), 'Europe/Berlin') as zone,
        t.name as team, o.name as person, w.name as company,
        (select i.text from inform_text i where i.workspace_id = c.workspace_id and i.kind = 'acknowledgement' and i.language = l.language and i.address = l.address) as text`
const saidBy = sql`join workspace w on w.id = c.workspace_id
      left join team t on t.id = c.team_id left join member o on o.id = c.owner_id left join customer u on u.id = c.customer_id
      cross join lateral (select case when c.language in ('de','en') then c.language when c.language is null then w.language else 'en' end as language,
        case when coalesce(u.address_form, w.address_form) = 'du' then 'informal' else 'formal' end as address) l`

/** Of one case; the time is null where no answer is due. */
export function saidOf(tx: Db, workspaceId: string, caseId: string): Promise<ToAcknowledge | undefined> {
  return one(
    tx,
    sql<ToAcknowledge>`select ${said} from cases c ${saidBy} where c.id = ${caseId} and c.workspace_id = ${workspaceId} and c.answer_due_at > now()`,
  )
}

/**
 * Cases of mailboxes that acknowledge, opened lately by words of a person, not answered and not acknowledged yet, with
 * what is said. Left out: spam, automatic answers, lists, bounces, and senders of whom it is not clear who they are.
 */
export async function casesToAcknowledge(tx: Db, ids: readonly string[]): Promise<ToAcknowledge[]> {
  if (ids.length === 0) return []
  return rows(
    tx,
    sql<ToAcknowledge>`
      select ${said}
      from cases c join inform_presence p on p.presence_id = c.presence_id and p.acknowledges
      ${saidBy}
      where c.id = any(${[...ids]}::uuid[]) and c.category in ('new','open') and c.merged_into is null and c.channel = 'email'
        and c.kind is distinct from 'spam' and c.last_outbound_at is null and c.answer_due_at > now() and c.opened_at > now() - make_interval(hours => ${freshHours})
        and not exists (select from acknowledgement a where a.case_id = c.id)
        and exists (select from case_message cm join message m on m.id = cm.message_id
          where cm.case_id = c.id and m.direction = 'in' and m.nature = 'message' and not m.flags && '{sender-unclear,not-verified,name-looks-like-us}'::text[])
      order by c.id`,
  )
}

/** False when another process was first. */
export async function noteAcknowledged(tx: Db, row: ToAcknowledge, why: string): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into acknowledgement (workspace_id, case_id, why) values (${row.workspace_id}, ${row.id}, ${why}) on conflict do nothing`,
  )
  return made > 0
}

export function ownTexts(
  db: Db,
  workspaceId: string,
): Promise<{ language: 'de' | 'en'; address: Address; text: string }[]> {
  return rows(
    db,
    sql<{
      language: 'de' | 'en'
      address: Address
      text: string
    }>`select language, address, text from inform_text where workspace_id = ${workspaceId} and kind = 'acknowledgement'`,
  )
}

export async function writeText(
  tx: Db,
  at: { workspaceId: string; language: string; address: Address; text: string | null; by: string },
): Promise<void> {
  if (at.text === null) {
    await run(
      tx,
      sql`delete from inform_text where workspace_id = ${at.workspaceId} and kind = 'acknowledgement' and language = ${at.language} and address = ${at.address}`,
    )
    return
  }
  await run(
    tx,
    sql`insert into inform_text (workspace_id, kind, language, address, text, changed_by)
      values (${at.workspaceId}, 'acknowledgement', ${at.language}, ${at.address}, ${at.text}, ${at.by})
      on conflict (workspace_id, kind, language, address) do update set text = excluded.text, changed_by = excluded.changed_by, changed_at = now()`,
  )
}

export function mailboxes(db: Db, workspaceId: string): Promise<{ id: string; name: string; isOn: boolean }[]> {
  return rows(
    db,
    sql<{
      id: string
      name: string
      isOn: boolean
    }>`select p.id, p.name, coalesce(i.acknowledges, false) as "isOn" from presence p left join inform_presence i on i.presence_id = p.id
      where p.workspace_id = ${workspaceId} and p.kind = 'email' and p.archived_at is null order by p.name, p.id`,
  )
}

/** What kind the presence is; undefined when unknown. */
export async function kindOfPresence(db: Db, workspaceId: string, id: string): Promise<string | undefined> {
  const found = await one(
    db,
    sql<{
      kind: string
    }>`select kind from presence where id = ${id} and workspace_id = ${workspaceId} and archived_at is null`,
  )
  return found?.kind
}

export async function writeSwitch(tx: Db, workspaceId: string, presenceId: string, isOn: boolean): Promise<void> {
  await run(
    tx,
    sql`insert into inform_presence (workspace_id, presence_id, acknowledges) values (${workspaceId}, ${presenceId}, ${isOn})
      on conflict (presence_id) do update set acknowledges = excluded.acknowledges`,
  )
}
