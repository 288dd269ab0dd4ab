import type { Language } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import type { Actor } from '#platform/deps'

/** Eight in the morning, until somebody sets another time. */
const usualMinute = 480
/** Later than this a list of the morning is none any more; a process that was down catches up until then. */
const lateMinutes = 180

const house = sql`coalesce((select k.hours->>'timeZone' from calendar k where k.workspace_id = w.id and k.team_id is null and k.presence_id is null), 'Europe/Berlin')`
const mailbox = sql`(select p.id from presence p where p.workspace_id = w.id and p.kind = 'email' and p.address is not null and p.archived_at is null and not p.paused order by p.id limit 1)`

export type MailSetting = {
  minute_of_day: number
  to_leads: boolean
  zone: string
  presence_id: string | null
  public_url: string | null
  /** Null: as leads do by default. */
  wanted: boolean | null
  even_empty: boolean
}
export async function mailSetting(db: Db, { workspaceId, memberId }: Actor): Promise<MailSetting> {
  const found = await one(
    db,
    sql<MailSetting>`select coalesce(s.minute_of_day, ${usualMinute}) as minute_of_day, coalesce(s.to_leads, false) as to_leads, ${house} as zone,
        ${mailbox} as presence_id, w.settings->>'publicUrl' as public_url, m.wanted, coalesce(m.even_empty, false) as even_empty
      from workspace w left join morning_setting s on s.workspace_id = w.id
      left join morning_subscription m on m.workspace_id = w.id and m.member_id = ${memberId} where w.id = ${workspaceId}`,
  )
  return found!
}

export async function writeMailSetting(
  tx: Db,
  workspaceId: string,
  minuteOfDay: number,
  toLeads: boolean,
): Promise<void> {
  await run(
    tx,
    sql`insert into morning_setting (workspace_id, minute_of_day, to_leads) values (${workspaceId}, ${minuteOfDay}, ${toLeads})
      on conflict (workspace_id) do update set minute_of_day = excluded.minute_of_day, to_leads = excluded.to_leads`,
  )
}

export async function writeSubscription(
  db: Db,
  { workspaceId, memberId }: Actor,
  wanted: boolean | null,
  evenEmpty: boolean,
): Promise<void> {
  if (wanted === null) await run(db, sql`delete from morning_subscription where member_id = ${memberId}`)
  else
    await run(
      db,
      sql`insert into morning_subscription (workspace_id, member_id, wanted, even_empty) values (${workspaceId}, ${memberId}, ${wanted}, ${evenEmpty})
        on conflict (member_id) do update set wanted = excluded.wanted, even_empty = excluded.even_empty`,
    )
}

export type DueHouse = {
  workspace_id: string
  day: string
  /** The day of the house, from midnight to midnight. */
  from_at: Date
  to_at: Date
  zone: string
  presence_id: string | null
  public_url: string | null
}

/** A house whose hour has come today and that had none yet; somebody there wants it. `now` by the database unless told. */
export function nextDueHouse(tx: Db, now: Date | null): Promise<DueHouse | undefined> {
  return one(
    tx,
    sql<DueHouse>`with h as (
        select w.id, w.settings->>'publicUrl' as public_url, ${house} as zone, ${mailbox} as presence_id, coalesce(s.minute_of_day, ${usualMinute}) as minute,
          coalesce(${now}::timestamptz, now()) as at
        from workspace w left join morning_setting s on s.workspace_id = w.id
        where coalesce(s.to_leads, false) or exists (select from morning_subscription m where m.workspace_id = w.id and m.wanted)
      ), l as (select h.*, (h.at at time zone h.zone)::date as day, extract(epoch from (h.at at time zone h.zone)::time) / 60 as passed from h)
      select l.id as workspace_id, l.day::text as day, (l.day::timestamp at time zone l.zone) as from_at, ((l.day + 1)::timestamp at time zone l.zone) as to_at,
        l.zone, l.presence_id, l.public_url
      from l where l.passed >= l.minute and l.passed < l.minute + ${lateMinutes}
        and not exists (select from morning_run r where r.workspace_id = l.id and r.day = l.day)
      order by l.id limit 1`,
  )
}

/** False when another process was first; it waits for one that is at it. */
export async function takeDay(tx: Db, workspaceId: string, day: string): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into morning_run (workspace_id, day) values (${workspaceId}, ${day}::date) on conflict do nothing`,
  )
  return made > 0
}

export type Receiver = { member_id: string; email: string; name: string; language: Language; even_empty: boolean }

export function receiversOf(tx: Db, workspaceId: string): Promise<Receiver[]> {
  return rows(
    tx,
    sql<Receiver>`select m.id as member_id, u.email, m.name, case coalesce(m.preferences->>'language', w.language) when 'en' then 'en' else 'de' end as language,
        coalesce(x.even_empty, false) as even_empty
      from member m join auth_user u on u.id = m.user_id join workspace w on w.id = m.workspace_id
      left join morning_setting s on s.workspace_id = w.id left join morning_subscription x on x.member_id = m.id
      where m.workspace_id = ${workspaceId} and m.active and coalesce(x.wanted, m.role = 'lead' and coalesce(s.to_leads, false)) order by m.id`,
  )
}

export async function noteMail(
  tx: Db,
  mail: { workspaceId: string; memberId: string; day: string; cases: number; why: string },
): Promise<void> {
  await run(
    tx,
    sql`insert into morning_mail (workspace_id, member_id, day, cases, why) values (${mail.workspaceId}, ${mail.memberId}, ${mail.day}::date, ${mail.cases}, ${mail.why}) on conflict do nothing`,
  )
}
