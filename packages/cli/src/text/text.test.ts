import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { runCli } from '../run-cli.ts'

// Each test starts the program, beside whatever else the machine is doing.
vi.setConfig({ testTimeout: 300_000 })

async function run(args: readonly string[], lines: readonly unknown[]) {
  const input = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  const { code, out, err } = await runCli(['text', ...args], {}, input)
  return {
    code,
    err,
    rows: out
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  }
}

async function fileOf(content: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'resonanz-text-')), 'file')
  await writeFile(path, content)
  return path
}

test('alarm: one verdict per line, the storm with its beginning', async () => {
  const lines = Array.from({ length: 6 * 288 }, (_, n) => {
    const time = new Date(Date.parse('2026-03-02T00:00:00Z') + n * 300_000).toISOString().slice(0, 19).replace('T', ' ')
    return `${time},${n >= 5 * 288 + 100 && n < 5 * 288 + 110 ? 400 : 20 + (n % 7)}`
  })
  const { code, rows } = await run(['alarm'], ['timestamp,value', ...lines])
  expect(code).toBe(0)
  expect(rows).toHaveLength(lines.length)
  expect(Object.keys(rows[0]!)).toEqual(['time', 'level', 'expected', 'observed', 'score', 'since'])
  const storm = rows[5 * 288 + 102]!
  expect(storm).toMatchObject({ time: '2026-03-07 08:30:00', level: 3, observed: 400, since: '2026-03-07 08:20:00' })
  expect(rows.slice(288, 5 * 288).filter(({ level }) => Number(level) >= 2)).toEqual([])
})

test('a bad line is told in its place, the others are answered, the end is 65', async () => {
  const { code, rows } = await run(
    ['alarm', '--lang', 'de'],
    ['"2026-03-02T08:00:00Z","5"', 'gestern,5', '2026-03-02T08:05:00Z,-1', '2026-03-02T08:05:00Z,1e308'],
  )
  expect(code).toBe(65)
  expect(rows[0]).toMatchObject({ observed: 5, level: 0, since: null })
  expect(rows.slice(1)).toEqual([
    { line: 2, error: 'Erwartet: Zeit,Anzahl[,negative], etwa 2026-03-02T08:05:00Z,17,3.' },
    { line: 3, error: 'Erwartet: Zeit,Anzahl[,negative], etwa 2026-03-02T08:05:00Z,17,3.' },
    { line: 4, error: 'Erwartet: Zeit,Anzahl[,negative], etwa 2026-03-02T08:05:00Z,17,3.' },
  ])
})

test('match: the queries each text meets', async () => {
  const queries = await fileOf(
    // As Windows writes it.
    '\uFEFF{"id":"bill","query":"Rechnung AND NOT Danke"}\r\n{"id":"angry","query":"sentiment:negative"}\n{"id":7,"must":[["kaputt","defekt"]]}\n',
  )
  const { code, rows } = await run(
    ['match', '--queries', queries],
    [
      { id: 'a', text: 'Meine Stromrechnung ist falsch', sentiment: 'negative' },
      { id: 'b', text: 'Rechnung erhalten, danke!' },
      '{"id": "c"}',
      { id: 'd', text: 'Das Gerät ist defekt' },
    ],
  )
  expect(code).toBe(65)
  expect(rows).toEqual([
    { id: 'a', matches: ['bill', 'angry'] },
    { id: 'b', matches: [] },
    { line: 3, error: 'The line lacks “text” (expected: {"id": …, "text": "…"}).' },
    { id: 'd', matches: [7] },
  ])
})

test('match: a query that cannot be read is named with its place', async () => {
  const queries = await fileOf('{"id":1,"query":"Strom"}\n{"id":2,"query":"(Strom OR Gas"}\n')
  const { code, err } = await run(['match', '--queries', queries, '--lang', 'de'], [])
  expect(code).toBe(65)
  expect(err).toContain('Suche in Zeile 2, Zeichen 1: Die schließende Klammer fehlt.')
})

test('train-topic learns from lines or a table, topic puts new texts there', async () => {
  const texts = [
    ...['Wo ist meine Rechnung?', 'Die Rechnung ist falsch', 'Rechnung zu hoch', 'Warum zwei Rechnungen?'].map(
      (text) => [text, 'bill'] as const,
    ),
    ...['Kein Internet seit gestern', 'Das Internet ist langsam', 'Internet geht nicht', 'Störung im Internet'].map(
      (text) => [text, 'network'] as const,
    ),
  ]
  const lines = await fileOf(texts.map(([text, label]) => JSON.stringify({ text, label })).join('\n'))
  const table = await fileOf(`text,category\r\n${texts.map(([text, label]) => `"${text}",${label}`).join('\r\n')}`)
  const out = `${lines}.model`
  const trained = await Promise.all([
    run(['train-topic', lines, '--out', out, '--json'], []),
    run(['train-topic', table, '--out', `${table}.model`, '--json'], []),
  ])
  expect(trained[0].rows).toMatchObject([{ model: out, examples: 8, topics: 2 }])
  expect(trained[1].rows[0]!['bytes']).toBe(trained[0].rows[0]!['bytes'])
  const { code, rows } = await run(['topic', '--model', out], [{ id: 1, text: 'Die Rechnung stimmt nicht' }])
  expect(code).toBe(0)
  expect(Object.keys(rows[0]!)).toEqual(['id', 'label', 'confidence', 'alternatives'])
  expect(rows[0]!['alternatives']).toMatchObject([{ label: 'bill' }, { label: 'network' }])
  const refused = await Promise.all([
    run(['topic', '--model', lines], []),
    run(['train-topic', await fileOf('{"text":"a"}'), '--out', out, '--lang', 'de'], []),
  ])
  expect(refused.map(({ code }) => code)).toEqual([65, 65])
  expect(refused[1].err).toContain('Zeile 1: Erwartet wird {"text": …, "label": …}')
})

test('duplicates: copies and the same concern get one cluster', async () => {
  const { code, rows } = await run(
    ['duplicates'],
    [
      { id: 'a', text: 'Seit heute früh geht bei mir das Internet in Köln nicht mehr, was ist los?' },
      { id: 'b', text: 'Seit heute früh geht bei mir das Internet in Köln nicht mehr, was ist los??' },
      { text: 'ohne Kennung' },
    ],
  )
  expect(code).toBe(65)
  expect(rows[1]).toMatchObject({ id: 'b', cluster: 'a', sameAs: 'a', size: 2 })
  expect((rows[1] as { keyPhrases: string[] }).keyPhrases.join()).toMatch(/Internet/)
  expect(rows[2]).toEqual({ line: 3, error: 'The line lacks “id”.' })
})

test('guideline: what a reply breaks, in the language of the user', async () => {
  const text = 'Schreiben Sie uns bitte eine Mail an service@nordlicht.example'
  const args = ['guideline', '--channel', 'x', '--audience', 'public']
  const [german, mail, usage] = await Promise.all([
    run(
      [...args, '--lang', 'de'],
      [
        { id: 1, text },
        { id: 2, text: 'Gern geschehen, schönen Abend noch!' },
      ],
    ),
    run(
      ['guideline', '--channel', 'email', '--audience', 'private'],
      [{ id: 1, text: 'Schreiben Sie uns bitte noch eine Mail.' }],
    ),
    run(['guideline', '--channel', 'x'], []),
  ])
  const findings = german.rows[0]!['findings'] as { rule: string; start: number; end: number; reason: string }[]
  const email = findings.find(({ rule }) => rule === 'no-go.email')!
  expect(Object.keys(email)).toEqual(['rule', 'level', 'start', 'end', 'reason', 'suggestion'])
  expect(text.slice(email.start, email.end)).toContain('Mail')
  expect(email.reason).toContain('Schickt die Person')
  expect(german.rows[1]).toEqual({ id: 2, findings: [] })
  expect(JSON.stringify(mail.rows)).not.toContain('no-go.email')
  expect(usage.code).toBe(64)
})

test('analyze: every field, for each text', async () => {
  const names = await fileOf('Nordlicht Energie\n@nordlicht\n- Nordlichter\n')
  const texts = [
    { id: 'a', text: 'Die Nordlicht Energie hat mir schon wieder zu viel abgebucht! DE89370400440532013000' },
    { id: 'b', text: 'Thank you, great help!' },
  ]
  const [plain, about] = await Promise.all([run(['analyze'], texts), run(['analyze', '--about', names], texts)])
  expect([plain.code, about.code]).toEqual([0, 0])
  const [first, second] = about.rows
  expect(Object.keys(first!)).toEqual([
    'id',
    'language',
    'sentiment',
    'relevance',
    'kind',
    'aspects',
    'urgency',
    'anger',
    'offence',
    'address',
    'personalData',
  ])
  expect(first).toMatchObject({
    id: 'a',
    language: { code: 'de' },
    sentiment: { label: 'negative' },
    kind: { label: 'complaint' },
    offence: { label: 'none' },
    address: 'none',
    personalData: [{ kind: 'iban', start: 62, end: 84 }],
  })
  expect(Object.keys(first!['sentiment'] as object)).toEqual(['label', 'score', 'confidence', 'spans'])
  const score = (row: Record<string, unknown>) => (row['relevance'] as { score: number }).score
  expect(score(first!)).toBeGreaterThan(score(second!))
  expect(second).toMatchObject({
    language: { code: 'en' },
    sentiment: { label: 'positive' },
    kind: { label: 'praise' },
  })
  expect(plain.rows.map(({ relevance }) => relevance)).toEqual([null, null])
})
