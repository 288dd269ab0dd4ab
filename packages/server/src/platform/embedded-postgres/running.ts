import { readFile, realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { databaseUrl } from './connect.ts'
import { readPostmasterPid } from './postmaster-pid.ts'
import { commandLine, isAlive, startedAt } from './processes.ts'

export type ClusterState =
  /** No database has been made in this folder yet. */
  | { state: 'none' }
  | { state: 'stopped'; dir: string }
  /** A PostgreSQL without a product: what a killed one left, either the process or only its lock file. */
  | { state: 'orphaned'; dir: string; pid: number; alive: boolean }
  | { state: 'running'; dir: string; pid: number; productPid: number; url: string }

/** Looks at the embedded database of a data folder without touching it. Throws when its folder cannot be read. */
export async function clusterState(dataDir: string): Promise<ClusterState> {
  const dir = await realpath(join(dataDir, 'cluster')).catch(() => null)
  if (!dir) return { state: 'none' }
  const record = await readPostmasterPid(dir)
  if (!record) return { state: 'stopped', dir }
  const command = isAlive(record.pid) ? await commandLine(record.pid) : ''
  if (!command.includes(dir)) return { state: 'orphaned', dir, pid: record.pid, alive: false }
  const [, pid, started] = /resonanz\.owner=(\d+)-(\w+)/.exec(command) ?? []
  const productPid = Number(pid)
  if (!pid || !isAlive(productPid) || (await startedAt(productPid)) !== started)
    return { state: 'orphaned', dir, pid: record.pid, alive: true }
  if (!record.socketPath) return { state: 'stopped', dir }
  const password = (await readFile(join(dir, 'password'), 'utf8')).trim()
  const port = Number(basename(record.socketPath).replace('.s.PGSQL.', ''))
  const url = databaseUrl({ socketDir: dirname(record.socketPath), port, password, database: 'resonanz' })
  return { state: 'running', dir, pid: record.pid, productPid, url }
}

/** Address of the embedded database while a live product runs it; null when none does. */
export async function attachToRunning(dataDir: string): Promise<{ url: string; productPid: number } | null> {
  const cluster = await clusterState(dataDir)
  return cluster.state === 'running' ? { url: cluster.url, productPid: cluster.productPid } : null
}
