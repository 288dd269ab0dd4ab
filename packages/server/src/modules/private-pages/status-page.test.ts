import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { one, rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import type { Cast } from '../../../../../tests/deps.ts'
import { type PageScene, question, startPageScene, tokenOf } from '../../../../../tests/page-scene.ts'
import { makeCase } from '../cases/test-cases.ts'
import { statusLinkFor } from './index.ts'
import { tendOnce } from './tend.ts'

let deps: Deps
let cast: Cast
let scene: PageScene

beforeAll(async () => {
  scene = await startPageScene()
  ;({ deps, cast } = scene)
})
afterAll(() => scene.close())

test('the page of a concern: step, next word, our public words; what is added comes into the case, read by its writer alone', async () => {
  const opened = await makeCase(deps, cast.nordlicht)
  await sql`update cases set next_update_at = now() + interval '1 day' where id = ${opened.id}`.execute(deps.db.system)
  const asked = await scene.status(opened)
  expect((await scene.status(opened)).page.id).toBe(asked.page.id)
  const token = tokenOf(asked)
  const customer = scene.browser()
  expect((await customer.look(token)).body).not.toContain(String(opened.number))
  await customer.open(token)
  const page = (await customer.look(token)).body
  expect(page).toContain(`Nummer ${opened.number}`)
  expect(page).toContain('Sie hören spätestens bis')
  expect(page).not.toContain('Kim Berger')
  expect(page).toContain('Ihr Anliegen ist angekommen')
  expect(page).not.toContain('Nachricht 1')
  expect((await customer.send(token, { words: 'Gibt es etwas Neues?' })).statusCode).toBe(200)
  await scene.takeIn()
  expect((await scene.said(opened.id)).map(({ text }) => text)).toEqual(['Gibt es etwas Neues?'])
  expect((await customer.look(token)).body).toContain('Gibt es etwas Neues?')
  // Who was sent the link sees how it stands, and no words.
  const friend = scene.browser()
  await friend.open(token)
  const theirs = (await friend.look(token)).body
  expect(theirs).toContain(`Nummer ${opened.number}`)
  expect(theirs).not.toContain('Gibt es etwas Neues?')
  await scene.staff(cast.nordlicht.agent, 'POST', `/private-pages/${asked.page.id}/revoke`, {})
  expect((await customer.look(token)).statusCode).toBe(404)
  const link = await statusLinkFor(deps.db.system, deps, {
    workspaceId: cast.nordlicht.workspaceId,
    caseId: opened.id,
    language: 'de',
  })
  expect(link).not.toContain(token)
  expect((await customer.look(link.split('/p/')[1]!)).statusCode).toBe(200)
})

test('an answer of ours stands on the page once it was handed over; a known address hears of it once', async () => {
  const opened = await makeCase(deps, cast.nordlicht)
  const asked = await scene.ask(opened, { questions: [question('post', 'email', { isMasked: true })] })
  const token = tokenOf(asked)
  const customer = scene.browser()
  await customer.open(token)
  await customer.send(token, { answers: { post: 'jana@kunde.example' } })
  await scene.takeIn()
  const [messageId, outboxId] = [deps.newId(), deps.newId()]
  const page = (await one(
    deps.db.system,
    sql<{ presence_id: string }>`select t.presence_id from thread t where t.id = ${asked.page.threadId}`,
  ))!
  await sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, text, occurred_at)
    values (${cast.nordlicht.workspaceId}, ${messageId}, ${asked.page.threadId}, ${page.presence_id}, 'private-page', 'out', ${messageId}, 'Das Geld ist unterwegs', now())`.execute(
    deps.db.system,
  )
  await sql`insert into outbox (workspace_id, id, case_id, thread_id, presence_id, message_id, payload, client_token, send_at)
    values (${cast.nordlicht.workspaceId}, ${outboxId}, ${opened.id}, ${asked.page.threadId}, ${page.presence_id}, ${messageId}, '{}', ${messageId}, now() + interval '1 hour')`.execute(
    deps.db.system,
  )
  while (await tendOnce(deps));
  expect((await customer.look(token)).body).not.toContain('Das Geld ist unterwegs')
  await sql`update outbox set state = 'handed_over' where id = ${outboxId}`.execute(deps.db.system)
  await Promise.all([tendOnce(deps), tendOnce(deps)])
  while (await tendOnce(deps));
  expect((await customer.look(token)).body).toContain('Das Geld ist unterwegs')
  const mails = await rows(
    deps.db.system,
    sql<{
      to: string
      text: string
    }>`select payload->'outgoing'->'to'->0->>'address' as to, payload->'outgoing'->>'text' as text from outbox where purpose = 'private-page' and case_id = ${opened.id}`,
  )
  expect(mails.map(({ to }) => to)).toEqual(['jana@kunde.example'])
  expect(mails[0]!.text).not.toContain('Das Geld ist unterwegs')
})
