import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { journalOf, makeCase, type TestCase } from '../../../../../tests/cases.ts'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { serverOf } from '../../../../../tests/server.ts'
import { extendNote, withdrawNote } from './change-note.ts'
import { mountNotePage, serviceNoteBindings } from './index.ts'
import { listNotes } from './list-notes.ts'
import { publishNote } from './publish-note.ts'

let deps: Deps
let cast: Cast
let app: FastifyInstance
let made: TestCase

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url, { RESONANZ_PUBLIC_URL: 'https://service.nordlicht.example' })
  cast = await makeCast(deps)
  app = await serverOf(deps, serviceNoteBindings(deps))
  mountNotePage(app, deps)
  made = await makeCase(deps, cast.nordlicht)
  await run(deps.db.system, sql`update cases set contact_name = 'Jana Berger' where id = ${made.id}`)
})
afterAll(async () => {
  await app.close()
  await deps.db.close()
})

const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString()
const words =
  'Bringen Sie das Gerät in eine Filiale.\n\nMehr steht unter https://nordlicht.example/umtausch?a=1&b=2 <script>alert(1)</script>'
const publish = (over: Partial<Parameters<typeof publishNote>[3]> = {}, actor = cast.nordlicht.agent) =>
  publishNote(deps, actor, made.id, {
    title: 'So geht der Umtausch',
    text: words,
    language: 'de',
    indexed: false,
    expiresAt: days(30),
    ...over,
  })
const open = async (url: string) => app.inject({ url: new URL(url).pathname })

test('a note is a page of ours at an address nobody guesses: its words, no script, nothing for search engines', async () => {
  const note = await publish()
  expect(note).toMatchObject({ state: 'public', foundKinds: [], caseId: made.id })
  expect(note.url).toMatch(/^https:\/\/service\.nordlicht\.example\/n\/[\w-]{22}$/)
  const page = await open(note.url)
  expect(page.statusCode).toBe(200)
  expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'")
  expect(page.headers['x-robots-tag']).toBe('noindex, nofollow')
  expect(page.body).toContain('<html lang="de">')
  expect(page.body).toContain('<a href="https://nordlicht.example/umtausch?a=1&#38;b=2"')
  expect(page.body).not.toContain('<script')
  expect(page.body).not.toContain('Berger')
  expect(await journalOf(deps, made.id)).toContain('service-note.published')
})

test('search engines may keep it only where that was chosen', async () => {
  const page = await open((await publish({ indexed: true })).url)
  expect(page.headers['x-robots-tag']).toBeUndefined()
  expect(page.body).not.toContain('noindex')
})

test('personal data stops it: what its form gives away, and the name of the customer; somebody with the right may say why it stays', async () => {
  const text = 'Liebe Frau Berger, wir erstatten auf DE89 3704 0044 0532 0130 00.'
  const refused = publish({ text })
  await expect(refused).rejects.toMatchObject({ code: 'personal-data-found', extra: { mayConfirm: false } })
  const { extra } = (await refused.catch((error: unknown) => error)) as {
    extra: { found: { kind: string; start: number }[] }
  }
  expect(extra.found.map(({ kind }) => kind).toSorted()).toEqual(['iban', 'name'])
  await expect(publish({ text, confirm: { reason: 'Will ich so' } })).rejects.toMatchObject({
    code: 'personal-data-found',
  })
  const note = await publish({ text, confirm: { reason: 'Musterdaten' } }, cast.nordlicht.lead)
  expect(note).toMatchObject({ confirmedReason: 'Musterdaten', confirmedBy: { name: cast.nordlicht.lead.name } })
  expect(note.foundKinds.toSorted()).toEqual(['iban', 'name'])
})

test('an expired or withdrawn page says so, an unknown one too; neither tells its words', async () => {
  const note = await publish()
  await run(deps.db.system, sql`update service_note set expires_at = now() - interval '1 minute' where id = ${note.id}`)
  const over = await open(note.url)
  expect(over.statusCode).toBe(410)
  expect(over.body).not.toContain('Umtausch')
  expect(await extendNote(deps, cast.nordlicht.agent, note.id, { expiresAt: days(3) })).toMatchObject({
    state: 'public',
  })
  expect((await open(note.url)).statusCode).toBe(200)
  await withdrawNote(deps, cast.nordlicht.agent, note.id, { reason: 'Überholt' })
  expect((await open(note.url)).statusCode).toBe(410)
  await expect(extendNote(deps, cast.nordlicht.agent, note.id, { expiresAt: days(3) })).rejects.toMatchObject({
    code: 'conflict',
  })
  expect((await app.inject({ url: `/n/${'a'.repeat(22)}` })).statusCode).toBe(404)
})

test('an end in the past or years away is refused; another company sees no note', async () => {
  await expect(publish({ expiresAt: days(-1) })).rejects.toMatchObject({ code: 'invalid-input' })
  await expect(publish({ expiresAt: days(2_000) })).rejects.toMatchObject({ code: 'invalid-input' })
  const own = await listNotes(deps, cast.nordlicht.agent, { caseId: made.id, state: 'public', limit: 2 })
  expect(own.items).toHaveLength(2)
  expect(own.nextCursor).not.toBeNull()
  expect((await listNotes(deps, cast.suedwind.agent, { state: 'all', limit: 50 })).items).toEqual([])
  await expect(withdrawNote(deps, cast.suedwind.agent, own.items[0]!.id, { reason: 'x' })).rejects.toMatchObject({
    code: 'not-found',
  })
})
