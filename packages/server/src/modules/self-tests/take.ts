import type { TakeTests } from '#intake'
import { forgetVisits } from '#chat'
import { sql } from 'kysely'
import { type Db, rows, run } from '#platform/db/database'
import { append, type Entry } from '#platform/journal'

type Taken = {
  n: number
  id: string
  workspace_id: string
  self_test_id: string
  presence_id: string
  as_case: boolean
  channel: string
  seconds: number
}

/**
 * Which of these items a test waits for: each token counts once, on its own channel, in its time, from the account or under
 * the key it was sent with. Copied words fit none of it and stay an ordinary message. In the batch's transaction, so two
 * copies at the same moment meet the same locked row.
 */
export const takeTests: TakeTests = async (tx, workspaceId, found) => {
  const list = found.map((one, n) => ({
    n,
    i: one.itemId,
    p: one.presenceId,
    m: one.mark,
    // The chat puts the conversation before what its visitor made.
    k: [one.sourceKey, one.sourceKey.slice(one.sourceKey.indexOf(':') + 1)],
    x: one.externalId,
    a: one.authorKeys,
    f: `${one.externalId}|${one.contentHash ?? ''}`,
    at: one.occurredAt,
  }))
  const given = sql`jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as e(n int, i uuid, p uuid, m text, k text[], x text, a text[], f text, at timestamptz)`
  await run(
    tx,
    sql`select 1 from self_test_run where workspace_id = ${workspaceId} and token = any(${found.map(({ mark }) => mark)}::text[]) order by id for update`,
  )
  // Words typed by a person count from the moment they were sent, where the network says a believable one.
  const taken = await rows(
    tx,
    sql<Taken>`with first as (
        select distinct on (r.id) r.id, e.n, e.i, e.f, case when r.by_hand then least(now(), greatest(r.started_at, coalesce(e.at, r.started_at))) else r.started_at end as began
        from self_test_run r join ${given} on r.token = e.m and r.presence_id = e.p
        where r.workspace_id = ${workspaceId} and r.state in ('sending','sent','missing','shown') and r.expires_at > now()
          and (r.source_key is null or r.source_key = any(e.k))
          and (r.from_keys = '{}' or r.provider_id = e.x or r.from_keys && e.a)
        order by r.id, e.n)
      update self_test_run r set state = 'taken', started_at = first.began, sent_at = coalesce(r.sent_at, first.began), fingerprint = first.f, inlet_item_id = first.i,
        taken_at = (select greatest(first.began, i.received_at) from inlet_item i where i.id = first.i)
      from first where r.id = first.id
      returning first.n, r.id, r.workspace_id, r.self_test_id, r.presence_id, r.as_case, (select p.kind from presence p where p.id = r.presence_id) as channel, greatest(0, round(extract(epoch from r.taken_at - r.started_at)))::int as seconds`,
  )
  const again = await rows(
    tx,
    sql<{
      n: number
    }>`select e.n from self_test_run r join ${given} on r.token = e.m and r.presence_id = e.p and r.fingerprint = e.f
      where r.workspace_id = ${workspaceId} and not r.as_case and not e.n = any(${taken.map(({ n }) => n)}::int[])`,
  )
  await append(tx, taken.map(takenEntry))
  const visits = taken.flatMap(({ id, channel }) => (channel === 'chat' ? [id] : []))
  if (visits.length > 0) await forgetVisits(tx, visits)
  return new Map([
    ...again.map(({ n }) => [found[n]!, 'left'] as const),
    ...taken.map(({ n, as_case }) => [found[n]!, as_case ? 'case' : 'left'] as const),
  ])
}

function takenEntry(one: Taken): Entry {
  return {
    workspaceId: one.workspace_id,
    subject: { kind: 'self-test', id: one.self_test_id },
    actor: { kind: 'job', id: null },
    kind: 'self-test.taken',
    data: { runId: one.id, presenceId: one.presence_id, seconds: one.seconds },
  }
}

/** Test items that were wanted as a case, and are one now. */
export function linkCases(tx: Db, messageIds: readonly string[]): Promise<CaseOfTest[]> {
  return rows(
    tx,
    sql<CaseOfTest>`update self_test_run r set message_id = m.id, case_id = cm.case_id
      from message m join case_message cm on cm.message_id = m.id
      where m.id = any(${[...messageIds]}::uuid[]) and m.inlet_item_id = r.inlet_item_id and r.case_id is null and r.as_case
        and r.fingerprint like m.external_id || '|%'
      returning r.id, r.workspace_id, r.self_test_id, r.case_id`,
  )
}
export type CaseOfTest = { id: string; workspace_id: string; self_test_id: string; case_id: string }
