import { pbkdf2 } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { launchPostmaster } from './postmaster.ts'

test('a server that ends at once is seen to have ended, however busy this process is', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'resonanz-postmaster-'))
  mkdirSync(join(dir, 'bin'))
  writeFileSync(join(dir, 'bin', 'postgres'), '#!/bin/sh\necho lost the race >&2\nexit 1\n', { mode: 0o755 })
  const identity = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0, drop: false }
  const runtime = { dir, major: '0', dispose: async () => {} }
  // Files are closed by the threads that these keep busy.
  let busy = true
  const work = () => pbkdf2('a', 'b', 40_000, 64, 'sha512', () => busy && work())
  for (let n = 0; n < 8; n++) work()
  try {
    for (let n = 0; n < 2; n++)
      await expect(
        launchPostmaster({ runtime, identity, clusterDir: dir, socketDir: dir, port: 5432 }),
      ).rejects.toThrow('lost the race')
  } finally {
    busy = false
    rmSync(dir, { recursive: true })
  }
})
