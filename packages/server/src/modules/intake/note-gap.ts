import { sql } from 'kysely'
import { type Db, run } from '#platform/db/database'
import { append } from '#platform/journal'
import type { Gap } from './gap-item.ts'

/** In the transaction that stores the items and the place behind them: told once, with its times. */
export async function noteGap(tx: Db, presence: { id: string; workspaceId: string }, { from, to }: Gap): Promise<void> {
  await run(
    tx,
    sql`update presence set gap_at = now(), gap_from = ${from}::timestamptz, gap_to = ${to}::timestamptz where id = ${presence.id}`,
  )
  await append(tx, [
    {
      workspaceId: presence.workspaceId,
      subject: { kind: 'presence', id: presence.id },
      actor: { kind: 'connector', id: presence.id },
      kind: 'presence.gap',
      data: { from, to },
    },
  ])
}
