import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Deps } from '#platform/deps'
import { rows } from '#platform/db/database'
import { readMigrations } from '#platform/db/migrate'
import { version } from './read-health.ts'

/** /healthz: the process lives. /readyz: the database answers and has our schema. /metrics: Prometheus, no personal label. */
export function mountProbes(app: FastifyInstance, deps: Deps): void {
  const hide = { schema: { hide: true } as object, config: { rateLimit: false } }
  app.get('/healthz', hide, async () => ({ ok: true, version }))
  app.get('/readyz', hide, async (_request, reply) => {
    const wanted = readMigrations().at(-1)?.version ?? 0
    const [row] = await rows(
      deps.db.system,
      sql<{ version: number }>`select max(version) as version from schema_version`,
    ).catch(() => [])
    const ready = row !== undefined && row.version >= wanted
    return reply.code(ready ? 200 : 503).send({ ok: ready })
  })
  const registry = makeRegistry(deps)
  app.get('/metrics', hide, async (_request, reply) =>
    reply.header('content-type', registry.contentType).send(await registry.metrics()),
  )
}

function makeRegistry(deps: Deps): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'resonanz_' })
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] })
  gauge('resonanz_build_info', 'Version', ['version']).set({ version }, 1)
  const waiting = gauge('resonanz_inlet_waiting_items', 'Items stored and not yet worked')
  const quarantined = gauge('resonanz_quarantine_items', 'Items that could not be read')
  const pending = gauge('resonanz_outbox_pending', 'Answers on their way')
  const unclear = gauge('resonanz_outbox_unclear', 'Sendings with an unknown end')
  const failed = gauge('resonanz_outbox_failed', 'Sendings that failed')
  const overdue = gauge('resonanz_cases_overdue', 'Open cases whose due moment has passed')
  const lastSuccess = gauge('resonanz_channel_last_success_timestamp_seconds', 'Last success per channel kind', [
    'channel',
  ])
  const refresh = async () => {
    const [row] = await rows(
      deps.db.system,
      sql<
        Record<string, number>
      >`select (select count(*) from inlet_open where not quarantined) as waiting, (select count(*) from inlet_open where quarantined) as quarantined,
        (select count(*) from outbox where state in ('queued','handing_over')) as pending, (select count(*) from outbox where state = 'unclear') as unclear, (select count(*) from outbox where state = 'failed') as failed,
        (select count(*) from cases where category in ('new','open','waiting_customer','waiting_internal') and merged_into is null and due_at < now()) as overdue`,
    )
    waiting.set(row!.waiting!)
    quarantined.set(row!.quarantined!)
    pending.set(row!.pending!)
    unclear.set(row!.unclear!)
    failed.set(row!.failed!)
    overdue.set(row!.overdue!)
    for (const channel of await rows(
      deps.db.system,
      sql<{
        kind: string
        at: number
      }>`select kind, extract(epoch from max(last_success_at))::float8 as at from presence where last_success_at is not null group by kind`,
    ))
      lastSuccess.set({ channel: channel.kind }, channel.at)
  }
  const plain = registry.metrics.bind(registry)
  registry.metrics = async () => {
    await refresh().catch(() => {})
    return plain()
  }
  return registry
}
