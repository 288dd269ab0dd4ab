// node tests/at-hour.ts 2026-12-31T23:30Z tests/e2e: the tests, the product and its database as if they ran at that time.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { clockEnv, noFaketime } from './peers/faketime.ts'

const [at = '', ...paths] = process.argv.slice(2)
const atMs = Date.parse(at)
if (Number.isNaN(atMs) || noFaketime) {
  console.error(noFaketime || 'Name a time and what to run: node tests/at-hour.ts 2026-12-31T23:30Z tests/e2e')
  process.exit(2)
}
const root = join(import.meta.dirname, '..')
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const seconds = Math.round((atMs - Date.now()) / 1_000)
const { status } = spawnSync(process.execPath, [vitest, 'run', ...paths], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ...clockEnv({ seconds }) },
})
process.exitCode = status ?? 1
