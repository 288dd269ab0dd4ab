import type { ChannelKind, HoldingFact, OwnLimits, PromiseKind, Visibility } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows } from '#platform/db/database'

/** Something that really happened to a case, or is under way. `at`: since when. */
export type Fact = {
  what: HoldingFact
  at: Date
  /** Until when it is awaited or promised. */
  dueAt: Date | null
  /** Our department, team or colleague. */
  whom: string | null
  topic: string | null
  promise: PromiseKind | null
  /** Late, and asked about again. */
  isChased: boolean
}

/** What is under way in a case and what came of it since our last word; the newest first. Nothing a customer wrote. */
export function factsOf(db: Db, caseId: string, language: 'de' | 'en', lastWordAt: Date): Promise<Fact[]> {
  const row = (what: HoldingFact, from: ReturnType<typeof sql>) =>
    sql`select ${what}::text as what, f.* from (${from}) f`
  return rows(
    db,
    sql<Fact>`
      ${row(
        'taken',
        sql`select max(j.at) as at, null::timestamptz as "dueAt", o.name as whom, null::text as topic, null::text as promise, false as "isChased"
          from cases c join journal j on j.subject_id = c.id and j.kind = 'case.owner' and j.data->>'to' = c.owner_id::text and j.at > ${lastWordAt}
          join member o on o.id = c.owner_id where c.id = ${caseId}
            and not exists (select from absence a where a.member_id = o.id and a.ended_at is null and a.from_at <= now() and a.to_at > now()) group by o.name`,
      )}
      union all ${row(
        'asked',
        sql`select q.asked_at, q.due_at, nullif(e.department, ''), t.name->>${language}, null::text, q.step >= 2 and q.due_at <= now()
          from consultation q left join topic t on t.id = q.topic_id
          left join lateral (select x.department from consultation_request r join expert x on x.id = r.expert_id where r.consultation_id = q.id order by r.asked_at limit 1) e on true
          where q.case_id = ${caseId} and q.state not in ('answered','withdrawn')`,
      )}
      union all ${row(
        'answered',
        sql`select q.settled_at, null::timestamptz, nullif(e.department, ''), t.name->>${language}, null::text, false
          from consultation q left join topic t on t.id = q.topic_id
          left join lateral (select x.department from consultation_request r join expert x on x.id = r.expert_id where r.consultation_id = q.id order by r.asked_at limit 1) e on true
          where q.case_id = ${caseId} and q.state = 'answered' and q.settled_at > ${lastWordAt}`,
      )}
      union all ${row(
        'second-level',
        sql`select h.at, h.due_at, t.name, null::text, null::text, false from handover h left join team t on t.id = h.to_team_id where h.case_id = ${caseId} and h.state = 'open'`,
      )}
      union all ${row(
        'being-checked',
        sql`select r.at, null::timestamptz, null::text, null::text, null::text, false from reply_request r where r.case_id = ${caseId} and r.state = 'open'`,
      )}
      union all ${row(
        'promised',
        sql`select p.made_at, p.due_at, null::text, null::text, p.kind, false from promise p
          where p.case_id = ${caseId} and p.state = 'open' and p.kind <> 'next_update' and p.due_at > now()`,
      )}
      order by at desc limit 6`,
  )
}

/** Where and how the customer is spoken to, and what a rule must know before it speaks. */
export type Situation = {
  threadId: string
  channel: ChannelKind
  visibility: Visibility
  /** What the network says of the account of ours. */
  limits: OwnLimits | null
  /** The mailbox that an answer leaves from; null where a person says it by hand. */
  mailPresenceId: string | null
  language: 'de' | 'en'
  address: 'sie' | 'du'
  company: string
  team: string | null
  zone: string
  /** Our last word, by a person or by a rule; when the case was opened while there was none. */
  lastWordAt: Date
  hasSeveralRecipients: boolean
  isWatched: boolean
  isEscalated: boolean
  isApprovalOpen: boolean
  sentInRow: number
}

/** In the thread of the newest words of the customer; undefined when there are none. */
export function situationOf(db: Db, caseId: string): Promise<Situation | undefined> {
  return one(
    db,
    sql<Situation>`
      select t.id as "threadId", t.channel, t.visibility, p.limits,
        case t.channel when 'email' then t.presence_id when 'form' then (select mp.id from presence mp where mp.id = (p.settings->>'mailPresenceId')::uuid and mp.archived_at is null) end as "mailPresenceId",
        case when c.language in ('de','en') then c.language when c.language is null then w.language else 'en' end as language,
        coalesce(u.address_form, w.address_form) as address, w.name as company, te.name as team,
        coalesce((select k.hours->>'timeZone' from calendar k where k.workspace_id = c.workspace_id
          and (k.presence_id = c.presence_id or k.team_id = c.team_id or (k.team_id is null and k.presence_id is null))
          order by k.presence_id is null, k.team_id is null limit 1), 'Europe/Berlin') as zone,
        greatest(c.opened_at, c.last_outbound_at, r.last_at) as "lastWordAt",
        coalesce(jsonb_array_length(m.meta->'to'), 0) > 1 or coalesce(jsonb_array_length(m.meta->'cc'), 0) > 0 as "hasSeveralRecipients",
        exists (select from case_watched x where x.case_id = c.id and x.wanted) as "isWatched",
        exists (select from escalation x where x.case_id = c.id and x.settled_at is null) as "isEscalated",
        exists (select from approval x where x.case_id = c.id and x.state = 'open') or exists (select from reply_request x where x.case_id = c.id and x.state = 'open') as "isApprovalOpen",
        r.n as "sentInRow"
      from cases c join workspace w on w.id = c.workspace_id left join team te on te.id = c.team_id left join customer u on u.id = c.customer_id
      cross join lateral (select count(*) filter (where h.by_rule and h.settled_at > greatest(c.last_inbound_at, c.last_outbound_at))::int as n, max(h.settled_at) filter (where h.by_rule) as last_at
        from holding_reply h where h.case_id = c.id and h.state = 'sent') r
      join lateral (select m.thread_id, m.meta from case_message cm join message m on m.id = cm.message_id
        where cm.case_id = c.id and m.direction = 'in' and m.nature = 'message' and m.deleted_at is null order by cm.at desc, m.id desc limit 1) m on true
      join thread t on t.id = m.thread_id join presence p on p.id = t.presence_id
      where c.id = ${caseId}`,
  )
}
