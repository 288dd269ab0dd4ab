import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findBreaches, type Source } from './imports.ts'
import { readAliases, readSources } from './sources.ts'

const root = join(import.meta.dirname, '..', '..')
const sources = readSources()
const aliases = readAliases()

test('no wall is breached', () => {
  expect(sources.length).toBeGreaterThan(100)
  expect(findBreaches(sources, aliases)).toEqual([])
})

const planted: [wall: string, path: string, specifier: string, breach: string][] = [
  ['contracts is a leaf', 'packages/contracts/src/x.ts', '@resonanz/text', 'contracts may not import text'],
  ['text is a leaf', 'packages/text/src/x.ts', '@resonanz/contracts', 'text may not import contracts'],
  ['text is pure', 'packages/text/src/x.ts', 'node:fs', 'text is pure'],
  [
    'channels does not know the server',
    'packages/channels/src/x.ts',
    '@resonanz/server',
    'channels may not import server',
  ],
  ['web knows contracts only', 'packages/web/src/lib/x.ts', '@resonanz/server', 'web may not import server'],
  ['web does not know channels', 'packages/web/src/lib/x.ts', '@resonanz/channels', 'web may not import channels'],
  ['cli does not know web', 'packages/cli/src/x.ts', '@resonanz/web', 'cli may not import web'],
  ['front doors of packages', 'packages/server/src/x.ts', '@resonanz/contracts/src/cases.ts', 'past the front door'],
  ['no way round them', 'packages/server/src/x.ts', '../../contracts/src/index.ts', 'without its front door'],
  ['no climbing', 'packages/server/src/modules/cases/x.ts', '../../platform/config.ts', 'climbs two folders'],
  ['front doors of modules', 'packages/server/src/modules/cases/x.ts', '../intake/store.ts', 'one front door'],
  ['platform is below modules', 'packages/server/src/platform/x.ts', '#cases', 'platform knows no module'],
  ['connectors are apart', 'packages/channels/src/email/x.ts', '../feed/parse.ts', 'never import one another'],
  ['features are apart', 'packages/web/src/features/inbox/x.ts', '../case/y.ts', 'never import one another'],
  ['ui is below features', 'packages/web/src/ui/x.ts', '../features/case/y.ts', 'ui is below'],
  ['features are below the app', 'packages/web/src/features/case/x.ts', '../../app/routes.ts', 'the app composes'],
]

test.each(planted)('a planted breach is found: %s', (_, path, specifier, breach) => {
  const targets = ['modules/cases/index', 'modules/intake/store', 'platform/config'].map((name) => `server/src/${name}`)
  const others = ['channels/src/feed/parse', 'web/src/features/case/y', 'web/src/app/routes', 'contracts/src/index']
  const overlay = [...targets, ...others].map((name) => ({ path: `packages/${name}.ts`, text: '' }))
  const breaches = findBreaches([...overlay, { path, text: `import { x } from '${specifier}'\n` }], aliases)
  expect(breaches.join('\n')).toContain(breach)
})

test('cycles are found, also of types and between modules', () => {
  const overlay: Source[] = [
    { path: 'packages/text/src/a.ts', text: "import type { B } from './b.ts'" },
    { path: 'packages/text/src/b.ts', text: "export * from './c.ts'" },
    { path: 'packages/text/src/c.ts', text: "const a = await import('./a.ts')" },
    { path: 'packages/server/src/modules/cases/index.ts', text: '' },
    { path: 'packages/server/src/modules/cases/open.ts', text: "import { x } from '#intake'" },
    { path: 'packages/server/src/modules/intake/index.ts', text: '' },
    { path: 'packages/server/src/modules/intake/take.ts', text: "import { y } from '#cases'" },
  ]
  expect(findBreaches(overlay, aliases)).toEqual([
    'import cycle: packages/text/src/a.ts → packages/text/src/b.ts → packages/text/src/c.ts → packages/text/src/a.ts',
    'modules import each other: modules/cases → modules/intake → modules/cases',
  ])
})

let plot: string

beforeAll(() => {
  plot = mkdtempSync(join(tmpdir(), 'resonanz-walls-'))
  for (const file of ['.oxlintrc.json', 'tsconfig.base.json', 'tsconfig.json'])
    cpSync(join(root, file), join(plot, file))
  symlinkSync(join(root, 'node_modules'), join(plot, 'node_modules'))
})

afterAll(() => rmSync(plot, { recursive: true, force: true }))

function lint(files: Record<string, string>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(plot, path)), { recursive: true })
    writeFileSync(join(plot, path), text)
  }
  const binary = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint')
  const { stdout, stderr } = spawnSync(process.execPath, [binary, '--type-aware', '-f', 'unix', 'packages'], {
    cwd: plot,
    encoding: 'utf8',
  })
  rmSync(join(plot, 'packages'), { recursive: true })
  return stdout + stderr
}

test('the linter finds a planted cycle, a climb, a forgotten await and an any', () => {
  const report = lint({
    'packages/server/src/a.ts': "import type { B } from './b.ts'\n\nexport type A = { b: B }\n",
    'packages/server/src/b.ts': "import type { A } from './a.ts'\n\nexport type B = { a: A | null }\n",
    'packages/server/src/modules/cases/climb.ts': "export * from '../../a.ts'\n",
    'packages/server/src/await.ts':
      'async function later(): Promise<void> {}\n\nexport function now(): void {\n  later()\n}\n',
    'packages/server/src/any.ts': 'export const x = (y: any): string => String(y)\n',
  })
  expect(report).toContain('import(no-cycle)')
  expect(report).toContain('no-restricted-imports')
  expect(report).toContain('no-floating-promises')
  expect(report).toContain('no-explicit-any')
})
