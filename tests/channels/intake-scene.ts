import { connectorOf, type Cursor, type SendOutcome } from '@resonanz/channels'
import type { OutgoingTarget } from '@resonanz/channels'
import { PresenceInput } from '@resonanz/contracts'
import { sql } from 'kysely'
import type { WorkerResult, WorkerTask } from '../../packages/server/src/modules/intake/parse-worker.ts'
import { type IntakeDeps, processBatch } from '../../packages/server/src/modules/intake/process.ts'
import { storeItems } from '../../packages/server/src/modules/intake/store-items.ts'
import {
  contextFor,
  createPresence,
  loadPresence,
  makeSender,
} from '../../packages/server/src/modules/presences/index.ts'
import { threadOfToken } from '../../packages/server/src/modules/replies/index.ts'
import { inTransaction, rows } from '../../packages/server/src/platform/db/database.ts'
import type { Deps } from '../../packages/server/src/platform/deps.ts'
import { makeWorkerPool } from '../../packages/server/src/platform/worker-pool.ts'
import { testDatabase } from '../database.ts'
import { type Cast, makeCast, testDeps } from '../deps.ts'
import { blankAnswer } from '../../packages/channels/src/testing/blank-answer.ts'

export type TakenMessage = {
  external_id: string
  thread: string
  text: string
  visibility: string
  version: number
  deleted: boolean
  hidden: boolean
  case_id: string | null
  meta: Record<string, unknown>
}
export type IntakeScene = {
  deps: Deps
  cast: Cast
  presenceId: string
  /** Reads once, from where the last visit ended, and takes all of it in. `due`: what else the cursor shall say. */
  visit(due?: Cursor): Promise<void>
  messages(): Promise<TakenMessage[]>
  /** By the presence's sender, to a message that came in. */
  answer(message: TakenMessage, text: string, given?: Partial<OutgoingTarget & { kind: 'reply' }>): Promise<SendOutcome>
  close(): Promise<void>
}

/** A channel as it runs in the product, visited when a test says so: connected, read, stored, taken in, answered. */
export async function startIntakeScene(input: Record<string, unknown>, hostsAllowed: string[]): Promise<IntakeScene> {
  const deps = testDeps((await testDatabase()).url, { RESONANZ_EGRESS_ALLOW: hostsAllowed.join(',') })
  const cast = await makeCast(deps)
  const pool = makeWorkerPool<WorkerTask, WorkerResult>({
    entry: new URL('../../packages/server/src/modules/intake/parse-worker.ts', import.meta.url),
    size: 1,
    memoryMb: 256,
    itemTimeoutMs: 10_000,
  })
  const intake: IntakeDeps = { ...deps, pool, threadOfToken: threadOfToken(deps.seal), processName: 'test' }
  const created = await createPresence(deps, { connectorOf }, cast.nordlicht.owner, PresenceInput.parse(input))
  const presenceId = created.presence.id
  const presence = (await loadPresence(deps.db.system, presenceId))!
  const stop = new AbortController()
  let cursor: Cursor = {}
  return {
    deps,
    cast,
    presenceId,
    async visit(due = {}) {
      const session = await connectorOf(presence.kind).open!(contextFor(deps, { connectorOf }, presence, stop.signal))
      const batch = await session.fetch({ ...cursor, ...due }).finally(() => session.close())
      cursor = batch.cursor
      await inTransaction(deps.db.system, (tx) =>
        storeItems(tx, { id: presenceId, workspaceId: presence.workspace_id }, batch.items, { cursor }),
      )
      while (await processBatch(intake));
    },
    messages: () =>
      rows(
        deps.db.system,
        sql<TakenMessage>`select m.external_id, t.external_key as thread, m.text, t.visibility, m.version, m.deleted_at is not null as deleted, m.hidden_at is not null as hidden,
          (select cm.case_id from case_message cm where cm.message_id = m.id limit 1) as case_id, m.meta
          from message m join thread t on t.id = m.thread_id where m.presence_id = ${presenceId} order by m.occurred_at, m.id`,
      ),
    answer: (message, text, given = {}) =>
      makeSender(deps, connectorOf).send(presenceId, {
        ...blankAnswer,
        clientToken: deps.newId(),
        text,
        target: {
          kind: 'reply',
          threadKey: message.thread,
          visibility: message.visibility as 'public',
          replyTo: message.external_id,
          meta: message.meta,
          person: null,
          privately: false,
          lastInboundAt: null,
          ...given,
        },
      }),
    async close() {
      stop.abort()
      await pool.close()
      await deps.db.close()
    },
  }
}
