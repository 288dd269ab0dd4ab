import { type ChildProcess, spawn } from 'node:child_process'
import { open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ownerToken } from './owner.ts'
import { readPostmasterPid } from './postmaster-pid.ts'
import { backendsIn } from './processes.ts'
import { databaseEnv, type Identity, spawnAs } from './run-as.ts'
import type { Runtime } from './runtime.ts'

export type Exit = { code: number | null; signal: NodeJS.Signals | null }

export type Postmaster = {
  pid: number
  /** Fulfilled when the process has ended, however it did. */
  exited: Promise<Exit>
  /** Fast shutdown with a checkpoint; immediate after a minute. Returns when the process is gone. */
  stop(): Promise<void>
  killAll(): void
}

type Launch = { runtime: Runtime; identity: Identity; clusterDir: string; socketDir: string; port: number }

const STOP_PATIENCE_MS = 60_000

/** Starts the server process and returns when it accepts connections (after recovery, however long that takes). */
export async function launchPostmaster(launch: Launch): Promise<Postmaster> {
  const { child, exited } = await spawnPostgres(launch)
  let over = false
  const watchdog = guardAgainstOrphaning(child, launch.identity)
  void exited.then(() => {
    over = true
    return watchdog?.kill('SIGKILL')
  })
  while (!over) {
    const record = await readPostmasterPid(launch.clusterDir)
    if (record?.pid === child.pid && record?.ready) {
      await rm(startupLogOf(launch.clusterDir), { force: true })
      return controls(child, exited, launch.clusterDir)
    }
    await sleep(10)
  }
  throw new Error(`The embedded PostgreSQL did not start: ${await lastWords(launch.clusterDir)}`)
}

type Started = { child: ChildProcess; exited: Promise<Exit> }

async function spawnPostgres({ runtime, identity, clusterDir, socketDir, port }: Launch): Promise<Started> {
  const startupLog = startupLogOf(clusterDir)
  await rm(startupLog, { force: true })
  const output = await open(startupLog, 'wx', 0o600)
  try {
    const settings = [
      'listen_addresses=',
      `unix_socket_directories="${socketDir.replaceAll('"', '""')}"`,
      'unix_socket_permissions=0700',
      await ownerToken(),
    ]
    const child = spawn(
      join(runtime.dir, 'bin', 'postgres'),
      ['-D', clusterDir, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      {
        cwd: clusterDir,
        env: databaseEnv(),
        stdio: ['ignore', output.fd, output.fd],
        // Its own session: Ctrl-C in our terminal must not stop the database before we have finished with it.
        detached: true,
        ...spawnAs(identity),
      },
    )
    child.unref()
    // Listened to before anything is awaited: who lost the race for a folder is gone within milliseconds.
    const exited = new Promise<Exit>((resolve) => {
      child.once('exit', (code, signal) => resolve({ code, signal }))
      child.once('error', () => resolve({ code: null, signal: null }))
    })
    return { child, exited }
  } finally {
    await output.close()
  }
}

/**
 * A shell that waits for the end of a pipe only we hold. When this process dies, however suddenly, the pipe closes and
 * the shell asks PostgreSQL to stop: nothing lingers, and the next start finds a clean checkpoint.
 */
function guardAgainstOrphaning(postgres: ChildProcess, identity: Identity): ChildProcess | undefined {
  if (!postgres.pid) return undefined
  const script = 'read -r _; kill -INT "$1"'
  const guard = spawn('/bin/sh', ['-c', script, 'sh', String(postgres.pid)], {
    cwd: '/',
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    ...spawnAs(identity),
  })
  // Without a shell we lose only this comfort: the next start stops an orphan itself.
  guard.on('error', () => {})
  guard.stdin.on('error', () => {})
  guard.unref()
  ;(guard.stdin as unknown as { unref(): void }).unref()
  return guard
}

function controls(child: ChildProcess, exited: Promise<Exit>, clusterDir: string): Postmaster {
  return {
    pid: child.pid ?? 0,
    exited,
    async stop() {
      child.ref()
      child.kill('SIGINT')
      const patience = setTimeout(() => child.kill('SIGQUIT'), STOP_PATIENCE_MS)
      await exited
      clearTimeout(patience)
    },
    killAll() {
      child.kill('SIGKILL')
      void backendsIn(clusterDir).then((pids) => {
        for (const pid of pids) {
          try {
            process.kill(pid, 'SIGKILL')
          } catch {
            // Ended with its postmaster.
          }
        }
      })
    },
  }
}

/** By process: of two products starting at once each must find its own. Gone once the server is up. */
const startupLogOf = (clusterDir: string): string => join(clusterDir, `startup-${process.pid}.log`)

/** The last lines PostgreSQL wrote, before its log file was open and after. */
async function lastWords(clusterDir: string): Promise<string> {
  const logDir = join(clusterDir, 'log')
  const names = await readdir(logDir).catch(() => [])
  const files = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(logDir, name))).mtimeMs })))
  const newest = files.toSorted((a, b) => b.at - a.at)[0]
  const texts = await Promise.all(
    [startupLogOf(clusterDir), ...(newest ? [join(logDir, newest.name)] : [])].map((path) =>
      readFile(path, 'utf8').catch(() => ''),
    ),
  )
  return (
    texts
      .map((text) => text.trim().split('\n').slice(-6).join('\n'))
      .join('\n')
      .trim() || 'it left no message'
  )
}
