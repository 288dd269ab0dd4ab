import { chown, mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Identity } from './run-as.ts'

/** sun_path holds 107 bytes on Linux and 103 on macOS. */
const LONGEST_SOCKET_PATH_BYTES = 100
const PASSING_PREFIX = 'resonanz-pg-'

/** The cluster's own folder (0700, the database user's), or a private short one where that path is too long. */
export async function socketDirFor(clusterDir: string, port: number, identity: Identity): Promise<string> {
  if (Buffer.byteLength(join(clusterDir, `.s.PGSQL.${port}`)) <= LONGEST_SOCKET_PATH_BYTES) return clusterDir
  const dir = await mkdtemp(join(tmpdir(), PASSING_PREFIX))
  if (identity.drop) await chown(dir, identity.uid, identity.gid)
  return dir
}

export async function removeSocketDir(socketDir: string, clusterDir: string): Promise<void> {
  if (socketDir !== clusterDir) await rm(socketDir, { recursive: true, force: true })
}

/** Whether a server accepts on that socket, even one in another container whose processes we cannot see. */
export function someoneListens(socketPath: string | undefined): Promise<boolean> {
  if (!socketPath) return Promise.resolve(false)
  return new Promise((resolve) => {
    const socket = connect(socketPath)
    const answer = (listens: boolean) => {
      socket.destroy()
      resolve(listens)
    }
    socket.once('connect', () => answer(true)).once('error', () => answer(false))
  })
}
