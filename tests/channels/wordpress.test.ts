import { connectorOf } from '@resonanz/channels'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contextFor, loadPresence } from '../../packages/server/src/modules/presences/index.ts'
import { noWordpress, startWordpress, type WordpressPeer } from '../peers/wordpress.ts'
import { type IntakeScene, startIntakeScene } from './intake-scene.ts'

describe.skipIf(noWordpress)('a real WordPress', () => {
  let peer: WordpressPeer
  let scene: IntakeScene
  beforeAll(async () => {
    peer = await startWordpress()
    const { url, username, applicationPassword } = peer
    const input = { kind: 'wordpress', name: 'Blog', settings: { url, username }, secrets: { applicationPassword } }
    scene = await startIntakeScene(input, [new URL(url).host])
    await scene.visit()
  }, 240_000)
  afterAll(async () => {
    await scene?.close()
    await peer?.stop()
  })

  const context = async () => {
    const presence = (await loadPresence(scene.deps.db.system, scene.presenceId))!
    return contextFor(scene.deps, { connectorOf }, presence, AbortSignal.timeout(30_000))
  }
  const said = async (part: string) => (await scene.messages()).find(({ text }) => text.includes(part))!

  test('what was there stays out; a comment is a case, the answer stands below it, what follows is the same case', async () => {
    expect(await scene.messages()).toEqual([])
    await peer.comment('Wann kommt das <b>Lastenrad</b> & was kostet es?')
    await scene.visit()
    const asked = await said('Lastenrad')
    expect(asked).toMatchObject({
      visibility: 'public',
      case_id: expect.any(String),
      text: 'Wann kommt das Lastenrad & was kostet es?',
    })
    const answered = await scene.answer(asked, 'Im März, <unter 4.000 €> & mehr.')
    expect(answered).toMatchObject({ state: 'handed_over', providerId: expect.stringMatching(/^\d+$/) })
    const { providerId } = answered as { providerId: string }
    expect(
      await peer.php(
        `$c = get_comment(${providerId}); echo $c->comment_parent, ' ', html_entity_decode($c->comment_content), ' ', $c->comment_approved;`,
      ),
    ).toBe(`${asked.external_id} Im März, <unter 4.000 €> & mehr. 1`)
    await peer.comment('Danke sehr.', { parent: Number(providerId) })
    await scene.visit()
    expect(await said('Danke')).toMatchObject({ case_id: asked.case_id, thread: asked.thread })
    // The same words again are refused by WordPress; nothing is tried twice.
    expect(await scene.answer(asked, 'Im März, <unter 4.000 €> & mehr.')).toMatchObject({
      state: 'failed',
      code: 'duplicate',
    })
  })

  test('waiting, let through, edited, spam, thrown away: all of it is seen', async () => {
    await peer.php(`update_option('comment_moderation', '1');`)
    await peer.comment('Kauft woanders!', { name: 'Unbekannt' })
    await peer.comment('Und wo ist meine Rechnung?', { name: 'Gerda Lund' })
    await scene.visit()
    const [bad, good] = [await said('woanders'), await said('Rechnung')]
    expect([bad.hidden, good.hidden]).toEqual([true, true])
    const act = connectorOf('wordpress').act!
    const on = (message: typeof bad, action: 'hide' | 'unhide' | 'delete') => ({
      action,
      externalId: message.external_id,
      threadKey: message.thread,
      meta: message.meta,
    })
    expect(await act(await context(), on(good, 'unhide'))).toMatchObject({ state: 'handed_over' })
    await scene.visit()
    expect((await said('Rechnung')).hidden).toBe(false)
    await peer.php(
      `wp_update_comment(['comment_ID' => ${good.external_id}, 'comment_content' => 'Und wo ist meine Rechnung 4711?']);`,
    )
    await scene.visit()
    expect(await said('4711')).toMatchObject({ external_id: good.external_id, version: 2 })
    await peer.php(
      `wp_update_comment(['comment_ID' => ${good.external_id}, 'comment_content' => 'Und wo ist meine Rechnung?']);`,
    )
    await scene.visit()
    expect(await said('Rechnung?')).toMatchObject({ external_id: good.external_id, version: 3 })
    expect(await act(await context(), on(good, 'hide'))).toMatchObject({ state: 'handed_over' })
    await peer.php(`wp_spam_comment(${good.external_id});`)
    expect(await act(await context(), on(bad, 'delete'))).toMatchObject({ state: 'handed_over' })
    await scene.visit()
    expect([(await said('Rechnung?')).hidden, (await said('woanders')).deleted]).toEqual([true, true])
    expect(await act(await context(), on(bad, 'delete'))).toMatchObject({ state: 'failed', code: 'message-gone' })
  })

  test('closed comments are told; a wrong password asks for a person', async () => {
    const asked = await said('Lastenrad')
    await peer.php(`wp_update_post(['ID' => 1, 'comment_status' => 'closed']);`)
    expect(await scene.answer(asked, 'Noch etwas.')).toMatchObject({ state: 'failed', code: 'comments-closed' })
    const right = await context()
    expect(await connectorOf('wordpress').test!(right)).toMatchObject({ ok: true })
    const wrong = { ...right, secrets: { applicationPassword: 'falsch' } }
    expect((await connectorOf('wordpress').test!(wrong)).steps.at(-1)).toMatchObject({
      step: 'sign_in',
      ok: false,
      code: 'token-revoked',
    })
    const session = await connectorOf('wordpress').open!(wrong)
    await expect(session.fetch({})).rejects.toMatchObject({ kind: 'sign_in' })
  })
})
