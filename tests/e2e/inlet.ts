import { randomUUID } from 'node:crypto'
import { signWebhook } from '@resonanz/channels'
import { presenceRoutes } from '@resonanz/contracts'
import type { Desk } from './office.ts'

export type Inlet = { key: string; secret: string; id: string }

export async function connectInlet(desk: Desk): Promise<Inlet> {
  const { presence, signingSecret } = await desk.ask(presenceRoutes.create, {
    body: { kind: 'inlet', name: 'Eingang', settings: {} },
  })
  return { id: presence.id, key: presence.publicKey!, secret: signingSecret! }
}

/** One webhook with these items, signed; the status of the answer, 0 when there was none. */
export async function push(url: string, inlet: Inlet, ids: readonly string[]): Promise<number> {
  const body = ids
    .map((id) => JSON.stringify({ id, author: { name: id, email: `${id}@kunden.test` }, text: `Wo bleibt ${id}?` }))
    .join('\n')
  const answer = await fetch(`${url}/api/v1/inlet/${inlet.key}`, {
    method: 'POST',
    headers: {
      ...signWebhook(inlet.secret, randomUUID(), Date.now(), Buffer.from(body)),
      'content-type': 'application/x-ndjson',
    },
    body,
    signal: AbortSignal.timeout(20_000),
  }).catch(() => undefined)
  await answer?.body?.cancel()
  return answer?.status ?? 0
}
