import { mkdirSync } from 'node:fs'
import type { Config } from './config.ts'
import { openDatabase } from './db/database.ts'
import type { Deps } from './deps.ts'
import { attachToRunning, type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres/index.ts'
import { newId } from './ids.ts'
import { makeLog } from './log.ts'
import { makeSeal, masterKey } from './seal.ts'

export type Opened = {
  deps: Deps
  /** Owner of the database: migrations, backup. */
  adminUrl: string
  embedded: EmbeddedPostgres | null
  close(): Promise<void>
}

/**
 * For commands that work beside the product: uses the embedded database of one that runs on the data folder, else opens
 * the database as `openDeps` does. `beside` is the product's process id, null when none was found.
 */
export async function openBeside(config: Config): Promise<Opened & { beside: number | null }> {
  const running = config.databaseUrl ? null : await attachToRunning(config.data)
  if (!running) return { ...(await openDeps(config)), beside: null }
  const opened = await openDeps({ ...config, databaseUrl: running.url })
  return { ...opened, deps: { ...opened.deps, config }, beside: running.productPid }
}

/** Opens the database of a configuration (its own embedded one, or the external one) and makes what use cases need. */
export async function openDeps(config: Config): Promise<Opened> {
  const log = makeLog(config.logLevel)
  mkdirSync(config.data, { recursive: true })
  const seal = makeSeal(masterKey(config.key, config.data))
  const embedded = config.databaseUrl ? null : await startEmbeddedPostgres({ dataDir: config.data, log })
  const adminUrl = config.databaseUrl ?? embedded!.url
  const db = openDatabase(adminUrl)
  return {
    deps: { db, log, config, seal, newId },
    adminUrl,
    embedded,
    async close() {
      await db.close()
      await embedded?.stop()
    },
  }
}
