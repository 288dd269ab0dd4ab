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
  /** Holds the folder `cluster/` (all of the database) beside whatever else the product keeps. Made when missing. */
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
