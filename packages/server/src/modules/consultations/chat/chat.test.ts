import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeEgress } from '@resonanz/channels'
import { one, rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import type { Loop } from '#platform/loop'
import { makeCase } from '../../../../../../tests/cases.ts'
import { testDatabase } from '../../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../../tests/deps.ts'
import { chatPassword, noXmpp, startXmpp, type XmppPeer } from '../../../../../../tests/peers/xmpp.ts'
import { askExpert } from '../ask.ts'
import { consultationsOfCase } from '../read.ts'
import { type ChatConnection, type ChatMessage, connectChat } from './connection.ts'
import { startCompanyChat } from './keep-chat.ts'
import { readCompanyChat, saveCompanyChat, testCompanyChat } from './settings.ts'

describe.skipIf(noXmpp)('experts answer in the chat of the company', () => {
  let xmpp: XmppPeer
  let deps: Deps
  let cast: Cast
  let loop: Loop
  const heard: ChatMessage[] = []
  let berta: ChatConnection
  const account = () => ({
    host: xmpp.host,
    port: xmpp.port,
    domain: xmpp.domain,
    username: 'resonanz',
    isOn: true,
    password: chatPassword,
  })

  beforeAll(async () => {
    xmpp = await startXmpp(['resonanz', 'berta', 'fremd'])
    const env = { RESONANZ_EGRESS_ALLOW: `127.0.0.1:${xmpp.port}`, RESONANZ_MAIL_SECURITY_RELAXED: 'true' }
    deps = testDeps((await testDatabase()).url, env)
    cast = await makeCast(deps)
    await saveCompanyChat(deps, cast.nordlicht.owner, account())
    loop = startCompanyChat(deps, 100)
    berta = await person('berta')
  })
  afterAll(async () => {
    await loop?.stop()
    await berta?.close()
    await deps?.db.close()
    await xmpp?.end()
  })

  function person(username: string): Promise<ChatConnection> {
    return connectChat(
      { host: xmpp.host, port: xmpp.port, domain: xmpp.domain, username, password: chatPassword },
      {
        egress: makeEgress({ allow: [`127.0.0.1:${xmpp.port}`] }),
        relaxed: true,
        onMessage: (message) => heard.push(message),
        onRefused: () => {},
        onClosed: () => {},
      },
    )
  }
  async function ask(question: string, chatAddress = 'berta@localhost') {
    const id = deps.newId()
    await sql`insert into expert (workspace_id, id, name, email, chat_address) values (${cast.nordlicht.workspaceId}, ${id}, 'Berta Krohn', 'berta@werk.example', ${chatAddress})`.execute(
      deps.db.system,
    )
    return askAbout(id, question)
  }
  async function askAbout(id: string, question: string) {
    const { id: caseId, number } = await makeCase(deps, cast.nordlicht)
    const asked = await askExpert(deps, cast.nordlicht.owner, caseId, {
      expertId: id,
      memberId: null,
      question,
      context: '',
      dueInMinutes: 480,
      waits: false,
    })
    return { caseId, asked, number }
  }
  const answersOf = async (caseId: string) => (await consultationsOfCase(deps, cast.nordlicht.owner, caseId)).items[0]!
  const chatState = async (caseId: string) =>
    (
      await one(
        deps.db.system,
        sql<{
          state: string
        }>`select x.state from consultation_chat x join consultation_request r on r.id = x.request_id join consultation c on c.id = r.consultation_id where c.case_id = ${caseId}`,
      )
    )?.state
  const mails = async () =>
    (await rows(deps.db.system, sql<{ id: string }>`select outbox_id as id from consultation_mail`)).length
  const say = (text: string, from = berta) => from.say({ id: deps.newId(), to: 'resonanz@localhost', text })

  test('the question comes by chat, the answer stands in the case as that of the expert; no mail goes out', async () => {
    await expect.poll(async () => (await readCompanyChat(deps, cast.nordlicht.owner)).chat?.state).toBe('connected')
    const { caseId, number: its } = await ask('Wie lange hält die Kette?')
    await expect.poll(() => heard.some(({ text }) => text.includes('Wie lange hält die Kette?'))).toBe(true)
    expect(heard.at(-1)!.text).toMatch(new RegExp(`^#${its} `))
    expect((await answersOf(caseId)).asked[0]).toMatchObject({ by: 'chat' })
    await say('Rund 5.000 Kilometer.')
    await expect.poll(async () => (await answersOf(caseId)).state).toBe('answered')
    expect((await answersOf(caseId)).answers).toMatchObject([
      { way: 'chat', nature: 'answer', author: 'Berta Krohn', text: 'Rund 5.000 Kilometer.', isOtherSender: false },
    ])
    await expect.poll(() => heard.some(({ text }) => text.includes(`zu #${its} ist angekommen`))).toBe(true)
    expect(await mails()).toBe(0)
  })

  test('of several questions the number says which; a stranger answers nothing', async () => {
    const [first, second] = [await ask('Erste Frage, bitte?'), await ask('Zweite Frage, bitte?')]
    await expect.poll(() => chatState(second.caseId)).toBe('sent')
    const stranger = await person('fremd')
    await say(`#${first.number} Ich weiß es auch`, stranger)
    await stranger.close()
    await say('Das geht.')
    await expect.poll(() => heard.some(({ text }) => text.includes(`#${second.number}, #${first.number}`))).toBe(true)
    await say(`#${first.number}: Das geht.`)
    await expect.poll(async () => (await answersOf(first.caseId)).state).toBe('answered')
    expect((await answersOf(first.caseId)).answers.map(({ text }) => text)).toEqual(['Das geht.'])
    expect((await answersOf(second.caseId)).state).toBe('open')
    await say('Und das auch.')
    await expect.poll(async () => (await answersOf(second.caseId)).state).toBe('answered')
  })

  test('whom the server does not know is asked by mail, once', async () => {
    const before = await mails()
    const { caseId } = await ask('Kennt Sie jemand?', 'niemand@localhost')
    await expect.poll(() => chatState(caseId)).toBe('mailed')
    expect(await mails()).toBe(before + 1)
    expect((await answersOf(caseId)).asked[0]).toMatchObject({ by: 'mail', delivery: 'queued' })
  })

  test('an answer that came while we were away is fetched from the archive, once', async () => {
    const { caseId } = await ask('Sind wir da?')
    await expect.poll(() => chatState(caseId)).toBe('sent')
    await loop.stop()
    await say('Jetzt nicht.')
    loop = startCompanyChat(deps, 100)
    await expect.poll(async () => (await answersOf(caseId)).state).toBe('answered')
    expect((await answersOf(caseId)).answers).toHaveLength(1)
  })

  test('what was being said when the line broke is looked for in the archive, though an answer came after it: it is said once', async () => {
    const { caseId } = await ask('Welche Schraube passt?')
    await expect.poll(() => chatState(caseId)).toBe('sent')
    // The server has it, its word that it does was lost.
    await sql`update consultation_chat set state = 'sending', sending_until = now() + interval '5 minutes' where text like '%Welche Schraube%'`.execute(
      deps.db.system,
    )
    await say('M6.')
    await expect.poll(async () => (await answersOf(caseId)).state).toBe('answered')
    await loop.stop()
    loop = startCompanyChat(deps, 100)
    await expect.poll(() => chatState(caseId), { timeout: 60_000 }).not.toBe('sending')
    await expect.poll(() => chatState(caseId)).toBe('sent')
    expect(heard.filter(({ text }) => text.includes('Welche Schraube'))).toHaveLength(1)
    expect((await answersOf(caseId)).answers).toHaveLength(1)
  })

  test('while the server is away the question goes by mail; it is said there again when it is back', async () => {
    await berta.close()
    await xmpp.stop()
    await expect
      .poll(async () => (await readCompanyChat(deps, cast.nordlicht.owner)).chat?.error?.code)
      .toBe('unreachable')
    const before = await mails()
    const { caseId } = await ask('Hört uns jemand?')
    await expect.poll(() => chatState(caseId)).toBe('mailed')
    expect(await mails()).toBe(before + 1)
    await xmpp.start()
    await saveCompanyChat(deps, cast.nordlicht.owner, account())
    await expect.poll(async () => (await readCompanyChat(deps, cast.nordlicht.owner)).chat?.state).toBe('connected')
    heard.length = 0
    berta = await person('berta')
    const next = await ask('Und jetzt wieder?')
    await expect.poll(() => heard.some(({ text }) => text.includes('Und jetzt wieder?'))).toBe(true)
    expect(heard.some(({ text }) => text.includes('Hört uns jemand?'))).toBe(false)
    expect(await mails()).toBe(before + 1)
    await expect.poll(() => chatState(next.caseId)).toBe('sent')
  })

  test('the test of the settings: right, a wrong password, no server, an open line', async () => {
    const { owner } = cast.nordlicht
    expect(await testCompanyChat(deps, owner, account())).toMatchObject({ ok: true, address: 'resonanz@localhost' })
    expect(await testCompanyChat(deps, owner, { ...account(), password: 'falsch' })).toMatchObject({
      ok: false,
      code: 'wrong-credentials',
    })
    expect(await testCompanyChat(deps, owner, { ...account(), host: '10.0.0.1' })).toMatchObject({
      ok: false,
      code: 'host-not-allowed',
    })
    const strict = { ...deps, config: { ...deps.config, mailSecurityRelaxed: false } }
    expect(await testCompanyChat(strict, owner, account())).toMatchObject({ ok: false, code: 'not-encrypted' })
    await expect(
      testCompanyChat(deps, owner, { ...account(), username: 'andere', password: undefined }),
    ).rejects.toMatchObject({ code: 'invalid-input' })
  })
})
