import { sql } from 'kysely'
import type { TimeCursor } from '#platform/cursor'
import { type Db, rows } from '#platform/db/database'

export type Hit = { case_id: string; message_id: string | null; at: Date; exact_at: string; text: string }
type Found = Omit<Hit, 'text' | 'message_id'> & { message_id: string }

/** How many messages each way looks at before the next one is taken. */
export type Reach = {
  /** The newest ones, walked first: a frequent word is found among them at once. */
  newest: number
  /** What the word index may bring; a rare word's hits are all of these, in any order. */
  indexed: number
  /** Words that were frequent once and are no more: walked back in steps of so many. */
  step: number
}
const usualReach: Reach = { newest: 4_000, indexed: 20_000, step: 50_000 }

/** Messages with all the words, newest first, exact however rare or frequent the words are; nothing is ranked. */
export async function findMessages(
  db: Db,
  workspaceId: string,
  words: readonly string[],
  before: TimeCursor | null,
  limit: number,
  reach = usualReach,
): Promise<Hit[]> {
  const asked = { workspaceId, ...queriesOf(words), before, limit }
  const newest = await walk(db, asked, reach.newest)
  if (newest.hits.length >= limit || newest.end === null) return withTexts(db, newest.hits)
  // Rare whole words are looked up alone: a short beginning would drag half of the index along.
  const wholeAreRare = asked.whole !== null && newest.whole * 100 < reach.newest
  const indexed = await lookUp(db, asked, wholeAreRare, reach.indexed)
  if (indexed) return withTexts(db, indexed)
  const hits = newest.hits
  for (let end: TimeCursor | null = newest.end; end !== null && hits.length < limit; ) {
    const step = await walk(db, { ...asked, before: end, limit: limit - hits.length }, reach.step)
    hits.push(...step.hits)
    end = step.end
  }
  return withTexts(db, hits)
}

export function caseOfNumber(db: Db, workspaceId: string, number: number): Promise<Hit[]> {
  return rows(
    db,
    sql<Hit>`select id as case_id, null as message_id, last_message_at as at, last_message_at::text as exact_at, preview as text from cases where workspace_id = ${workspaceId} and number = ${number}`,
  )
}

type Asked = {
  workspaceId: string
  /** All words, the last one as a beginning: it may be unfinished. */
  all: string
  /** The words before the last; null when there are none. */
  whole: string | null
  last: string
  before: TimeCursor | null
  limit: number
}

function queriesOf(words: readonly string[]): Pick<Asked, 'all' | 'whole' | 'last'> {
  // Quoted as lexemes of a tsquery, then bound.
  const lexemes = words.map((word) => `'${word.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`)
  const whole = lexemes.slice(0, -1).join(' & ')
  const last = `${lexemes.at(-1)}:*`
  return { all: whole ? `${whole} & ${last}` : last, whole: whole || null, last }
}

function olderThan(before: TimeCursor | null) {
  return before ? sql`and (s.at, s.message_id) < (${before.at}::timestamptz, ${before.id}::uuid)` : sql``
}

/** Looks through the next `most` messages back in time; `end` is where to go on, null at the oldest. */
async function walk(
  db: Db,
  { workspaceId, all, whole, before, limit }: Asked,
  most: number,
): Promise<{ hits: Found[]; whole: number; end: TimeCursor | null }> {
  const [found] = await rows(
    db,
    sql<{ hits: Found[] | null; whole: number; walked: number; end_at: string | null; end_id: string | null }>`
      with slice as materialized (
        select s.message_id, s.case_id, s.at, s.words from message_search s where s.workspace_id = ${workspaceId} ${olderThan(before)} order by s.at desc, s.message_id desc limit ${most}
      ), hit as (
        select message_id, case_id, at, at::text as exact_at from slice where words @@ ${all}::tsquery and case_id is not null order by at desc, message_id desc limit ${limit}
      ), oldest as (
        select at::text as at, message_id from slice order by slice.at, message_id limit 1
      )
      select (select json_agg(hit) from hit) as hits, (select count(*)::int from slice) as walked, (select at from oldest) as end_at, (select message_id from oldest) as end_id,
        ${whole === null ? sql`0` : sql`(select count(*)::int from slice where words @@ ${whole}::tsquery)`} as whole`,
  )
  const { hits, walked, end_at: at, end_id: id } = found!
  return {
    hits: (hits ?? []).map((hit) => ({ ...hit, at: new Date(hit.at) })),
    whole: found!.whole,
    end: walked < most || at === null || id === null ? null : { at, id },
  }
}

/** All hits by the word index; null when there are more than `most`, for then any of them could be the newest. */
async function lookUp(
  db: Db,
  { workspaceId, all, whole, last, before, limit }: Asked,
  wholeFirst: boolean,
  most: number,
): Promise<Found[] | null> {
  const found = await rows(
    db,
    sql<Found & { brought: number }>`
      with brought as materialized (
        select s.message_id, s.case_id, s.at${wholeFirst ? sql`, s.words` : sql``} from message_search s
        where s.words @@ ${wholeFirst ? whole : all}::tsquery and s.workspace_id = ${workspaceId} ${olderThan(before)} limit ${most + 1}
      )
      select message_id, case_id, at, at::text as exact_at, brought from (select count(*)::int as brought from brought) n
      left join brought on case_id is not null ${wholeFirst ? sql`and words @@ ${last}::tsquery` : sql``} order by at desc, message_id desc limit ${limit}`,
  )
  if (found[0]!.brought > most) return null
  return found.filter((hit) => hit.message_id !== null)
}

async function withTexts(db: Db, found: readonly Found[]): Promise<Hit[]> {
  if (found.length === 0) return []
  const texts = await rows(
    db,
    sql<{ id: string; text: string }>`select id, left(coalesce(full_text, text), 4000) as text from message
      where id = any(${found.map((hit) => hit.message_id)}::uuid[])`,
  )
  const byId = new Map(texts.map((row) => [row.id, row.text]))
  return found.map((hit) => ({ ...hit, text: byId.get(hit.message_id) ?? '' }))
}
