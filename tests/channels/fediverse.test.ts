import { connectorOf, ConnectorError } from '@resonanz/channels'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { beginSignIn } from '../../packages/server/src/modules/channel-sign-in/begin.ts'
import { comeBack } from '../../packages/server/src/modules/channel-sign-in/come-back.ts'
import { contextFor, loadPresence, openSecrets } from '../../packages/server/src/modules/presences/index.ts'
import { rows } from '../../packages/server/src/platform/db/database.ts'
import { type FediversePeer, noFediverse, startFediverse } from '../peers/snac.ts'
import { type IntakeScene, startIntakeScene } from './intake-scene.ts'

type Status = { id: string; uri: string; visibility: string; in_reply_to_id: string | null; content: string }
type Note = { type: string; status?: Status }

describe.skipIf(noFediverse)('two servers of the Fediverse', () => {
  let peer: FediversePeer
  let scene: IntakeScene
  beforeAll(async () => {
    peer = await startFediverse()
    const { url, name, token } = peer.brand
    const settings = { instance: url, account: name, everyMinutes: 1 }
    const input = { kind: 'mastodon', name: 'Fediverse', settings, secrets: { accessToken: token } }
    scene = await startIntakeScene(input, [`${new URL(url).host}:80`])
    await scene.visit()
  }, 240_000)
  afterAll(async () => {
    await scene?.close()
    await peer?.stop()
  })

  const say = (status: string, visibility: string, more: object = {}) =>
    peer.person.call<Status>('POST', '/api/v1/statuses', { status, visibility, ...more })
  const heard = async () => peer.person.call<Note[]>('GET', '/api/v1/notifications')
  const reading = { timeout: 60_000, interval: 250 }

  test('mentions become cases, answers arrive as answers, private stays private; edits and signs are seen', async () => {
    const open = await say(`@${peer.brand.name} Wo bleibt mein Fahrrad? #rad`, 'public')
    const secret = await say(`@${peer.brand.name} Meine Kundennummer ist 4711.`, 'direct')
    await expect
      .poll(async () => {
        await scene.visit()
        return (await scene.messages()).length
      }, reading)
      .toBe(2)
    const messages = await scene.messages()
    const [asked, told] = [open, secret].map(({ uri }) => messages.find(({ external_id }) => external_id === uri)!)
    expect(asked).toMatchObject({
      visibility: 'public',
      case_id: expect.any(String),
      text: `@${peer.brand.name} Wo bleibt mein Fahrrad? #rad`,
    })
    expect(told).toMatchObject({ visibility: 'private', case_id: expect.any(String) })
    expect(told!.thread).not.toBe(asked!.thread)

    const [answered, whispered] = [
      await scene.answer(asked!, 'Es kommt am Montag.'),
      await scene.answer(told!, 'Danke, wir sehen nach.'),
    ]
    expect([answered.state, whispered.state]).toEqual(['handed_over', 'handed_over'])
    const like = {
      action: 'like',
      externalId: asked!.external_id,
      threadKey: asked!.thread,
      meta: asked!.meta,
    } as const
    const presence = (await loadPresence(scene.deps.db.system, scene.presenceId))!
    const context = contextFor(scene.deps, { connectorOf }, presence, AbortSignal.timeout(30_000))
    expect(await connectorOf('mastodon').act!(context, like)).toMatchObject({ state: 'handed_over' })
    const ours = async () =>
      (await heard()).flatMap(({ type, status }) => (type === 'mention' && status ? [status] : []))
    await expect.poll(async () => (await ours()).length, reading).toBe(2)
    const uri = (answered as { providerId: string }).providerId
    const publicly = (await ours()).find((status) => status.uri === uri)!
    expect(publicly).toMatchObject({ visibility: 'public', in_reply_to_id: open.id })
    const privately = (await ours()).find((status) => status.uri !== uri)!
    expect(privately).toMatchObject({ visibility: 'private', in_reply_to_id: secret.id })
    expect(publicly.content).toContain('Es kommt am Montag.')

    // Led from public words to private ones: only that person reads them, and what comes back has a conversation of its own.
    const led = await scene.answer(asked!, 'Bitte nennen Sie uns hier Ihre Anschrift.', { privately: true })
    expect(led).toMatchObject({ state: 'handed_over', threadKey: expect.any(String) })
    expect((led as { threadKey: string }).threadKey).not.toBe(asked!.thread)
    const ledUri = (led as { providerId: string }).providerId
    await expect
      .poll(async () => (await ours()).find(({ uri: one }) => one === ledUri), reading)
      .toMatchObject({
        visibility: 'private',
        in_reply_to_id: open.id,
      })

    await peer.person.call('POST', `/api/v1/statuses/${publicly.id}/favourite`)
    await say(`@${peer.brand.name} Vielen Dank.`, 'public', { in_reply_to_id: publicly.id })
    await peer.person.call('PUT', `/api/v1/statuses/${open.id}`, {
      status: `@${peer.brand.name} Wo bleibt mein Lastenrad?`,
    })
    await expect
      .poll(async () => {
        await scene.visit({ checkedAtMs: 0 })
        const now = await scene.messages()
        const first = now.find(({ external_id }) => external_id === open.uri)
        const liked = await rows(
          scene.deps.db.system,
          sql`select 1 from inlet_item where presence_id = ${scene.presenceId} and source_key like 'notification/%'`,
        )
        const thread = now.filter((message) => message.thread === asked!.thread && message.case_id === asked!.case_id)
        return { edited: first?.version, said: thread.length, liked: liked.length }
      }, reading)
      .toEqual({ edited: 2, said: 2, liked: 1 })
    expect((await scene.messages()).find(({ external_id }) => external_id === open.uri)!.text).toContain('Lastenrad')
    await expect.poll(async () => (await heard()).some(({ type }) => type === 'favourite'), reading).toBe(true)
  }, 240_000)

  test('a wrong token asks for a person; a server without a stream is read at its pace', async () => {
    const presence = (await loadPresence(scene.deps.db.system, scene.presenceId))!
    const context = contextFor(scene.deps, { connectorOf }, presence, AbortSignal.timeout(30_000))
    const wrong = { ...context, secrets: { accessToken: 'falsch' } }
    const session = await connectorOf('mastodon').open!(wrong)
    const error = await session.fetch({}).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ConnectorError)
    expect(error).toMatchObject({ kind: 'sign_in' })
    expect(await connectorOf('mastodon').test!(context)).toMatchObject({ ok: true })
    expect((await connectorOf('mastodon').test!(wrong)).steps.at(-1)).toMatchObject({ step: 'sign_in', ok: false })
    const reads = await connectorOf('mastodon').open!(context)
    await reads.fetch({})
    expect(reads.wait).toBeUndefined()
    await reads.close()
  })

  test('signing in by button: app, consent, code, token; the channel works with it until it is taken back', async () => {
    const { deps, presenceId } = scene
    const actor = { ...scene.cast.nordlicht.owner, sessionHash: 'diese' }
    const connectors = { connectorOf }
    const request = { protocol: 'http' as const, host: 'resonanz.example' }
    const signInBy = async (person: FediversePeer['brand'], body: object) => {
      const asked = { kind: 'mastodon' as const, start: {}, ...body }
      const { url } = await beginSignIn(deps, connectors, actor, asked, request)
      const back = new URL(await person.agree(url))
      const [, , kind, wayBack] = back.pathname.split('/')
      const params = Object.fromEntries(back.searchParams)
      return comeBack(deps, connectors, { kind: kind!, wayBack: wayBack!, params, actor })
    }
    expect(await signInBy(peer.brand, { presenceId })).toEqual({ is: 'connected', presenceId })
    const presence = (await loadPresence(deps.db.system, presenceId))!
    expect(openSecrets<{ accessToken: string }>(deps, presence)!.accessToken).not.toBe(peer.brand.token)
    const context = contextFor(deps, connectors, presence, AbortSignal.timeout(30_000))
    expect(await connectorOf('mastodon').test!(context)).toMatchObject({ ok: true })

    expect(await signInBy(peer.brand, { start: { instance: peer.brand.url } })).toMatchObject({
      code: 'connected-already',
    })
    const { signIn, settings } = connectorOf('mastodon')
    await signIn!.revoke!(context, settings.parse(presence.settings), openSecrets(deps, presence))
    expect((await connectorOf('mastodon').test!(context)).steps.at(-1)).toMatchObject({ step: 'sign_in', ok: false })
  })
})
