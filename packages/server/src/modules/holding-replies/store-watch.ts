import type { CaseKind, ChannelKind, HoldingSource, HoldingVoid } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

/** The word of each of these cases that runs out next; watches of cases where none does are dropped. */
export async function keepWatches(tx: Db, caseIds: readonly string[]): Promise<void> {
  const ids = sql`${[...caseIds]}::uuid[]`
  const found = sql`select c.workspace_id, c.id as case_id,
      case when p.id is null then 'acknowledgement' when p.made_by is null and p.message_id is null then 'target' else 'promise' end as source,
      p.id as promise_id, coalesce(p.made_at, c.opened_at) as since, coalesce(p.due_at, c.answer_due_at) as due_at
    from cases c left join lateral (select id, made_by, message_id, made_at, due_at from promise where case_id = c.id and state = 'open' and kind = 'next_update'
      order by due_at, id limit 1) p on true
    where c.id = any(${ids}) and c.category in ('new','open','waiting_customer','waiting_internal') and c.merged_into is null
      and (c.follow_up_at is null or c.follow_up_at <= now())
      and (p.id is not null or (c.answer_due_at is not null and c.waiting_since is not null and c.last_outbound_at is null
        and exists (select from journal j where j.subject_id = c.id and j.kind = 'reply.automatic' and j.data->>'what' = 'acknowledgement')))`
  await run(
    tx,
    sql`with found as (${found}), gone as (
        delete from holding_watch w where w.case_id = any(${ids}) and not exists (select from found f where f.case_id = w.case_id))
      insert into holding_watch (workspace_id, case_id, source, promise_id, since, due_at, look_at)
      select workspace_id, case_id, source, promise_id, since, due_at, now() from found
      on conflict (case_id) do update set source = excluded.source, promise_id = excluded.promise_id, since = excluded.since, due_at = excluded.due_at, look_at = now()
      where (holding_watch.source, holding_watch.due_at, holding_watch.promise_id) is distinct from (excluded.source, excluded.due_at, excluded.promise_id)`,
  )
}

/** Other hours or terms: everything of these workspaces that is not proposed yet is looked at again. */
export async function lookAgain(tx: Db, workspaceIds: readonly string[]): Promise<void> {
  if (workspaceIds.length === 0) return
  await run(
    tx,
    sql`update holding_watch w set look_at = now() where w.workspace_id = any(${[...workspaceIds]}::uuid[])
      and not exists (select from holding_reply h where h.case_id = w.case_id and h.source = w.source and h.due_at = w.due_at)`,
  )
}

export type Watched = {
  workspace_id: string
  case_id: string
  source: HoldingSource
  promise_id: string | null
  since: Date
  due_at: Date
  team_id: string | null
  presence_id: string | null
  channel: ChannelKind
  kind: CaseKind | null
  based_on: string | null
  now: Date
}

/** Whose time may have come; held until the transaction ends. */
export function claimWatches(tx: Db, limit: number): Promise<Watched[]> {
  return rows(
    tx,
    sql<Watched>`select w.workspace_id, w.case_id, w.source, w.promise_id, w.since, w.due_at, c.team_id, c.presence_id, c.channel, c.kind,
        (select cm.message_id from case_message cm join message m on m.id = cm.message_id
          where cm.case_id = c.id and m.nature in ('message','automatic') and m.deleted_at is null order by m.received_at desc, m.id desc limit 1) as based_on, now() as now
      from holding_watch w join cases c on c.id = w.case_id
      where w.look_at <= now() and w.look_at < 'infinity' order by w.look_at limit ${limit} for update of w skip locked`,
  )
}

/** When each is looked at next; null: not any more. */
export async function setLooks(tx: Db, looks: readonly { caseId: string; at: Date | null }[]): Promise<void> {
  if (looks.length === 0) return
  await run(
    tx,
    sql`update holding_watch w set look_at = coalesce(e.at, 'infinity')
      from jsonb_to_recordset(${JSON.stringify(looks)}::jsonb) as e("caseId" uuid, at timestamptz) where w.case_id = e."caseId"`,
  )
}

export type Proposal = { id: string; case_id: string; based_on: string | null; rule_at: Date | null }

/**
 * Once for each word that runs out, and one at a time for a case; the rest is as the watch says, which the caller holds.
 * Answers those that were not there yet.
 */
export function insertProposals(tx: Db, proposals: readonly Proposal[]): Promise<{ id: string }[]> {
  if (proposals.length === 0) return Promise.resolve([])
  return rows(
    tx,
    sql<{
      id: string
    }>`insert into holding_reply (workspace_id, id, case_id, source, promise_id, due_at, based_on, rule_at)
      select w.workspace_id, e.id, w.case_id, w.source, w.promise_id, w.due_at, e.based_on, e.rule_at
      from jsonb_to_recordset(${JSON.stringify(proposals)}::jsonb) as e(id uuid, case_id uuid, based_on uuid, rule_at timestamptz)
      join holding_watch w on w.case_id = e.case_id
      on conflict do nothing returning id`,
  )
}

/** Why a proposal holds no longer, by its case as it is now; null while it does. */
const voidBecause = sql<HoldingVoid | null>`case
    when c.merged_into is not null or c.category in ('done','closed') then 'closed'
    when n.direction = 'in' then 'customer-wrote' when n.direction = 'out' then 'answered'
    when c.follow_up_at > now() then 'resting'
    when h.source = 'acknowledgement' then case when c.answer_due_at is distinct from h.due_at or c.waiting_since is null
      or exists (select from promise p where p.case_id = c.id and p.state = 'open' and p.kind = 'next_update') then 'promise-moved' end
    when not exists (select from promise p where p.id = h.promise_id and p.state = 'open' and p.due_at = h.due_at) then 'promise-moved' end`
/** The newest words of a person since, theirs first. */
const newerWords = sql`lateral (select m.direction from case_message cm join message m on m.id = cm.message_id
    where cm.case_id = c.id and m.nature = 'message' and m.deleted_at is null and m.id is distinct from h.based_on
      and m.received_at > coalesce((select b.received_at from message b where b.id = h.based_on), '-infinity')
    order by m.direction = 'in' desc, m.received_at desc limit 1)`

export async function voidReason(db: Db, id: string): Promise<HoldingVoid | null> {
  const found = await one(
    db,
    sql<{
      why: HoldingVoid | null
    }>`select ${voidBecause} as why from holding_reply h join cases c on c.id = h.case_id left join ${newerWords} n on true where h.id = ${id}`,
  )
  return found?.why ?? null
}

export type Voided = { id: string; workspace_id: string; case_id: string; why: HoldingVoid }

/** Proposals of these cases that hold no longer end here; answers which and why. */
export function voidMoot(tx: Db, caseIds: readonly string[]): Promise<Voided[]> {
  if (caseIds.length === 0) return Promise.resolve([])
  return rows(
    tx,
    sql<Voided>`update holding_reply v set state = 'void', void_why = f.why, settled_at = now(), rule_at = null
      from (select h.id, ${voidBecause} as why from holding_reply h join cases c on c.id = h.case_id left join ${newerWords} n on true
        where h.case_id = any(${[...caseIds]}::uuid[]) and h.state = 'proposed') f
      where v.id = f.id and f.why is not null and v.state = 'proposed' returning v.id, v.workspace_id, v.case_id, v.void_why as why`,
  )
}

/** An answer that was taken back was no holding reply: the proposal stands again, for a person. */
export async function standAgain(tx: Db, outboxIds: readonly string[]): Promise<void> {
  if (outboxIds.length === 0) return
  await run(
    tx,
    sql`update holding_reply h set state = 'proposed', message_id = null, new_due_at = null, settled_at = null, settled_by = null, rule_at = null
      from outbox o where o.id = any(${[...outboxIds]}::uuid[]) and o.state = 'undone' and h.message_id = o.message_id and h.state = 'sent'
        and not exists (select from holding_reply x where x.case_id = h.case_id and x.state = 'proposed')`,
  )
}
