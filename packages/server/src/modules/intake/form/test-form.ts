import { connectorOf } from '@resonanz/channels'
import { PresenceInput } from '@resonanz/contracts'
import type { FastifyInstance } from 'fastify'
import { createPresence } from '#presences'
import type { Actor, Deps } from '#platform/deps'
import { makeWorkerPool } from '#platform/worker-pool'
import type { Binding } from '#platform/http/binding'
import type { IntakeDeps } from '../process.ts'
import { formBindings, mountFormPages } from './index.ts'

type ServerOf = (deps: Deps, bindings: Binding[]) => Promise<FastifyInstance>

/** The form's routes and pages on a real server with a real intake. Close it, then the deps. */
export async function formServer(deps: Deps, serverOf: ServerOf): Promise<FastifyInstance> {
  const pool: IntakeDeps['pool'] = makeWorkerPool({
    entry: new URL('../parse-worker.ts', import.meta.url),
    size: 1,
    memoryMb: 256,
    itemTimeoutMs: 30_000,
  })
  pool.warm()
  // A busy machine is no reason to leave the number out.
  const parts = { ...deps, pool, threadOfToken: () => null, processName: deps.newId(), numberAtMostMs: 60_000 }
  const app = await serverOf(deps, formBindings(parts))
  mountFormPages(app, parts)
  app.addHook('onClose', () => pool.close())
  return app
}

/** Connects a form; answers its public key. */
export async function connectForm(deps: Deps, actor: Actor, settings: Record<string, unknown>): Promise<string> {
  const input = PresenceInput.parse({ kind: 'form', name: 'Kontakt', settings })
  const { presence } = await createPresence(deps, { connectorOf }, actor, input)
  return presence.publicKey!
}
