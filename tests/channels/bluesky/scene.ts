import { connectorOf, type Cursor, type Session } from '@resonanz/channels'
import { PresenceInput } from '@resonanz/contracts'
import { sql } from 'kysely'
import type { WorkerResult, WorkerTask } from '../../../packages/server/src/modules/intake/parse-worker.ts'
import { type IntakeDeps, processBatch } from '../../../packages/server/src/modules/intake/process.ts'
import { storeItems } from '../../../packages/server/src/modules/intake/store-items.ts'
import { contextFor } from '../../../packages/server/src/modules/presences/connect.ts'
import { createPresence } from '../../../packages/server/src/modules/presences/index.ts'
import { loadPresence } from '../../../packages/server/src/modules/presences/store.ts'
import { threadOfToken } from '../../../packages/server/src/modules/replies/index.ts'
import { inTransaction, rows } from '../../../packages/server/src/platform/db/database.ts'
import { makeWorkerPool } from '../../../packages/server/src/platform/worker-pool.ts'
import { emptyDatabase, testDatabase } from '../../database.ts'
import { makeCast, testDeps } from '../../deps.ts'
import { startAtproto } from '../../peers/atproto.ts'

export type BlueskyScene = Awaited<ReturnType<typeof startBlueskyScene>>

/** A Bluesky network of its own with three people on it, and the product's way in beside it. */
export async function startBlueskyScene() {
  const peer = await startAtproto((await emptyDatabase()).url)
  const [us, gerda, karl] = await Promise.all([peer.account('uferlinie'), peer.account('gerda'), peer.account('karl')])
  const allowed = [peer.pds, peer.plc, peer.view].map((url) => new URL(url).host).join(',')
  const deps = testDeps((await testDatabase()).url, { RESONANZ_EGRESS_ALLOW: allowed })
  const cast = await makeCast(deps)
  await sql`update presence set paused = true`.execute(deps.db.system)
  const pool = makeWorkerPool<WorkerTask, WorkerResult>({
    entry: new URL('../../../packages/server/src/modules/intake/parse-worker.ts', import.meta.url),
    size: 1,
    memoryMb: 256,
    itemTimeoutMs: 10_000,
  })
  const intake: IntakeDeps = { ...deps, pool, threadOfToken: threadOfToken(deps.seal), processName: 'test' }

  async function connect(kind: 'bluesky' | 'firehose', settings: object, secrets?: object) {
    const isTyped = secrets === undefined || 'appPassword' in secrets
    const checked = PresenceInput.parse({ kind, name: kind, settings, ...(isTyped && secrets ? { secrets } : {}) })
    const input = isTyped ? checked : ({ ...checked, secrets } as PresenceInput)
    const { presence } = await createPresence(deps, { connectorOf }, cast.nordlicht.owner, input)
    const place = { id: presence.id, workspaceId: cast.nordlicht.workspaceId }
    let cursor: Cursor = {}
    const open = async () => connectorOf(kind).open!(await contextNow())
    const contextNow = async () =>
      contextFor(deps, { connectorOf }, (await loadPresence(deps.db.system, place.id))!, AbortSignal.timeout(240_000))
    return {
      id: place.id,
      open,
      contextNow,
      /** One visit, as the poller makes it; says how many items came. */
      async visit(session: Session): Promise<number> {
        let count = 0
        for (let more = true; more; ) {
          const batch = await session.fetch(cursor)
          cursor = batch.cursor
          await inTransaction(deps.db.system, (tx) => storeItems(tx, place, batch.items, { cursor }))
          count += batch.items.length
          more = batch.more
        }
        while (await processBatch(intake));
        return count
      },
      at: () => cursor,
      stand: () =>
        rows(
          deps.db.system,
          sql<{
            x: string
            text: string
            full: string | null
            thread: string
            direction: string
            meta: Record<string, unknown>
            deleted: boolean
            hidden: boolean
            mention: boolean
            case_id: string | null
            signs: string[]
          }>`select m.external_id as x, m.text, m.full_text as full, t.external_key as thread, m.direction, m.meta, m.deleted_at is not null as deleted, m.hidden_at is not null as hidden,
              exists (select 1 from mention n where n.message_id = m.id) as mention, t.case_id,
              array(select r.emoji from message_reaction r where r.message_id = m.id and r.present) as signs
            from message m join thread t on t.id = m.thread_id where m.presence_id = ${place.id} order by m.occurred_at, m.id`,
        ),
    }
  }
  return {
    peer,
    us,
    gerda,
    karl,
    deps,
    connect,
    async close() {
      await pool.close()
      await deps.db.close()
      await peer.stop()
    },
  }
}
