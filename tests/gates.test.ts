import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** The same programs as `npm run check`, one after the other: each of them uses all cores. */
const gates: [name: string, program: string, ...args: string[]][] = [
  ['format', '@biomejs/biome/bin/biome', 'format', '.'],
  ['lint', 'oxlint/bin/oxlint', '--type-aware', '-f', 'unix'],
  ['types', 'typescript/bin/tsc', '-p', '.'],
  ['types of the web', 'typescript/bin/tsc', '-p', 'packages/web'],
  ['dead code', 'knip/bin/knip.js'],
]

test.each(gates)('the gate is green: %s', { timeout: 180_000 }, (_, program, ...args) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: root,
    encoding: 'utf8',
    // Neither the test runner's own settings nor colours belong into these reports.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1' },
  })
  expect(status, `${stdout}\n${stderr}`.trim().slice(0, 8_000)).toBe(0)
})
