import pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { Logger } from './log.ts'

/** A job that runs on a schedule. Idempotent: it may run again after its worker was killed. */
export type ScheduledJob = { name: string; cron: string; run(): Promise<void> }

/**
 * Runs scheduled jobs on pg-boss: each once per turn over all processes. Workers send a heartbeat; the job of a killed
 * one runs again within a minute (docs/decisions/004-jobs.md).
 */
export async function startJobs(
  adminUrl: string,
  log: Logger,
  jobs: readonly ScheduledJob[],
): Promise<{ stop(): Promise<void> }> {
  const pool = new pg.Pool({
    connectionString: adminUrl,
    max: 3,
    query_timeout: 30_000,
    connectionTimeoutMillis: 10_000,
    application_name: 'resonanz-jobs',
  })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => pool.query(text, values as unknown[]) },
    schema: 'pgboss',
    // Both: dead heartbeats are looked for only when a queue is monitored, once a minute unless told.
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  })
  boss.on('error', (error) => log.warn({ err: error }, 'job queue'))
  await boss.start()
  for (const job of jobs) {
    await boss.createQueue(job.name, {
      policy: 'singleton',
      heartbeatSeconds: 15,
      retryLimit: 3,
      retryDelay: 5,
      retryBackoff: true,
      expireInSeconds: 600,
      deleteAfterSeconds: 86_400,
    })
    await boss.schedule(job.name, job.cron)
    await boss.work(job.name, { pollingIntervalSeconds: 5 }, async () => {
      await job.run()
    })
  }
  return {
    async stop() {
      await boss.stop({ graceful: true, timeout: 5_000 })
      await pool.end()
    },
  }
}
