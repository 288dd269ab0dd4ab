import type { Evidence, EvidenceOfCase } from '@resonanz/contracts'
import { sql } from 'kysely'
import { accessCase, entriesOf } from '#cases'
import { type Db, inTransaction, rows, run } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { append } from '#platform/journal'

/** What was kept of the public words of a case, oldest first. */
export async function listEvidence(deps: Deps, actor: Actor, caseId: string): Promise<EvidenceOfCase> {
  const db = deps.db.of(actor.workspaceId)
  await accessCase(db, actor, caseId)
  return evidenceOf(db, actor.workspaceId, caseId)
}

/** Keeps every public word of a case as it stands now: once for each version, however often somebody asks. */
export async function keepEvidence(deps: Deps, actor: Actor, caseId: string): Promise<EvidenceOfCase> {
  const db = deps.db.of(actor.workspaceId)
  await inTransaction(db, async (tx) => {
    await accessCase(tx, actor, caseId, { lock: true })
    const kept = await insertEvidence(tx, {
      workspaceId: actor.workspaceId,
      caseIds: [caseId],
      why: 'by-hand',
      by: actor.memberId,
    })
    await settleKept(
      tx,
      kept.map(({ messageId }) => ({ caseId, messageId })),
    )
    if (kept.length > 0)
      await append(
        tx,
        entriesOf(actor.workspaceId, journalActor(actor), caseId, [
          { kind: 'case.evidence', data: { messageIds: kept.map(({ messageId }) => messageId), why: 'by-hand' } },
        ]),
      )
  })
  return evidenceOf(db, actor.workspaceId, caseId)
}

const mostAtOnce = 500

/** Public words of customers in these cases that are not kept yet. The hash is of author, time and text. */
export async function insertEvidence(
  tx: Db,
  keep: {
    workspaceId: string
    caseIds: readonly string[]
    why: Evidence['why']
    by: string | null
    /** Only these; without it all. */
    messageIds?: readonly string[]
  },
): Promise<{ caseId: string; messageId: string }[]> {
  return rows(
    tx,
    sql<{ caseId: string; messageId: string }>`
      insert into evidence (workspace_id, id, case_id, message_id, message_version, author, said_at, permalink, text, sha256, why, kept_by)
      select ${keep.workspaceId}, gen_random_uuid(), cm.case_id, m.id, m.version, coalesce(nullif(m.author_name, ''), m.author_address, ''), m.occurred_at, coalesce(m.permalink, t.permalink), coalesce(m.full_text, m.text),
        sha256(convert_to(concat_ws(E'\n', coalesce(nullif(m.author_name, ''), m.author_address, ''), to_char(m.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), coalesce(m.full_text, m.text)), 'UTF8')), ${keep.why}, ${keep.by}
      from case_message cm join message m on m.id = cm.message_id join thread t on t.id = m.thread_id
      where cm.case_id = any(${[...keep.caseIds]}::uuid[]) and cm.workspace_id = ${keep.workspaceId} and t.visibility = 'public' and m.direction = 'in' and m.deleted_at is null
        ${keep.messageIds ? sql`and m.id = any(${[...keep.messageIds]}::uuid[])` : sql``}
      order by cm.at limit ${mostAtOnce}
      on conflict (workspace_id, case_id, message_id, message_version) do nothing returning case_id as "caseId", message_id as "messageId"`,
  )
}

export async function settleKept(tx: Db, kept: readonly { caseId: string; messageId: string }[]): Promise<void> {
  if (kept.length === 0) return
  await run(
    tx,
    sql`update evidence_due d set state = 'kept', code = null, settled_at = now()
      from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as k("caseId" uuid, "messageId" uuid) where d.case_id = k."caseId" and d.message_id = k."messageId"`,
  )
}

async function evidenceOf(db: Db, workspaceId: string, caseId: string): Promise<EvidenceOfCase> {
  const [items, due] = await Promise.all([
    keptOf(db, workspaceId, caseId),
    rows(
      db,
      sql<{ messageId: string; state: 'waiting' | 'failed'; code: EvidenceOfCase['failed'][number]['code'] | null }>`
        select message_id as "messageId", state, code from evidence_due where case_id = ${caseId} and workspace_id = ${workspaceId} and state <> 'kept' order by at limit ${mostAtOnce}`,
    ),
  ])
  return {
    items,
    waiting: due.filter(({ state }) => state === 'waiting').length,
    failed: due.flatMap(({ messageId, state, code }) =>
      state === 'failed' ? [{ messageId, code: code ?? 'internal' }] : [],
    ),
  }
}

async function keptOf(db: Db, workspaceId: string, caseId: string): Promise<Evidence[]> {
  type Row = Omit<Evidence, 'saidAt' | 'keptAt' | 'keptBy'> & {
    said_at: Date
    kept_at: Date
    kept_by: string | null
    by_name: string | null
  }
  const found = await rows(
    db,
    sql<Row>`select e.id, e.message_id as "messageId", e.author, e.said_at, e.permalink, e.text, encode(e.sha256, 'hex') as sha256, e.why, e.kept_by, e.kept_at,
      (select name from member where id = e.kept_by) as by_name from evidence e where e.case_id = ${caseId} and e.workspace_id = ${workspaceId} order by e.said_at, e.id limit ${mostAtOnce}`,
  )
  return found.map(({ said_at, kept_at, kept_by, by_name, ...kept }) => ({
    ...kept,
    saidAt: said_at.toISOString(),
    keptAt: kept_at.toISOString(),
    keptBy: kept_by ? { id: kept_by, name: by_name ?? '' } : null,
  }))
}
