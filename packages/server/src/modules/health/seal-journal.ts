import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

type Seal = {
  id: number
  first_xid: string
  first_seq: number
  last_xid: string
  last_seq: number
  count: number
  row_hashes: Buffer
  previous_hash: Buffer
  hash: Buffer
}

/** Everything that makes a journal row, in one text: any changed byte changes its hash. */
const rowHash = sql`sha256(convert_to(concat_ws('|', seq, xid, extract(epoch from at), workspace_id, subject_kind, subject_id, actor_kind, coalesce(actor_id, '-'), coalesce(cause::text, '-'), kind, data::text), 'UTF8'))`
const rangeSize = 2_000

/**
 * Seals the next closed range of the journal: the hash of every row, chained to the seal before. Writers are never
 * held up; only ranges in which nobody can write any more are sealed. Says whether there is more.
 */
export async function sealNext(db: Db): Promise<boolean> {
  const last = await one(
    db,
    sql<Seal>`select id, last_xid::text, last_seq, hash from journal_seal order by id desc limit 1`,
  )
  const range = await one(
    db,
    sql<{
      first_xid: string
      first_seq: number
      last_xid: string
      last_seq: number
      count: number
      row_hashes: Buffer
    }>`
      with r as (
        select *, ${rowHash} as h from journal where (xid, seq) > (${last?.last_xid ?? '0'}::xid8, ${last?.last_seq ?? 0}::bigint) and xid < journal_horizon() order by xid, seq limit ${rangeSize}
      ) select (array_agg(xid::text order by xid, seq))[1] as first_xid, (array_agg(seq order by xid, seq))[1] as first_seq, (array_agg(xid::text order by xid desc, seq desc))[1] as last_xid,
          (array_agg(seq order by xid desc, seq desc))[1] as last_seq, count(*)::int as count, string_agg(h, ''::bytea order by xid, seq) as row_hashes from r having count(*) > 0`,
  )
  if (!range) return false
  const previous = last?.hash ?? Buffer.alloc(32)
  const hash = chainHash(previous, range)
  // Two processes that seal at once make the same seal: the second finds its number taken.
  await run(
    db,
    sql`insert into journal_seal (id, first_xid, first_seq, last_xid, last_seq, count, row_hashes, previous_hash, hash)
      values (${(last?.id ?? 0) + 1}, ${range.first_xid}::xid8, ${range.first_seq}, ${range.last_xid}::xid8, ${range.last_seq}, ${range.count}, ${range.row_hashes}, ${previous}, ${hash}) on conflict do nothing`,
  )
  return range.count === rangeSize
}

function chainHash(
  previous: Buffer,
  range: { first_seq: number; last_seq: number; count: number; row_hashes: Buffer },
): Buffer {
  return createHash('sha256')
    .update(previous)
    .update(`${range.first_seq}|${range.last_seq}|${range.count}|`)
    .update(range.row_hashes)
    .digest()
}

export type ChainCheck = { ok: boolean; checked: number; firstBrokenSeq: string | null }

/** Recomputes every seal from the rows as they stand; names the first row that is not what was sealed. */
export async function verifyChain(db: Db): Promise<ChainCheck> {
  let checked = 0
  let previous: Buffer = Buffer.alloc(32)
  for (let id = 0; ; ) {
    const [seal] = await rows(
      db,
      sql<Seal>`select id, first_xid::text, first_seq, last_xid::text, last_seq, count, row_hashes, previous_hash, hash from journal_seal where id > ${id} order by id limit 1`,
    )
    if (!seal) return { ok: true, checked, firstBrokenSeq: null }
    if (seal.id !== id + 1 || !seal.previous_hash.equals(previous) || !chainHash(previous, seal).equals(seal.hash))
      return { ok: false, checked, firstBrokenSeq: String(seal.first_seq) }
    const now = await rows(
      db,
      sql<{
        seq: number
        h: Buffer
      }>`select seq, ${rowHash} as h from journal where (xid, seq) >= (${seal.first_xid}::xid8, ${seal.first_seq}::bigint) and (xid, seq) <= (${seal.last_xid}::xid8, ${seal.last_seq}::bigint) order by xid, seq`,
    )
    for (let index = 0; index < seal.count; index += 1) {
      const sealed = seal.row_hashes.subarray(index * 32, index * 32 + 32)
      if (!now[index]?.h.equals(sealed))
        return { ok: false, checked: checked + index, firstBrokenSeq: String(now[index]?.seq ?? seal.last_seq) }
    }
    if (now.length > seal.count) return { ok: false, checked, firstBrokenSeq: String(now[seal.count]!.seq) }
    checked += seal.count
    previous = seal.hash
    id = seal.id
  }
}
