import type { CaseKind, ChannelKind, Offence, RoutingPolicy } from '@resonanz/contracts'
import { type RawBuilder, sql } from 'kysely'
import { type Calendars, workingTimeOf } from '#calendars'
import { type Db, rows } from '#platform/db/database'
import { type CaseFacts, folded } from './facts.ts'

type Row = {
  id: string
  number: number
  team_id: string | null
  owner_id: string | null
  priority: number
  kind: CaseKind | null
  channel: ChannelKind
  language: string | null
  presence_id: string | null
  topics: string[]
  words: string
  due_at: Date | number
  next_update_at: Date | null
  anger: number | null
  urgency: number | null
  offence: Offence | null
  is_repeated: boolean
  reach: number | null
  last_agent: string | null
  any_skill: boolean | null
}
export type CaseInLine = CaseFacts & { number: number; teamId: string | null; ownerId: string | null }

/** Open, nobody has it, and it is our turn: not with the customer, not resting. Aliased `c`. */
export const waitsForSomebody = sql`c.owner_id is null and c.category in ('new','open','waiting_customer','waiting_internal') and c.merged_into is null
  and c.category <> 'waiting_customer' and (c.follow_up_at is null or c.follow_up_at <= now())`

/** The facts of a batch of cases in one statement; `chosen` is a sub-select of ids. No word of a customer leaves this module. */
export async function loadCases(
  db: Db,
  workspaceId: string,
  chosen: RawBuilder<unknown>,
  policy: Pick<RoutingPolicy, 'reach' | 'stickyDays'>,
  { calendars, now }: { calendars: Calendars; now: Date },
): Promise<CaseInLine[]> {
  const sticky = policy.stickyDays > 0
  const found = await rows(
    db,
    sql<Row>`
      with c as materialized (select * from cases where workspace_id = ${workspaceId} and id in (select id from ${chosen} as chosen))
        ${sticky ? lastAgents(policy.stickyDays) : sql``}
      select c.id, c.number, c.team_id, c.owner_id, c.priority, c.kind, c.channel, c.language, c.presence_id, c.title || ' ' || array_to_string(c.tags, ' ') as words,
        c.due_at, c.next_update_at, c.anger, c.urgency, c.offence, c.is_repeated, w.any_skill,
        case when c.topic_id is null then '{}' else array(with recursive line(id, parent_id, n) as (
            select t.id, t.parent_id, 0 from topic t where t.id = c.topic_id
            union all select t.id, t.parent_id, l.n + 1 from line l join topic t on t.id = l.parent_id where l.n < 10)
          select id from line order by n) end as topics,
        ${policy.reach.on ? sql`(select case when u.fields->>'reach' ~ '^[0-9]{1,9}$' then (u.fields->>'reach')::int end from customer u where u.id = c.customer_id)` : sql`null::int`} as reach,
        ${sticky ? lastAgent(policy.stickyDays) : sql`null::uuid`} as last_agent
      from c left join routing_wait w on w.case_id = c.id`,
  )
  return found.map((row) => {
    const hours = workingTimeOf(calendars, { teamId: row.team_id, presenceId: row.presence_id })
    const minutesTo = (at: Date | number | null) => {
      if (!(at instanceof Date)) return null
      const [from, to] = [now.getTime(), at.getTime()]
      return Math.round((to >= from ? hours.openBetween(from, to) : -hours.openBetween(to, from)) / 60_000)
    }
    return {
      id: row.id,
      number: row.number,
      teamId: row.team_id,
      ownerId: row.owner_id,
      priority: row.priority,
      kind: row.kind,
      channel: row.channel,
      language: row.language,
      presenceId: row.presence_id,
      topics: row.topics,
      words: folded(row.words),
      minutesLeft: minutesTo(row.due_at),
      promiseMinutesLeft: minutesTo(row.next_update_at),
      anger: row.anger ?? 0,
      urgency: row.urgency ?? 0,
      isDanger: row.offence === 'threat',
      isRepeated: row.is_repeated,
      reach: row.reach,
      lastAgentId: row.last_agent,
      anySkill: row.any_skill ?? false,
    }
  })
}

/** Who had the last case of each customer and contact of the batch: looked up once per customer, not per case. */
function lastAgents(days: number) {
  const of = (column: RawBuilder<unknown>) => sql`select distinct on (o.${column}) o.${column} as id, o.owner_id
    from cases o where o.${column} in (select c.${column} from c) and o.owner_id is not null and o.last_message_at > ${lately(days)}
    order by o.${column}, o.last_message_at desc, o.id desc`
  return sql`, by_customer as materialized (${of(sql`customer_id`)}), by_identity as materialized (${of(sql`identity_id`)})`
}

/** Who wrote to this customer last here, else who had their last case. */
function lastAgent(days: number) {
  return sql`coalesce(case when c.last_outbound_at > ${lately(days)} then (select m.author_member_id from case_message cm join message m on m.id = cm.message_id
      where cm.case_id = c.id and m.direction = 'out' and m.author_member_id is not null order by cm.at desc limit 1) end,
    (select b.owner_id from by_customer b where b.id = c.customer_id), (select b.owner_id from by_identity b where b.id = c.identity_id))`
}

function lately(days: number) {
  return sql`now() - make_interval(days => ${days})`
}
