import { prepareCluster } from './cluster.ts'
import { databaseUrl, ensureDatabase } from './connect.ts'
import { claimCluster } from './owner.ts'
import type { EmbeddedPostgres, EmbeddedPostgresOptions } from './options.ts'
import { launchPostmaster, type Postmaster } from './postmaster.ts'
import { chooseIdentity } from './run-as.ts'
import { findPackage, locateRuntime } from './runtime.ts'
import { removeSocketDir, socketDirFor } from './socket-dir.ts'
import { supervise } from './supervisor.ts'

export type { EmbeddedPostgres, EmbeddedPostgresOptions } from './options.ts'
export { attachToRunning, clusterState } from './running.ts'

/**
 * Starts the PostgreSQL that comes inside the npm package, as a child process on a unix socket.
 * Its rules (who runs it, where it lies, what happens after a crash) stand in the README of this folder.
 * Throws with a sentence for the operator when the folder is in use, foreign, or of another major version.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, port = 5432, durable = true } = options
  const identity = chooseIdentity(options.dataDir)
  const runtime = await locateRuntime({ packageDir: findPackage(), identity, dataDir: options.dataDir, log })
  const cluster = await prepareCluster({ dataDir: options.dataDir, runtime, identity, durable, log })
  await claimCluster(cluster.dir, log)
  const socketDir = await socketDirFor(cluster.dir, port, identity)
  const url = databaseUrl({ socketDir, port, password: cluster.password, database: 'resonanz' })

  const launch = async (): Promise<Postmaster> => {
    const postmaster = await launchPostmaster({ runtime, identity, clusterDir: cluster.dir, socketDir, port }).catch(
      async (error: unknown) => {
        // Lost a race against another product: this says so more clearly than PostgreSQL does.
        await claimCluster(cluster.dir, log)
        throw error
      },
    )
    try {
      await ensureDatabase(url)
      return postmaster
    } catch (error) {
      postmaster.killAll()
      throw error
    }
  }

  const supervisor = await supervise({
    launch,
    prepare: () => claimCluster(cluster.dir, log),
    log,
    restart: options.restart ?? true,
    onExit: options.onExit,
    onRestart: options.onRestart,
  }).catch(async (error: unknown) => {
    await removeSocketDir(socketDir, cluster.dir)
    throw error
  })
  return {
    url,
    socketDir,
    get pid() {
      return supervisor.pid()
    },
    async stop() {
      await supervisor.stop()
      await removeSocketDir(socketDir, cluster.dir)
      await runtime.dispose()
    },
    kill: () => supervisor.killAll(),
  }
}
