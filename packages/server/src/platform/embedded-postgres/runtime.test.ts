import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Identity } from './run-as.ts'
import { findPackage, locateRuntime } from './runtime.ts'

const isRoot = process.getuid?.() === 0
const log = { info: () => {}, warn: () => {} }
let home: string

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'resonanz-runtime-test-'))
  chmodSync(home, 0o711)
})

afterAll(() => rmSync(home, { recursive: true, force: true }))

/** A package as npm leaves it when install scripts are off: no links, no executable bits. */
function barePackage(name: string): string {
  const dir = join(home, name)
  const native = join(findPackage(), 'native')
  mkdirSync(join(dir, 'native', 'bin'), { recursive: true })
  mkdirSync(join(dir, 'native', 'lib'))
  cpSync(join(native, 'pg-symlinks.json'), join(dir, 'native', 'pg-symlinks.json'))
  for (const program of ['postgres', 'initdb']) writeFileSync(join(dir, 'native', 'bin', program), '', { mode: 0o644 })
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ version: '0.0.0-test' }))
  return dir
}

/** Root may write everywhere: what it does here it does as nobody, who owns the folder. */
async function withoutRoot<T>(own: string, work: (identity: Identity) => Promise<T>): Promise<T> {
  if (!isRoot) return work({ uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0, drop: false })
  chownSync(own, 65534, 65534)
  process.setegid?.(65534)
  process.seteuid?.(65534)
  try {
    return await work({ uid: 65534, gid: 65534, drop: false })
  } finally {
    process.seteuid?.(0)
    process.setegid?.(0)
  }
}

test('makes the links and the executable bits that npm drops', async () => {
  const packageDir = barePackage('writable')
  const identity = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0, drop: false }
  const runtime = await locateRuntime({ packageDir, identity, dataDir: home, log })
  expect(runtime).toMatchObject({ dir: join(packageDir, 'native'), major: '0' })
  expect(readlinkSync(join(runtime.dir, 'lib', 'libpq.so.5'))).toMatch(/^libpq\.so\.5\.\d+$/)
  expect(statSync(join(runtime.dir, 'bin', 'postgres')).mode & 0o111).toBe(0o111)
})

test('copies a package it may not write', async () => {
  const packageDir = barePackage('read-only')
  chmodSync(join(packageDir, 'native', 'lib'), 0o555)
  const dataDir = join(home, 'data')
  mkdirSync(dataDir)
  const runtime = await withoutRoot(dataDir, (identity) => locateRuntime({ packageDir, identity, dataDir, log }))
  expect(runtime.dir).toBe(join(home, 'data', 'runtime-0.0.0-test', 'native'))
  expect(readlinkSync(join(runtime.dir, 'lib', 'libpq.so.5'))).toMatch(/^libpq/)
  chmodSync(join(packageDir, 'native', 'lib'), 0o755)
})

test.runIf(isRoot)('copies a package the database user cannot reach', async () => {
  const packageDir = barePackage('closed')
  chmodSync(packageDir, 0o700)
  const identity = { uid: 65534, gid: 65534, drop: true }
  const runtime = await locateRuntime({ packageDir, identity, dataDir: home, log })
  expect(runtime.dir).toBe('/var/lib/resonanz/runtime-0.0.0-test/native')
  expect(readlinkSync(join(runtime.dir, 'lib', 'libpq.so.5'))).toMatch(/^libpq/)
  const again = await locateRuntime({ packageDir, identity, dataDir: home, log })
  expect(again.dir).toBe(runtime.dir)
  rmSync('/var/lib/resonanz/runtime-0.0.0-test', { recursive: true })
})
