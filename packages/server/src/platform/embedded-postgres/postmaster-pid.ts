import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export type PostmasterRecord = { pid: number; socketPath: string | undefined; ready: boolean }

/** What the postmaster says of itself in its lock file (lines: pid, data, start, port, socket folder, address, shm, state). */
export async function readPostmasterPid(clusterDir: string): Promise<PostmasterRecord | undefined> {
  const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n').map((line) => line.trim())
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 1) return undefined
  const socketPath = lines[4] && lines[3] ? join(lines[4], `.s.PGSQL.${lines[3]}`) : undefined
  return { pid, socketPath, ready: lines[7] === 'ready' }
}
