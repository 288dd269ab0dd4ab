import type { Meter } from '@resonanz/channels'
import { sql } from 'kysely'
import { type Db, inTransaction, one, rows, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import type { PresenceRow } from './presence.ts'

const millionths = (amount: number) => Math.round(amount * 1_000_000)

/** Counts what calls of a presence use up. Two processes never take the same rest of a day. */
export function meterOf(deps: Pick<Deps, 'db'>, presence: Pick<PresenceRow, 'id' | 'workspace_id'>): Meter {
  return {
    take: ({ day, kind, amount, most }) =>
      inTransaction(deps.db.system, async (tx) => {
        await sql`select pg_advisory_xact_lock(hashtextextended('meter:' || ${presence.id}, 0))`.execute(tx)
        if (most !== null && (await usedOn(tx, presence.id, day)) + millionths(amount) > millionths(most)) return false
        await sql`insert into presence_meter (workspace_id, presence_id, day, kind, calls, amount)
          values (${presence.workspace_id}, ${presence.id}, ${day}::date, ${kind}, 1, ${millionths(amount)})
          on conflict (presence_id, day, kind) do update set calls = presence_meter.calls + 1, amount = presence_meter.amount + excluded.amount`.execute(
          tx,
        )
        return true
      }),
    async giveBack({ day, kind, amount }) {
      await run(
        deps.db.system,
        sql`update presence_meter set amount = greatest(0, amount - ${millionths(amount)}) where presence_id = ${presence.id} and day = ${day}::date and kind = ${kind}`,
      )
    },
    usedOn: async (day) => (await usedOn(deps.db.system, presence.id, day)) / 1_000_000,
  }
}

async function usedOn(tx: Db, presenceId: string, day: string): Promise<number> {
  const found = await one(
    tx,
    sql<{
      used: string
    }>`select coalesce(sum(amount), 0)::text as used from presence_meter where presence_id = ${presenceId} and day = ${day}::date`,
  )
  return Number(found!.used)
}

/** Of one day, the most expensive first. */
export async function readMeter(
  db: Db,
  workspaceId: string,
  presenceId: string,
  day: string,
): Promise<{ kind: string; calls: number; amount: number }[]> {
  const found = await rows(
    db,
    sql<{ kind: string; calls: number; amount: string }>`select kind, calls, amount::text as amount from presence_meter
      where workspace_id = ${workspaceId} and presence_id = ${presenceId} and day = ${day}::date order by amount desc, kind`,
  )
  return found.map(({ kind, calls, amount }) => ({ kind, calls, amount: Number(amount) / 1_000_000 }))
}
