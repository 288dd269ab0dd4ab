import { sql } from 'kysely'
import { modelVersion } from '#reading'
import { type Db, one, rows, run } from '#platform/db/database'

export type Run = { workspace_id: string; model_version: string; before_id: string | null }

/** Every workspace whose texts were not all read by these models gets a run from its newest text on. */
export async function prepareRuns(db: Db, version: string): Promise<void> {
  await run(
    db,
    sql`insert into analysis_run (workspace_id, model_version) select id, ${version} from workspace
      on conflict (workspace_id) do update set model_version = excluded.model_version, before_id = null, count = 0, done_at = null
        where analysis_run.model_version <> excluded.model_version`,
  )
}

/** Texts came in without being read (sample data): all of the workspace are looked through once more. */
export async function requestReading(tx: Db, workspaceId: string): Promise<void> {
  await run(
    tx,
    sql`insert into analysis_run (workspace_id, model_version) values (${workspaceId}, ${modelVersion()})
      on conflict (workspace_id) do update set model_version = excluded.model_version, before_id = null, done_at = null`,
  )
}

/** Only for these models: beside a process of another release each does its own. */
export function nextRun(db: Db, version: string): Promise<Run | undefined> {
  return one(
    db,
    sql<Run>`select workspace_id, model_version, before_id from analysis_run where done_at is null and model_version = ${version} order by workspace_id limit 1`,
  )
}

export type StoredText = {
  id: string
  text: string
  /** Of the text: an edit makes the next. */
  version: number
  at: Date
  /** The first words of its case, or of none. */
  opens: boolean
  /** Null: never read. */
  model_version: string | null
}
/** The customers' texts before a place, newest first, with the version that read them. */
export function textsBefore(db: Db, { workspace_id, before_id }: Run, limit: number): Promise<StoredText[]> {
  return rows(
    db,
    sql<StoredText>`
      select m.id, m.version, m.received_at as at, not exists (
          select from case_message cm join case_message o on o.case_id = cm.case_id and (o.at, o.message_id) < (cm.at, cm.message_id) where cm.message_id = m.id) as opens, left(coalesce(nullif(m.text, ''), m.subject, ''), 20000) as text, a.model_version
      from message m left join message_analysis a on a.message_id = m.id
      where m.workspace_id = ${workspace_id} and m.direction = 'in' and m.nature = 'message' ${before_id ? sql`and m.id < ${before_id}::uuid` : sql``}
      order by m.id desc limit ${limit}`,
  )
}

/** Which of the texts still say what was read; an edit that comes now waits. */
export async function unchangedTexts(tx: Db, workspaceId: string, texts: readonly StoredText[]): Promise<Set<string>> {
  const list = texts.map(({ id, version }) => ({ id, version }))
  const found = await rows(
    tx,
    sql<{ id: string }>`select m.id from json_to_recordset(${JSON.stringify(list)}::json) as e(id uuid, version int)
      join message m on m.id = e.id and m.version = e.version and m.workspace_id = ${workspaceId} order by m.id for share of m`,
  )
  return new Set(found.map((row) => row.id))
}

/** Moves a run on, if nobody else did meanwhile; answers how many texts it has read in all, else null. */
export async function advanceRun(
  tx: Db,
  { workspace_id, model_version, before_id }: Run,
  step: { beforeId: string | null; count: number; isDone: boolean },
): Promise<number | null> {
  const moved = await one(
    tx,
    sql<{
      count: number
    }>`update analysis_run set before_id = coalesce(${step.beforeId}::uuid, before_id), count = count + ${step.count}, done_at = case when ${step.isDone} then now() end
      where workspace_id = ${workspace_id} and model_version = ${model_version} and before_id is not distinct from ${before_id}::uuid and done_at is null returning count`,
  )
  return moved?.count ?? null
}

export async function casesOfMessages(tx: Db, workspaceId: string, messageIds: readonly string[]): Promise<string[]> {
  const found = await rows(
    tx,
    sql<{
      id: string
    }>`select distinct case_id as id from case_message where workspace_id = ${workspaceId} and message_id = any(${[...messageIds]}::uuid[])`,
  )
  return found.map((row) => row.id)
}
