import type { Signature } from '@resonanz/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendReply } from '#replies'
import { one, rows, run } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { makeCase } from '../../../../../tests/cases.ts'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { checkDraft } from '../guideline/check-draft.ts'
import { undoReply } from '../replies/undo-reply.ts'
import { initialsOfAll, proposedInitials } from './initials.ts'
import { changeInitials, dropSignature, readSignatures, saveSignature } from './settings.ts'
import { signOffOfCase } from './sign-off.ts'

let deps: Deps
let cast: Cast
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
})
afterAll(() => deps.db.close())

const signature: Signature = {
  texts: {
    de: {
      sie: 'Mit freundlichen Grüßen\n{{agent.name}}\nTeam {{team.name}}\n{{company.name}}',
      du: 'Viele Grüße\n{{agent.firstName}}',
    },
    en: 'Kind regards\n{{agent.name}}',
  },
  signs: true,
  initials: true,
}
const save = async (presenceId: string | null, given: Signature) => {
  const { version, presences } = await readSignatures(deps, cast.nordlicht.admin)
  const basedOn = presenceId ? presences.find(({ id }) => id === presenceId)!.version : version
  return saveSignature(deps, cast.nordlicht.admin, { presenceId, basedOn, signature: given })
}
const send = (writer: Actor, made: { id: string; threadId: string }, text: string, more: object = {}) =>
  sendReply(deps, writer, made.id, {
    threadId: made.threadId,
    text,
    to: ['kim@example.com'],
    attachmentIds: [],
    expectedLastMessageId: null,
    evenIfNewer: true,
    nextUpdate: null,
    includeQuote: true,
    logged: false,
    ...more,
  })
const sentText = async (outboxId: string) =>
  (await one(
    deps.db.system,
    sql<{
      text: string
      recorded: string
    }>`select o.payload->'outgoing'->>'text' as text, m.text as recorded from outbox o join message m on m.id = o.message_id where o.id = ${outboxId}`,
  ))!

test('nothing stands below an answer until the house says so', async () => {
  const { agent } = cast.nordlicht
  const made = await makeCase(deps, cast.nordlicht)
  expect(await signOffOfCase(deps, agent, made.id, made.threadId)).toEqual({ signOff: null })
  const { outboxId } = await send(agent, made, 'Wir sehen nach.', { includeQuote: false })
  expect((await sentText(outboxId!)).text).toBe('Wir sehen nach.')
  await expect(signOffOfCase(deps, agent, made.id, deps.newId())).rejects.toMatchObject({ code: 'not-found' })
})

test('the signature of the house stands below a mail once, before the quote; an undo gives the words without it', async () => {
  const { agent, teamId } = cast.nordlicht
  await save(null, signature)
  const made = await makeCase(deps, cast.nordlicht)
  // Without a team the line that names it would have a hole: it is left out.
  expect((await signOffOfCase(deps, agent, made.id, made.threadId)).signOff).toEqual({
    kind: 'signature',
    text: `Mit freundlichen Grüßen\n${agent.name}\nNordlicht`,
  })
  await run(deps.db.system, sql`update cases set team_id = ${teamId} where id = ${made.id}`)
  const { outboxId } = await send(agent, made, 'Wir sehen nach.')
  const sent = await sentText(outboxId!)
  expect(sent.recorded).toMatch(/^Wir sehen nach\.\n\nMit freundlichen Grüßen\nJonas Meier\nTeam .+\nNordlicht$/)
  expect(sent.text.startsWith(`${sent.recorded}\n\nAm `)).toBe(true)
  expect(sent.text.match(/Mit freundlichen Grüßen/g)).toHaveLength(1)
  const { draft } = await undoReply(deps, agent, outboxId!)
  expect(draft.text).toBe('Wir sehen nach.')
  // Somebody took the whole into the next draft all the same: it stands there once.
  const again = await send(agent, made, sent.recorded, { includeQuote: false })
  expect((await sentText(again.outboxId!)).text).toBe(sent.recorded)
  // What is searched for is what was said, not what stands below every answer.
  const found = await rows(
    deps.db.system,
    sql`select 1 from message_search where case_id = ${made.id} and words @@ 'freundlichen'::tsquery`,
  )
  expect(found).toHaveLength(0)
})

test('in the language and form of the customer, of the presence if it has its own', async () => {
  const { agent, presenceId, workspaceId } = cast.nordlicht
  const english = await makeCase(deps, cast.nordlicht, { language: 'en' })
  expect((await signOffOfCase(deps, agent, english.id, english.threadId)).signOff?.text).toBe(
    `Kind regards\n${agent.name}`,
  )
  const customerId = deps.newId()
  await run(
    deps.db.system,
    sql`insert into customer (workspace_id, id, name, address_form) values (${workspaceId}, ${customerId}, 'Kim', 'du')`,
  )
  const informal = await makeCase(deps, cast.nordlicht, { customerId })
  expect((await signOffOfCase(deps, agent, informal.id, informal.threadId)).signOff?.text).toBe('Viele Grüße\nJonas')
  await save(presenceId, { ...signature, texts: { ...signature.texts, en: 'Cheers\n{{agent.firstName}}' } })
  expect((await signOffOfCase(deps, agent, english.id, english.threadId)).signOff?.text).toBe('Cheers\nJonas')
  await dropSignature(deps, cast.nordlicht.admin, presenceId)
  expect((await signOffOfCase(deps, agent, english.id, english.threadId)).signOff?.text).toContain('Kind regards')
})

test('it counts: for the length of the channel and for the guideline', async () => {
  const { agent } = cast.nordlicht
  const made = await makeCase(deps, cast.nordlicht)
  await expect(send(agent, made, 'a'.repeat(199_990))).rejects.toMatchObject({ code: 'over-channel-limit' })
  const findings = async (text: string) => {
    const draft = { threadId: made.threadId, text, hasNextUpdate: true, isSolved: false }
    return (await checkDraft(deps, agent, made.id, draft)).findings.map(({ rule }) => rule)
  }
  const text = 'Guten Tag Kim Berger,\n\nIhr Paket kommt am 4. Dezember.'
  const before = await findings(text)
  await save(null, { ...signature, signs: false })
  const without = await findings(text)
  await save(null, signature)
  expect(without.filter((rule) => !before.includes(rule)).length).toBeLessThanOrEqual(1)
  expect(before.every((rule) => without.includes(rule))).toBe(true)
})

test('initials on public channels: on or off per presence, once, and only one person has them', async () => {
  const { agent, lead, admin, reader, presenceId } = cast.nordlicht
  const made = await makeCase(deps, cast.nordlicht, { channel: 'found', visibility: 'public' })
  await run(deps.db.system, sql`update thread set channel = 'found', visibility = 'public' where id = ${made.threadId}`)
  expect((await signOffOfCase(deps, agent, made.id, made.threadId)).signOff).toEqual({ kind: 'initials', text: '^jm' })
  const said = await send(agent, made, 'Wir sehen nach.', { logged: true })
  expect(said.message.text).toBe('Wir sehen nach. ^jm')
  const twice = await send(agent, made, 'Wir sehen nach. ^jm', { logged: true })
  expect(twice.message.text).toBe('Wir sehen nach. ^jm')
  await expect(changeInitials(deps, lead, lead.memberId, 'JM')).rejects.toMatchObject({ code: 'conflict' })
  await expect(changeInitials(deps, lead, agent.memberId, 'xy')).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(changeInitials(deps, admin, cast.suedwind.agent.memberId, 'xy')).rejects.toMatchObject({
    code: 'not-found',
  })
  await changeInitials(deps, admin, agent.memberId, 'jo')
  expect((await signOffOfCase(deps, agent, made.id, made.threadId)).signOff?.text).toBe('^jo')
  const { people } = await readSignatures(deps, agent)
  expect(new Set(people.map(({ initials }) => initials)).size).toBe(people.length)
  expect(people.some(({ member }) => member.id === reader.memberId)).toBe(false)
  await save(presenceId, { ...signature, initials: false })
  expect((await signOffOfCase(deps, agent, made.id, made.threadId)).signOff).toBeNull()
  await save(presenceId, { ...signature, initials: null })
  expect((await signOffOfCase(deps, agent, made.id, made.threadId)).signOff?.text).toBe('^jo')
})

test('who saves what somebody changed meanwhile is told', async () => {
  const { admin } = cast.nordlicht
  await expect(saveSignature(deps, admin, { presenceId: null, basedOn: 0, signature })).rejects.toMatchObject({
    code: 'conflict',
  })
  await expect(
    saveSignature(deps, admin, { presenceId: cast.suedwind.presenceId, basedOn: 0, signature }),
  ).rejects.toMatchObject({ code: 'invalid-input' })
})

test('proposed initials are plain letters, each once', () => {
  expect(proposedInitials('Örs Änne Übel', new Set())).toBe('ou')
  expect(proposedInitials('王芳', new Set())).toBe('x')
  expect(proposedInitials('Mara Klein', new Set(['mk', 'mk2']))).toBe('mk3')
  const people = ['Mara Klein', 'Max Kern', 'Mia Kohl'].map((name, n) => ({ id: `${n}`, name, initials: null }))
  expect([...initialsOfAll(people).values()]).toEqual(['mk', 'mk2', 'mk3'])
})
