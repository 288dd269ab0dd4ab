import type { PromiseKind, ProofKind } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows } from '#platform/db/database'

export type PromiseRecord = {
  id: string
  case_id: string
  kind: PromiseKind
  text: string
  what: string
  due_at: Date
  owner: { id: string; name: string } | null
  /** The promise's, else the case's. */
  keeper_id: string | null
  made_by: { id: string; name: string } | null
  made_at: Date
  state: 'open' | 'kept' | 'replaced' | 'waived'
  settled_at: Date | null
  settled_by: { id: string; name: string } | null
  reason: string | null
  proof_kind: ProofKind | null
  proof_id: string | null
  proof_words: string | null
  replaced_by: string | null
}

const mostShown = 300
const named = (alias: string) =>
  sql`case when ${sql.ref(`${alias}.id`)} is null then null else jsonb_build_object('id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)}) end`

/** Of a case or one alone; open ones first, then the newest. */
export function promiseRows(
  db: Db,
  workspaceId: string,
  of: { caseId?: string; id?: string },
): Promise<PromiseRecord[]> {
  return rows(
    db,
    sql<PromiseRecord>`
      select p.id, p.case_id, p.kind, p.text, p.what, p.due_at, ${named('o')} as owner, coalesce(p.owner_id, c.owner_id) as keeper_id,
        ${named('m')} as made_by, p.made_at, p.state, p.settled_at, ${named('s')} as settled_by, p.reason,
        p.proof_kind, p.proof_id, p.proof_words, p.replaced_by
      from promise p join cases c on c.id = p.case_id
      left join member o on o.id = p.owner_id left join member m on m.id = p.made_by left join member s on s.id = p.settled_by
      where p.workspace_id = ${workspaceId} and ${of.id ? sql`p.id = ${of.id}` : sql`p.case_id = ${of.caseId ?? null}`}
      order by p.state <> 'open', case when p.state = 'open' then p.due_at end, p.id desc limit ${mostShown}`,
  )
}

export async function newestOpenId(tx: Db, caseId: string, kind: PromiseKind): Promise<string | null> {
  const found = await one(
    tx,
    sql<{
      id: string
    }>`select id from promise where case_id = ${caseId} and kind = ${kind} and state = 'open' order by id desc limit 1`,
  )
  return found?.id ?? null
}

type Whose = { id: string; customer_id: string | null; identity_id: string | null; workspace_id: string }

/** The number to call: the one they wrote from, else one that is known of them. */
export async function phoneOf(db: Db, { customer_id, identity_id }: Whose): Promise<string | null> {
  const found = await one(
    db,
    sql<{ display: string }>`
      select i.display from identity i where i.kind = 'phone' and (i.id = ${identity_id}::uuid or i.id in (
        select l.identity_id from identity_link l where l.customer_id = ${customer_id}::uuid and l.valid_to is null))
      order by i.id = ${identity_id}::uuid desc nulls last, i.id desc limit 1`,
  )
  return found?.display ?? null
}

export type ProofRow = { kind: ProofKind; id: string; label: string; at: Date }

/** What can prove a promise of this case: our answers, files sent, grants. */
export function proofsOf(db: Db, caseId: string): Promise<ProofRow[]> {
  return rows(
    db,
    sql<ProofRow>`
      (select 'message' as kind, m.id, left(m.text, 80) as label, cm.at from case_message cm join message m on m.id = cm.message_id
        where cm.case_id = ${caseId} and m.deleted_at is null order by cm.at desc limit 20)
      union all (select 'file', f.id, f.name, f.created_at from case_message cm join file f on f.message_id = cm.message_id
        where cm.case_id = ${caseId} order by f.created_at desc limit 20)
      union all (select 'goodwill', g.id, left(coalesce(nullif(g.what, ''), g.reason), 80), g.requested_at from goodwill g where g.case_id = ${caseId} and g.state = 'granted' and g.reverses_id is null limit 20)
      order by at desc`,
  )
}

export async function addressOf(db: Db, { customer_id, workspace_id }: Whose): Promise<'sie' | 'du'> {
  const found = await one(
    db,
    sql<{
      form: 'sie' | 'du'
    }>`select coalesce((select address_form from customer where id = ${customer_id}::uuid), (select address_form from workspace where id = ${workspace_id})) as form`,
  )
  return found?.form === 'du' ? 'du' : 'sie'
}

/** Of the service hours that count for a case; Berlin where none are set. */
export async function timeZoneOf(
  db: Db,
  { workspace_id, team_id, presence_id }: { workspace_id: string; team_id: string | null; presence_id: string | null },
): Promise<string> {
  const found = await one(
    db,
    sql<{ zone: string | null }>`select hours->>'timeZone' as zone from calendar where workspace_id = ${workspace_id}
      and (presence_id = ${presence_id}::uuid or team_id = ${team_id}::uuid or (team_id is null and presence_id is null))
      order by presence_id is null, team_id is null limit 1`,
  )
  return found?.zone ?? 'Europe/Berlin'
}
