import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testDatabase } from '../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../tests/deps.ts'
import { runCli, startCli } from '../run-cli.ts'

// Each test starts the program several times, beside whatever else the machine is doing.
vi.setConfig({ testTimeout: 300_000 })

let url: string
let deps: ReturnType<typeof testDeps>
let cast: Cast
let folder: string

beforeAll(async () => {
  url = (await testDatabase()).url
  deps = testDeps(url)
  cast = await makeCast(deps)
  folder = await mkdtemp(join(tmpdir(), 'resonanz-import-'))
  await sql`insert into presence (workspace_id, id, kind, name, settings) values
    (${cast.nordlicht.workspaceId}, ${deps.newId()}, 'inlet', 'Bewertungsportal', '{}'),
    (${cast.nordlicht.workspaceId}, ${deps.newId()}, 'email', 'Altes Postfach', '{}')`.execute(deps.db.system)
})
afterAll(() => deps.db.close())

const env = () => ({ RESONANZ_DATABASE_URL: url, RESONANZ_DATA: folder })

async function stored(name: string): Promise<number> {
  const found = await sql<{
    n: number
    twice: number
  }>`select count(*)::int as n, count(*)::int - count(distinct i.source_key)::int as twice
    from inlet_item i join presence p on p.id = i.presence_id where p.name = ${name}`.execute(deps.db.system)
  expect(found.rows[0]!.twice).toBe(0)
  return found.rows[0]!.n
}

const mail = (n: number, words = 'Wo bleibt meine Bestellung?') =>
  `From imke@nordlicht.example Sat Nov 21 10:00:00 2026\nFrom: "Nele Ohm" <nele${n}@kunde.example>\nTo: service@nordlicht.example\n` +
  `Subject: Bestellung ${n}\nMessage-ID: <${n}@kunde.example>\nDate: Sat, 21 Nov 2026 10:00:00 +0100\n\n${words}\n>From hier an wurde es still.\n${'.'.repeat(4_000)}\n\n`

test('an import killed in the middle and started again takes each mail once', async () => {
  const path = join(folder, 'killed.mbox')
  const count = 6_000
  await writeFile(path, Array.from({ length: count }, (_, n) => mail(n)).join(''))
  const args = ['import', 'mbox', path, '--presence', 'Postfach Nordlicht', '--json']
  const killed = startCli(args, env())
  // The first line of progress comes after the first batch.
  await new Promise((resolve) => killed.stderr!.once('data', resolve))
  killed.kill('SIGKILL')
  await killed.run
  const before = await stored('Postfach Nordlicht')
  expect(before).toBeGreaterThanOrEqual(500)
  expect(before).toBeLessThan(count)
  const again = await runCli(args, env())
  expect(again.code, again.err).toBe(0)
  // What was on its way when it died may have reached the database after we looked.
  const result = JSON.parse(again.out) as { stored: number; known: number }
  expect(result.stored + result.known).toBe(count)
  expect(result.known).toBeGreaterThanOrEqual(before)
  expect(await stored('Postfach Nordlicht')).toBe(count)
  const third = JSON.parse((await runCli(args, env())).out) as { stored: number; known: number }
  expect(third).toMatchObject({ stored: 0, known: count })
})

test('imported mails are marked, their From lines put right, and --dry-run and --from do as they say', async () => {
  const path = join(folder, 'few.mbox')
  await writeFile(path, `some tool's own words\n\n${mail(1)}${mail(2)}${mail(3, 'Danke')}`)
  const args = ['import', 'mbox', path, '--presence', 'Altes Postfach']
  const dry = await runCli([...args, '--dry-run', '--lang', 'de'], env())
  expect(dry.out).toBe('Aufgenommen würden 3, schon da: 0, abgewiesen: 0, letzter Eintrag: 3.\n')
  expect(await stored('Altes Postfach')).toBe(0)
  await runCli([...args, '--from', '3'], env())
  expect(await stored('Altes Postfach')).toBe(1)
  expect((await runCli([...args, '--lang', 'de'], env())).out).toBe(
    'Aufgenommen: 2, schon da: 1, abgewiesen: 0, letzter Eintrag: 3.\n',
  )
  const rows = await sql<{
    raw: string
    imported: boolean
  }>`select convert_from(raw, 'UTF8') as raw, (source->>'imported')::boolean as imported
    from inlet_item i join presence p on p.id = i.presence_id where p.name = 'Altes Postfach'`.execute(deps.db.system)
  for (const { raw, imported } of rows.rows) {
    expect(imported).toBe(true)
    expect(raw).toMatch(/^From: "Nele Ohm"/)
    expect(raw).toContain('\nFrom hier an wurde es still.\n')
  }
})

test('lines of JSON: what is no item is named with its line, the others are taken once', async () => {
  const path = join(folder, 'items.jsonl')
  const item = (id: string) => JSON.stringify({ id, text: 'Der Fahrer war sehr freundlich.', author: { name: 'Ole' } })
  await writeFile(path, `${item('a')}\n\nno json\n{"id":"b"}\n${item('c')}\n${item('a')}`)
  const run = await runCli(['import', 'jsonl', path, '--presence', 'Bewertungsportal', '--json'], env())
  expect(JSON.parse(run.out)).toMatchObject({ stored: 2, known: 1, refused: 2, at: 6 })
  expect(run.err).toContain('entry 3 refused: not-json')
  expect(run.err).toContain('entry 4 refused: text')
  expect(await stored('Bewertungsportal')).toBe(2)
})

test('a channel of another kind, or of two that bear the name, is refused with what to do', async () => {
  const path = join(folder, 'one.mbox')
  await writeFile(path, mail(1))
  const wrong = await runCli(['import', 'mbox', path, '--presence', 'Bewertungsportal', '--lang', 'de'], env())
  expect(wrong).toMatchObject({ code: 64, out: '' })
  expect(wrong.err).toContain('Es gibt keinen Kanal der Art „email“')
  await sql`insert into presence (workspace_id, id, kind, name) values (${cast.suedwind.workspaceId}, ${deps.newId()}, 'email', 'Altes Postfach')`.execute(
    deps.db.system,
  )
  const two = await runCli(['import', 'mbox', path, '--presence', 'Altes Postfach', '--lang', 'de'], env())
  expect(two.code).toBe(64)
  expect(two.err).toContain('Nennen Sie den Kanal mit seiner Kennung')
})
