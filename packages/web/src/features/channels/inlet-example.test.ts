import { createHmac } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inletExample } from './inlet-example.ts'

const secretBytes = Buffer.alloc(32, 7)
const secret = `whsec_${secretBytes.toString('base64')}`
const hasOpenssl = spawnSync('openssl', ['version']).status === 0

test.skipIf(!hasOpenssl).each([false, true])('the commands sign what they send (many: %s)', (many) => {
  const folder = mkdtempSync(join(tmpdir(), 'inlet-example-'))
  // Stands in the place of curl and says what it was given.
  writeFileSync(join(folder, 'curl'), '#!/bin/sh\nfor one in "$@"; do printf "%s\\0" "$one"; done\n')
  chmodSync(join(folder, 'curl'), 0o755)
  writeFileSync(join(folder, 'items.ndjson'), '{"id":"1","text":"a"}\n{"id":"2","text":"b"}\n')
  const ran = spawnSync('sh', ['-c', inletExample('https://s.example/api/v1/inlet/k', secret, many)], {
    cwd: folder,
    env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
    encoding: 'utf8',
  })
  const given = ran.stdout.split('\0')
  const header = (name: string) => given.find((one) => one.startsWith(`${name}: `))?.slice(name.length + 2) ?? ''
  const body = given[given.indexOf('--data-binary') + 1] ?? ''
  const signed = `${header('webhook-id')}.${header('webhook-timestamp')}.${body}`
  expect(body).toContain('"id"')
  expect(header('webhook-signature')).toBe(`v1,${createHmac('sha256', secretBytes).update(signed).digest('base64')}`)
})
