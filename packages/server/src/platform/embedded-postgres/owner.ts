import { rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { EmbeddedPostgresLog } from './options.ts'
import { readPostmasterPid } from './postmaster-pid.ts'
import { commandLine, isAlive, backendsIn, startedAt } from './processes.ts'
import { someoneListens } from './socket-dir.ts'

const FAST_STOP_MS = 5_000
/** A restart may overlap with the last moments of the one before. */
const OWNER_GRACE_MS = 1_500

/** Written on the postmaster's own command line, so there is no second file that could disagree with it. */
export async function ownerToken(): Promise<string> {
  return `resonanz.owner=${process.pid}-${await startedAt(process.pid)}`
}

/**
 * Makes sure that nobody works on the cluster, or throws. The rule:
 * a live postmaster whose product process lives belongs to it: refuse;
 * a live postmaster whose product is dead (killed) is asked to stop, then made to stop, never adopted;
 * a pid file whose process is gone or is something else is stale and goes.
 */
export async function claimCluster(clusterDir: string, log: EmbeddedPostgresLog): Promise<void> {
  for (let round = 0; round < 20; round++) {
    const record = await readPostmasterPid(clusterDir)
    if (!record) break
    const command = isAlive(record.pid) ? await commandLine(record.pid) : ''
    if (command.includes(clusterDir)) {
      await refuseLiveOwner(command, clusterDir)
      log.warn({ pid: record.pid }, 'a PostgreSQL left over by a killed process is being stopped')
      await stopOrphan(record.pid)
      continue
    }
    if (await someoneListens(record.socketPath)) throw inUse(clusterDir, 'a process this one cannot see')
    // Same pid as long ago, other process: PostgreSQL would believe the file and refuse.
    await rm(`${clusterDir}/postmaster.pid`, { force: true })
    break
  }
  await endOrphanedBackends(clusterDir)
}

async function refuseLiveOwner(command: string, clusterDir: string): Promise<void> {
  const [, pid, started] = /resonanz\.owner=(\d+)-(\w+)/.exec(command) ?? []
  const deadline = performance.now() + OWNER_GRACE_MS
  while (pid && isAlive(Number(pid)) && (await startedAt(Number(pid))) === started) {
    if (Number(pid) === process.pid || performance.now() > deadline) throw inUse(clusterDir, `process ${pid}`)
    await sleep(50)
  }
}

function inUse(clusterDir: string, by: string): Error {
  return new Error(
    `The database in ${clusterDir} is already in use by ${by}. Only one Resonanz may run on one data folder: ` +
      'stop the other one, choose another RESONANZ_DATA, or let several share one server by RESONANZ_DATABASE_URL.',
  )
}

/** Fast stop first (with a checkpoint, so the next start has nothing to recover), then the hard ways. */
async function stopOrphan(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    signalQuietly(pid, signal)
    const deadline = performance.now() + FAST_STOP_MS
    while (performance.now() < deadline) {
      if (!isAlive(pid)) return
      await sleep(20)
    }
  }
  throw new Error(`The PostgreSQL process ${pid} left over by a killed Resonanz cannot be stopped.`)
}

/** Sessions that outlive a killed postmaster hold its shared memory, and PostgreSQL would not start beside them. */
async function endOrphanedBackends(clusterDir: string): Promise<void> {
  for (let round = 0; round < 50; round++) {
    const left = await backendsIn(clusterDir)
    if (left.length === 0) return
    // Between our look and now another product may have started here: the sessions would be its.
    if (await readPostmasterPid(clusterDir)) return
    for (const pid of left) signalQuietly(pid, 'SIGKILL')
    await sleep(20)
  }
}

function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // Gone already.
  }
}
