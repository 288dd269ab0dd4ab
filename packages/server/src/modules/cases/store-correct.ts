import { sql } from 'kysely'
import { type Db, rows, run } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import type { CaseRecord } from './case.ts'

/** A person's word for kind or language of a case; null takes it back, the value is then recomputed from the texts. */
export async function setSaid(
  tx: Db,
  caseId: string,
  field: 'kind' | 'language',
  said: { value: string | null } | null,
): Promise<void> {
  const others = sql`array_remove(corrected, ${field})`
  await run(
    tx,
    said
      ? sql`update cases set ${sql.ref(field)} = ${said.value}, corrected = array_append(${others}, ${field}), version = version + 1 where id = ${caseId}`
      : sql`update cases set corrected = ${others}, version = version + 1 where id = ${caseId}`,
  )
}

const newestLooked = 300

/** Ids of cases whose newest words share words with a text, most shared first, among the newest few hundred hits. */
export async function casesWithWords(
  db: Db,
  actor: Pick<Actor, 'workspaceId'>,
  record: Pick<CaseRecord, 'id' | 'cluster_id'>,
  words: readonly string[],
  limit: number,
): Promise<{ id: string; words: string[] }[]> {
  if (words.length === 0) return []
  const query = words.map((word) => `'${word.replace(/['\\]/g, '$&$&')}'`).join(' | ')
  return rows(
    db,
    sql<{ id: string; words: string[] }>`
      with hits as (
        select s.case_id, s.words from message_search s
        where s.workspace_id = ${actor.workspaceId} and s.words @@ ${query}::tsquery and s.case_id is not null and s.case_id <> ${record.id}
        order by s.at desc limit ${newestLooked}
      ), shared as (
        select h.case_id as id, array_agg(distinct w) as words from hits h, unnest(${[...words]}::text[]) w where w = any(tsvector_to_array(h.words)) group by h.case_id
      )
      select s.id, s.words from shared s join cases c on c.id = s.id
      where c.merged_into is null and (c.cluster_id is null or c.cluster_id is distinct from ${record.cluster_id}::uuid) and cardinality(s.words) >= ${Math.min(2, words.length)}
      order by cardinality(s.words) desc, c.last_message_at desc limit ${limit}`,
  )
}

/** The rarest words of the customer's newest words, by how often they stand in the newest messages of all. */
export async function tellingWords(db: Db, actor: Pick<Actor, 'workspaceId'>, caseId: string): Promise<string[]> {
  const found = await rows(
    db,
    sql<{ word: string }>`
      with mine as (
        select distinct unnest(tsvector_to_array(s.words)) as word from message_search s
        where s.message_id = (select cm.message_id from case_message cm join message m on m.id = cm.message_id and m.direction = 'in' and m.nature = 'message'
          where cm.case_id = ${caseId} order by cm.at desc, cm.message_id desc limit 1) limit 300
      ), recent as (
        select s.words from message_search s where s.workspace_id = ${actor.workspaceId} order by s.at desc, s.message_id desc limit 500
      ), often as (
        select word, count(*) as n from recent, unnest(tsvector_to_array(recent.words)) as word group by word
      )
      select m.word from mine m left join often o on o.word = m.word
      where length(m.word) >= 4 and coalesce(o.n, 0) > 1 and coalesce(o.n, 0) < 100 order by o.n, length(m.word) desc limit 12`,
  )
  return found.map((row) => row.word)
}

export async function caseIdsOfCluster(
  db: Db,
  record: Pick<CaseRecord, 'id' | 'cluster_id' | 'workspace_id'>,
  limit: number,
): Promise<{ ids: string[]; count: number }> {
  if (!record.cluster_id) return { ids: [], count: 0 }
  const found = await rows(
    db,
    sql<{
      id: string
    }>`select id from cases where workspace_id = ${record.workspace_id} and cluster_id = ${record.cluster_id}
      and category in ('new','open','waiting_customer','waiting_internal') and merged_into is null and id <> ${record.id}
      order by last_message_at desc, id desc limit 1000`,
  )
  return { ids: found.slice(0, limit).map((row) => row.id), count: found.length }
}
