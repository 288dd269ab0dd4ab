import { prepareCluster } from './cluster.ts'
import { databaseUrl, ensureDatabase } from './connect.ts'
import { claimCluster } from './owner.ts'
import { launchPostmaster, type Postmaster } from './postmaster.ts'
import { chooseIdentity } from './run-as.ts'
import { findPackage, locateRuntime } from './runtime.ts'
import { removeSocketDir, socketDirFor } from './socket-dir.ts'
import { supervise } from './supervisor.ts'

export type EmbeddedPostgresLog = {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
}

export type PostgresExit = {
  code: number | null
  signal: NodeJS.Signals | null
  /** Milliseconds until the supervisor tries again; null when it was told not to. */
  restartInMs: number | null
}

export type EmbeddedPostgresOptions = {
  /** Folder of the launcher's own: holds `cluster/` (the database) and `password`. Made when missing. */
  dataDir: string
  log: EmbeddedPostgresLog
  /** Only names the socket file (`.s.PGSQL.<port>`): nothing listens on TCP. */
  port?: number
  /** Called when the database ends without having been asked to, before it is started again. */
  onExit?: (exit: PostgresExit) => void
  /** Called when the database answers again after such an end. */
  onRestart?: () => void
  /** Default true. */
  restart?: boolean
  /** Default true. False trades every guarantee after a power cut for speed: for throw-away test data only. */
  durable?: boolean
}

export type EmbeddedPostgres = {
  /** Superuser address of the database `resonanz`; the host is the socket folder, percent-encoded. */
  url: string
  socketDir: string
  /** Process id of the running postmaster; changes after a restart. */
  readonly pid: number
  /** Ends sessions, writes a checkpoint, waits until the process is gone. Safe to call twice. */
  stop(): Promise<void>
  /** SIGKILL to the whole process tree, as a crash would; the supervisor then starts it again. */
  kill(): void
}

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
