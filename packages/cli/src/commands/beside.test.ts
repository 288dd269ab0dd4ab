import { chmod, mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyDatabase } from '../../../../tests/database.ts'
import { testDeps } from '../../../../tests/deps.ts'
import { type Product, startProduct } from '../../../../tests/product.ts'
import { runCli } from '../run-cli.ts'

let product: Product
let env: Record<string, string>

beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'resonanz-beside-'))
  await chmod(dataDir, 0o711)
  product = await startProduct({ dataDir })
  env = { RESONANZ_DATA: dataDir }
})
afterAll(() => product.stop())

test('commands work beside the product that runs on the embedded database', { timeout: 600_000 }, async () => {
  const made = await runCli(
    ['user', 'create', '--email', 'Imke@nordlicht.example', '--name', 'Imke Petersen', '--role', 'owner', '--json'],
    env,
  )
  expect(made.code, made.err).toBe(0)
  const { password } = JSON.parse(made.out) as { password: string }
  expect(password).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/)
  expect(await signIn('imke@nordlicht.example', password)).toBe(200)
  const again = await runCli(['user', 'create', '--email', 'imke@nordlicht.example', '--name', 'Imke Petersen'], env)
  expect(again.out).toContain('The account was there before')

  expect((await runCli(['demo', 'load', '--lang', 'de'], env)).out).toBe('Die Beispielfirma ist da: 400 Fälle.\n')
  expect((await runCli(['demo', 'load', '--lang', 'de'], env)).out).toContain('schon da')

  const file = join(env.RESONANZ_DATA!, 'saved.rzb')
  const saved = await runCli(['backup', file, '--verify', '--json'], env)
  expect(saved.code, saved.err).toBe(0)
  expect(JSON.parse(saved.out)).toMatchObject({ verified: true, path: file })
  const findings = (JSON.parse((await runCli(['doctor', '--json'], env)).out) as { findings: { code: string }[] })
    .findings
  expect(findings.map(({ code }) => code)).toContain('backup-ok')

  const refused = await runCli(['restore', file, '--lang', 'de'], env)
  expect(refused.code).toBe(1)
  expect(refused.err).toContain(`ist schon in Gebrauch (Prozess ${product.pid})`)
  expect((await readdir(env.RESONANZ_DATA!)).filter((name) => name.endsWith('.part'))).toEqual([])

  const elsewhere = { RESONANZ_DATABASE_URL: (await emptyDatabase()).url }
  expect((await runCli(['restore', file], elsewhere)).code).toBe(0)
  const twice = await runCli(['restore', file, '--lang', 'de'], elsewhere)
  expect(twice.err).toContain('Die Datenbank ist nicht leer.')
  await expectCleanReset(elsewhere.RESONANZ_DATABASE_URL)
})

/** The sample company goes and comes; what is not of it stays as it was. */
async function expectCleanReset(url: string) {
  const deps = testDeps(url)
  const count = async () => {
    const found = await sql<{
      name: string
      sample: boolean
      cases: number
      members: number
    }>`select w.name, w.sample_data as sample,
      (select count(*)::int from cases where workspace_id = w.id) as cases, (select count(*)::int from member where workspace_id = w.id) as members
      from workspace w order by w.name`.execute(deps.db.system)
    return found.rows
  }
  const before = await count()
  expect(before).toHaveLength(2)
  const reset = await runCli(['demo', 'reset', '--json'], { RESONANZ_DATABASE_URL: url })
  expect(reset.code, reset.err).toBe(0)
  expect(await count()).toEqual(before)
  await deps.db.close()
}

async function signIn(email: string, password: string): Promise<number> {
  const answer = await fetch(`${product.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: product.url },
    body: JSON.stringify({ email, password }),
  })
  return answer.status
}
