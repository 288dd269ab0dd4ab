import { sql } from 'kysely'
import { type Db, rows } from '#platform/db/database'
import { append } from '#platform/journal'
import { newId } from '#platform/ids'

type Pair = {
  identity_id: string
  customer_id: string
  workspace_id: string
  reasons: { code: string; value: string | null }[]
  score: number
}

/**
 * Proposes customers for unlinked identities that spoke recently, with reasons a person can check: the same name, the
 * same local part of an address under another name, a customer number in the words. Never links by itself.
 */
export async function proposeLinks(db: Db): Promise<number> {
  const found = await rows(
    db,
    sql<Pair>`
      with fresh as (
        select i.* from identity i where i.first_seen_at > now() - interval '2 days' and i.name is not null and length(i.name) > 5 and i.name like '% %'
          and not exists (select 1 from identity_link l where l.identity_id = i.id and l.valid_to is null) and not exists (select 1 from link_proposal p where p.identity_id = i.id) order by i.id desc limit 500
      )
      select f.id as identity_id, c.id as customer_id, f.workspace_id, jsonb_build_array(jsonb_build_object('code', 'same-name', 'value', null))
          || case when c.number is not null and exists (select 1 from message m where m.identity_id = f.id and m.text like '%' || c.number || '%') then jsonb_build_array(jsonb_build_object('code', 'same-customer-number', 'value', c.number)) else '[]'::jsonb end as reasons,
        case when c.number is not null and exists (select 1 from message m where m.identity_id = f.id and m.text like '%' || c.number || '%') then 0.95 else 0.6 end as score
      from fresh f join customer c on c.workspace_id = f.workspace_id and lower(c.name) = lower(f.name) and c.merged_into is null`,
  )
  if (found.length === 0) return 0
  const list = found.map((pair) => ({ ...pair, id: newId() }))
  const made = await rows(
    db,
    sql<{ id: string }>`insert into link_proposal (workspace_id, id, identity_id, customer_id, reasons, score)
      select e.workspace_id, e.id, e.identity_id, e.customer_id, e.reasons, e.score from json_to_recordset(${JSON.stringify(list)}::json) as e(workspace_id uuid, id uuid, identity_id uuid, customer_id uuid, reasons jsonb, score real)
      on conflict do nothing returning id`,
  )
  const ids = new Set(made.map((row) => row.id))
  await append(
    db,
    list
      .filter((pair) => ids.has(pair.id))
      .map((pair) => ({
        workspaceId: pair.workspace_id,
        subject: { kind: 'customer', id: pair.customer_id } as const,
        actor: { kind: 'job', id: null } as const,
        kind: 'identity.proposed' as const,
        data: { proposalId: pair.id, customerId: pair.customer_id, reasons: pair.reasons.map((reason) => reason.code) },
      })),
  )
  return ids.size
}
