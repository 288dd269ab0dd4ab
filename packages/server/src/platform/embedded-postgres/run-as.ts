import { readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** Whom the database process runs as. `drop` is set only when we are root and must become somebody else. */
export type Identity = { uid: number; gid: number; drop: boolean }

/**
 * PostgreSQL refuses root. An ordinary user runs it as herself. Root runs it as the owner of an existing cluster,
 * else as `postgres`, else as `nobody`: so the answer stays the same when a user `postgres` appears later.
 */
export function chooseIdentity(dataDir: string): Identity {
  const uid = process.getuid?.()
  const gid = process.getgid?.()
  if (uid === undefined || gid === undefined) {
    throw new Error('The embedded PostgreSQL needs Linux or macOS. Set RESONANZ_DATABASE_URL to use your own server.')
  }
  if (uid !== 0) return { uid, gid, drop: false }
  const owner = ownerOf(join(dataDir, 'cluster'))
  if (owner && owner.uid !== 0) return { ...owner, drop: true }
  return { ...(systemUser('postgres') ?? systemUser('nobody') ?? { uid: 65534, gid: 65534 }), drop: true }
}

/** Spawn options that make a child run as that identity. */
export function spawnAs(identity: Identity): { uid?: number; gid?: number } {
  return identity.drop ? { uid: identity.uid, gid: identity.gid } : {}
}

/**
 * What a database program finds in its environment: ours must not change what it does. Only what the machine loads
 * before every program (an allocator, another clock) holds for the database as for the rest of the product.
 */
export function databaseEnv(): Record<string, string> {
  const loaded = Object.entries(process.env).filter(([name]) => name === 'LD_PRELOAD' || name.startsWith('FAKETIME'))
  return { ...(Object.fromEntries(loaded) as Record<string, string>), LC_ALL: 'C', TZ: 'UTC' }
}

/** Whether the identity may pass every folder down to and including `path` (mode bits only: we know no ACLs). */
export function canReach(path: string, identity: Identity): boolean {
  if (!identity.drop) return true
  for (let at = resolve(path); ; at = dirname(at)) {
    const stat = statSync(at, { throwIfNoEntry: false })
    if (stat?.isDirectory() && !mayEnter(stat, identity)) return false
    if (at === dirname(at)) return true
  }
}

function mayEnter(stat: { mode: number; uid: number; gid: number }, identity: Identity): boolean {
  if (stat.uid === identity.uid) return (stat.mode & 0o100) !== 0
  if (stat.gid === identity.gid) return (stat.mode & 0o010) !== 0
  return (stat.mode & 0o001) !== 0
}

function ownerOf(path: string): { uid: number; gid: number } | undefined {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat && { uid: stat.uid, gid: stat.gid }
}

function systemUser(name: string): { uid: number; gid: number } | undefined {
  try {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.startsWith(`${name}:`))
    const [, , uid, gid] = line?.split(':') ?? []
    return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
  } catch {
    return undefined
  }
}
