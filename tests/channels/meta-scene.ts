import { createHmac } from 'node:crypto'
import { connectorOf } from '@resonanz/channels'
import { PresenceInput } from '@resonanz/contracts'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { type GraphStub, startGraphStub, stubSecrets } from '../../packages/channels/src/meta/testing/graph-stub.ts'
import {
  type IntakeDeps,
  intakeBindings,
  processBatch,
  type WorkerResult,
  type WorkerTask,
} from '../../packages/server/src/modules/intake/index.ts'
import { createPresence, makeSender, presenceBindings } from '../../packages/server/src/modules/presences/index.ts'
import { handOverNext } from '../../packages/server/src/modules/replies/hand-over.ts'
import { threadOfToken } from '../../packages/server/src/modules/replies/index.ts'
import { one, run } from '../../packages/server/src/platform/db/database.ts'
import type { Actor, Deps } from '../../packages/server/src/platform/deps.ts'
import { makeWorkerPool } from '../../packages/server/src/platform/worker-pool.ts'
import { testDatabase } from '../database.ts'
import { type Cast, makeCast, testDeps } from '../deps.ts'
import { serverOf } from '../server.ts'

export const page = '104000000000001'
export const number = '106540000000001'
export const business = '102290000000001'
export const verifyToken = 'ein-langes-wort-zum-pruefen'

export type Place = { id: string; publicKey: string }
export type MetaScene = {
  stub: GraphStub
  deps: Deps
  intake: IntakeDeps
  cast: Cast
  app: FastifyInstance
  connect(kind: string, settings: object, secrets?: object, actor?: Actor): Promise<Place>
  /** Signed and taken in; answers the status. */
  push(place: Place, body: unknown, secret?: string): Promise<number>
  /** What waits in the outbox goes to the stub. */
  handOver(): Promise<void>
  caseOf(externalId: string): Promise<{ case_id: string; thread_id: string; id: string } | undefined>
  outboxOf(
    id: string,
  ): Promise<{ state: string; error_code: string | null; provider_id: string | null; send_at: Date } | undefined>
  close(): Promise<void>
}

/** The product's way in and out for Meta's three channels, against a stub of the Graph API. */
export async function startMetaScene(): Promise<MetaScene> {
  const stub = await startGraphStub()
  const deps = testDeps((await testDatabase()).url, { RESONANZ_EGRESS_ALLOW: new URL(stub.url).host })
  const cast = await makeCast(deps)
  const pool = makeWorkerPool<WorkerTask, WorkerResult>({
    entry: new URL('../../packages/server/src/modules/intake/parse-worker.ts', import.meta.url),
    size: 1,
    memoryMb: 256,
    itemTimeoutMs: 10_000,
  })
  const intake: IntakeDeps = { ...deps, pool, threadOfToken: threadOfToken(deps.seal), processName: 'test' }
  const app = await serverOf(deps, [...intakeBindings(intake), ...presenceBindings(deps, { connectorOf })])
  return {
    stub,
    deps,
    intake,
    cast,
    app,
    async connect(kind, settings, secrets = stubSecrets, actor = cast.nordlicht.owner) {
      const input = PresenceInput.parse({
        kind,
        name: kind,
        settings: { ...settings, verifyToken, apiRoot: stub.url },
        secrets,
      })
      const { presence } = await createPresence(deps, { connectorOf }, actor, input)
      return { id: presence.id, publicKey: presence.publicKey! }
    },
    async push({ publicKey }, body, secret = stubSecrets.appSecret) {
      const payload = JSON.stringify(body)
      const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(payload, secret) }
      const { statusCode } = await app.inject({ method: 'POST', url: `/api/v1/hooks/${publicKey}`, headers, payload })
      while (await processBatch(intake));
      return statusCode
    },
    async handOver() {
      await run(deps.db.system, sql`update outbox set send_at = now() - interval '1 second' where state = 'queued'`)
      while (await handOverNext({ ...deps, sender: makeSender(deps, connectorOf), processName: 'test' }));
    },
    caseOf: (externalId) =>
      one(
        deps.db.system,
        sql<{
          case_id: string
          thread_id: string
          id: string
        }>`select cm.case_id, m.thread_id, m.id from message m join case_message cm on cm.message_id = m.id where m.external_id = ${externalId}`,
      ),
    outboxOf: (id) =>
      one(
        deps.db.system,
        sql<{
          state: string
          error_code: string | null
          provider_id: string | null
          send_at: Date
        }>`select state, error_code, provider_id, send_at from outbox where id = ${id}`,
      ),
    async close() {
      await app.close()
      await intake.pool.close()
      await deps.db.close()
      await stub.close()
    },
  }
}

export function signatureOf(payload: string | Uint8Array, secret: string = stubSecrets.appSecret): string {
  return `sha256=${createHmac('sha256', secret).update(payload).digest('hex')}`
}

export const at = () => Math.floor(Date.now() / 1000)

export const whatsAppPush = (value: object, phoneNumberId = number) => ({
  object: 'whatsapp_business_account',
  entry: [whatsAppEntry(value, phoneNumberId)],
})
export const whatsAppEntry = (value: object, phoneNumberId = number) => ({
  id: business,
  changes: [
    {
      field: 'messages',
      value: { messaging_product: 'whatsapp', metadata: { phone_number_id: phoneNumberId }, ...value },
    },
  ],
})
export const said = (id: string, body: string, hoursAgo = 0) => ({
  contacts: [{ profile: { name: 'Gerda Lund' }, wa_id: '4943155501' }],
  messages: [{ from: '4943155501', id, timestamp: String(at() - hoursAgo * 3600), type: 'text', text: { body } }],
})

export const answer = (found: { thread_id: string }, text: string, more: object = {}) => ({
  threadId: found.thread_id,
  text,
  attachmentIds: [],
  expectedLastMessageId: null,
  evenIfNewer: true,
  nextUpdate: null,
  category: 'waiting_customer' as const,
  includeQuote: false,
  logged: false,
  ...more,
})
