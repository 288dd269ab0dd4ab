import { post } from './content.ts'
import type { Stage } from './stage.ts'

/** The measure beside intake: rows per second of a batched insert of a comparable row (12 columns, 4 indexes), as every
 * program does it: one INSERT of 500 rows with bound values, each committed. */
export async function rawInsert(stage: Stage, count: number, seed: number): Promise<number> {
  const pool = stage.deps.db.systemPool
  const client = await pool.connect()
  try {
    await client.query('set role none')
    await client.query('drop table if exists raw_row')
    await client.query(
      `create table raw_row (id uuid primary key, workspace_id uuid not null, presence_id uuid not null, external_id text not null, author text, title text, text text not null, language text, link text, state text not null, at timestamptz not null, received_at timestamptz not null default now())`,
    )
    await client.query('create unique index on raw_row (presence_id, external_id)')
    await client.query('create index on raw_row (workspace_id, received_at desc, id)')
    await client.query('create index on raw_row (author)')
    const rows = Array.from({ length: count }, (_, index) => {
      const p = post(index, seed + 5_000)
      return {
        id: stage.deps.newId(),
        w: stage.workspaceId,
        p: stage.presences.inlet,
        x: p.id,
        a: p.author.handle,
        t: p.text.slice(0, 80),
        tx: p.text,
        l: 'de',
        k: p.link,
        s: 'new',
        at: p.occurredAt,
      }
    })
    const start = performance.now()
    for (let at = 0; at < rows.length; at += 500) {
      const batch = rows.slice(at, at + 500)
      const places = batch.map(
        (_, row) => `(${Array.from({ length: 11 }, (_, column) => `$${row * 11 + column + 1}`).join(',')})`,
      )
      await client.query(
        `insert into raw_row (id, workspace_id, presence_id, external_id, author, title, text, language, link, state, at) values ${places.join(',')}`,
        batch.flatMap((row) => [row.id, row.w, row.p, row.x, row.a, row.t, row.tx, row.l, row.k, row.s, row.at]),
      )
    }
    return count / ((performance.now() - start) / 1000)
  } finally {
    await client.query('drop table if exists raw_row')
    await client.query('set role resonanz_system')
    client.release()
  }
}
