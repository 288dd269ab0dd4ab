import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmod, chown, lstat, mkdir, mkdtemp, readFile, readdir, realpath, rename, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { EmbeddedPostgresLog } from './options.ts'
import { canReach, databaseEnv, type Identity, spawnAs } from './run-as.ts'
import type { Runtime } from './runtime.ts'
import { writeSettings } from './settings.ts'
import { writeNew } from './write-new.ts'

export type Cluster = { dir: string; password: string }

type Wish = { dataDir: string; runtime: Runtime; identity: Identity; durable: boolean; log: EmbeddedPostgresLog }

/** Where root keeps a cluster whose wished folder the database user cannot reach. */
const ROOT_HOME = '/var/lib/resonanz'
const NEW_PREFIX = '.cluster-new-'

/** Finds or makes the cluster of a data folder, checks that these binaries may open it and writes its settings. */
export async function prepareCluster(wish: Wish): Promise<Cluster> {
  await mkdir(wish.dataDir, { recursive: true, mode: 0o700 })
  // The database user only passes through; what is inside `cluster` is closed to others.
  if (wish.identity.drop) await chmod(wish.dataDir, 0o711)
  const link = join(await realpath(wish.dataDir), 'cluster')
  if (!(await exists(link))) await createCluster(link, wish)
  const dir = await realpath(link)
  await checkVersion(dir, wish.runtime)
  await writeSettings(dir, wish.durable)
  return { dir, password: (await readFile(join(dir, 'password'), 'utf8')).trim() }
}

async function createCluster(link: string, wish: Wish): Promise<void> {
  const target = canReach(dirname(link), wish.identity) ? link : await placeForRoot(link)
  const home = dirname(target)
  await removeAbandoned(home)
  const fresh = await mkdtemp(join(home, NEW_PREFIX))
  if (wish.identity.drop) await chown(fresh, wish.identity.uid, wish.identity.gid)
  try {
    await initialise(fresh, wish)
    await rename(fresh, target)
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    // Somebody else finished first: theirs is as good as ours.
    if (!(await exists(target))) throw error
  }
  if (target !== link) {
    await symlink(target, link).catch(() => {})
    wish.log.warn({ folder: wish.dataDir, target }, 'the database user cannot reach the data folder: a link leads on')
  }
}

async function placeForRoot(link: string): Promise<string> {
  await mkdir(ROOT_HOME, { recursive: true, mode: 0o755 })
  return join(ROOT_HOME, `cluster-${createHash('sha256').update(link).digest('hex').slice(0, 12)}`)
}

/** initdb in a folder of its own that is renamed when complete: a crash half-way leaves nothing that looks finished. */
async function initialise(dir: string, { runtime, identity, durable }: Wish): Promise<void> {
  const password = randomBytes(24).toString('hex')
  const secretDir = await mkdtemp(join(tmpdir(), 'resonanz-initdb-'))
  try {
    const passwordFile = join(secretDir, 'password')
    await writeNew(passwordFile, `${password}\n`)
    if (identity.drop) for (const path of [secretDir, passwordFile]) await chown(path, identity.uid, identity.gid)
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
    await promisify(execFile)(
      join(runtime.dir, 'bin', 'initdb'),
      ['-D', dir, '-U', 'postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', ...locale].concat(
        durable ? [] : ['--no-sync'],
      ),
      { cwd: '/', env: databaseEnv(), ...spawnAs(identity) },
    )
  } catch (error) {
    throw new Error(`The embedded PostgreSQL could not create its database in ${dir}: ${reasonOf(error)}`, {
      cause: error,
    })
  } finally {
    await rm(secretDir, { recursive: true, force: true })
  }
  await writeNew(join(dir, 'password'), `${password}\n`)
  if (identity.drop) await chown(join(dir, 'password'), identity.uid, identity.gid)
}

async function checkVersion(dir: string, runtime: Runtime): Promise<void> {
  const found = await readFile(join(dir, 'PG_VERSION'), 'utf8').catch((error: NodeJS.ErrnoException) => error)
  if (typeof found === 'string' && found.trim() === runtime.major) return
  if (typeof found === 'string') {
    throw new Error(
      `The database in ${dir} was written by PostgreSQL ${found.trim()}, this release brings PostgreSQL ${runtime.major}. ` +
        'Run `resonanz backup` with the release that wrote it, then `resonanz restore` with this one into an empty data folder.',
    )
  }
  if (found.code === 'EACCES') {
    throw new Error(`The database in ${dir} belongs to another user: start Resonanz as that user or as root.`)
  }
  throw new Error(`${resolve(dir)} is not a PostgreSQL database: move it away, or choose another RESONANZ_DATA.`)
}

/** What a killed first start left behind; a fresh one may be somebody's who is just at it. */
async function removeAbandoned(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (!name.startsWith(NEW_PREFIX)) continue
    const stat = await lstat(join(home, name)).catch(() => undefined)
    if (stat && Date.now() - stat.mtimeMs > 600_000) await rm(join(home, name), { recursive: true, force: true })
  }
}

function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

function reasonOf(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string }
  return stderr?.trim().slice(-2_000) || message
}
