import { ConnectorError, watchAllowance } from '@resonanz/channels'
import { ChannelKind, type ChannelStanding } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, inTransaction, one, rows, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append } from '#platform/journal'
import { type Loop, startLoop } from '#platform/loop'
import { type Connectors, contextFor } from './connect.ts'
import { noteFailure, noteSuccess } from './health.ts'
import type { PresenceRow } from './presence.ts'
import { type KeptStanding, withBefore, worsenedIn } from './standing.ts'
import { loadPresence } from './store.ts'

const everyHours = 6
const lookMs = 60_000
const readMs = 20_000
const atOnce = 10

/** Asks networks how they see our accounts, one after the other: a few times a day, and soon after they told of a change. */
export function startReadingStandings(deps: Deps, connectors: Connectors): Loop {
  return startLoop({
    name: 'presence-standings',
    log: deps.log.child({ part: 'presence-standings' }),
    idleMs: lookMs,
    turn: async () => (await readStandings(deps, connectors)) >= atOnce,
  })
}

/** Each due presence by one process; who does not answer is asked again in an hour. */
export async function readStandings(deps: Deps, connectors: Connectors): Promise<number> {
  const kinds = ChannelKind.options.filter((kind) => connectors.connectorOf(kind).standing)
  const due = await rows(
    deps.db.system,
    sql<{
      id: string
    }>`update presence set cursor = cursor || jsonb_build_object('standingDueAt', now() + interval '1 hour') where id in (
        select id from presence where kind = any(${kinds}::text[]) and archived_at is null and not paused and coalesce(settings->>'sample', '') <> 'true'
          and coalesce((cursor->>'standingDueAt')::timestamptz, '-infinity') <= now() order by id limit ${atOnce} for update skip locked)
      returning id`,
  )
  for (const { id } of due) await readOne(deps, connectors, id)
  return due.length
}

/** The network told that something changed: all of the company's on this channel, it does not say by a name of ours whose. */
export async function askStandingAgain(db: Db, presence: { workspace_id: string; kind: string }): Promise<void> {
  await run(
    db,
    sql`update presence set cursor = cursor - 'standingDueAt' where id in (
      select id from presence where workspace_id = ${presence.workspace_id} and kind = ${presence.kind} and archived_at is null and cursor->>'standingDueAt' is not null order by id for update)`,
  )
}

async function readOne(deps: Deps, connectors: Connectors, id: string): Promise<void> {
  const presence = await loadPresence(deps.db.system, id)
  if (!presence) return
  try {
    const context = contextFor(deps, connectors, presence, AbortSignal.timeout(readMs))
    const { egress, take } = watchAllowance(context.egress)
    const told = await connectors.connectorOf(presence.kind).standing!.read({ ...context, egress })
    await keep(deps, presence, told, take())
    await noteSuccess(deps, id)
  } catch (error) {
    // One that cannot be asked, for whatever reason, holds up none behind it.
    if (!(error instanceof ConnectorError)) deps.log.warn({ err: error, presenceId: id }, 'standing not read')
    else if (error.kind === 'sign_in') await noteFailure(deps, id, { kind: 'sign_in', code: error.code })
  }
}

/**
 * What got worse goes into the journal with it, from which those who lead are told; once, also when two read at the same
 * time. Told of a change while it was asked: what was heard may be older, so it stays due.
 */
async function keep(
  deps: Deps,
  { id, workspace_id }: PresenceRow,
  told: ChannelStanding,
  allowance: unknown,
): Promise<void> {
  await inTransaction(deps.db.system, async (tx) => {
    const row = await one(
      tx,
      sql<{
        before: KeptStanding | null
      }>`select cursor->'standing' as before from presence where id = ${id} for update`,
    )
    if (!row) return
    const standing = withBefore(told, row.before)
    await run(
      tx,
      sql`update presence set cursor = cursor || ${JSON.stringify({ standing, allowance })}::jsonb ||
        case when cursor->>'standingDueAt' is null then '{}'::jsonb else jsonb_build_object('standingDueAt', now() + make_interval(hours => ${everyHours})) end
        where id = ${id}`,
    )
    const codes = worsenedIn(standing, row.before)
    if (codes.length > 0)
      await append(tx, [
        {
          workspaceId: workspace_id,
          subject: { kind: 'presence', id },
          actor: { kind: 'connector', id },
          kind: 'presence.standing-lowered',
          data: { codes },
        },
      ])
  })
}
