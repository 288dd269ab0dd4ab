import { connectorOf } from '@resonanz/channels'
import { expect, test } from 'vitest'
import type { BlueskyScene } from './scene.ts'

/** Everything that is said on the network, listened to. */
export function firehose(scene: () => BlueskyScene): void {
  test('the stream of the whole network: hits once each, across a break, signed; deleted with their posts', async () => {
    const { peer, gerda, connect } = scene()
    const lines = ['Lieferung = Rad Lieferung', 'Uferlinie']
    const settings = { relay: peer.pds.replace('http', 'ws'), queries: lines, directory: peer.plc, service: peer.pds }
    const firehose = await connect('firehose', settings)
    expect(await connectorOf('firehose').test!(await firehose.contextNow())).toMatchObject({ ok: true })
    let session = await firehose.open()
    await firehose.visit(session)
    const texts = async () => (await firehose.stand()).map(({ text }) => text)
    const until = async (wanted: string[]) =>
      expect.poll(async () => (await firehose.visit(session), await texts()), { timeout: 60_000 }).toEqual(wanted)

    const first = await gerda.post('Mein Rad, die Lieferung: nie wieder Uferlinie')
    await gerda.post('Schönes Wetter')
    await until(['Mein Rad, die Lieferung: nie wieder Uferlinie'])
    await session.close()
    // While nobody listens the network speaks on.
    await gerda.post('Uferlinie antwortet nicht')
    await gerda.post('Uferlinie antwortet doch')
    session = await firehose.open()
    await until([
      'Mein Rad, die Lieferung: nie wieder Uferlinie',
      'Uferlinie antwortet nicht',
      'Uferlinie antwortet doch',
    ])
    // Read again from the start, nothing is there twice.
    const before = await firehose.stand()
    expect(before[0]).toMatchObject({
      x: first.uri,
      mention: true,
      case_id: null,
      meta: { queries: ['Lieferung', 'Uferlinie'], signature: 'right' },
    })
    await gerda.remove(first.uri)
    await expect
      .poll(async () => (await firehose.visit(session), (await firehose.stand()).map(({ deleted }) => deleted)), {
        timeout: 60_000,
      })
      .toEqual([true, false, false])
    // Switched off for now, its posts are hidden; back again, they are shown.
    const hidden = async () => (
      await firehose.visit(session), (await firehose.stand()).map((one) => one.hidden).slice(1)
    )
    await gerda.call('com.atproto.server.deactivateAccount', { body: {} })
    await expect.poll(hidden, { timeout: 60_000 }).toEqual([true, true])
    await gerda.call('com.atproto.server.activateAccount', { body: null })
    await expect.poll(hidden, { timeout: 60_000 }).toEqual([false, false])
    await session.close()
  }, 240_000)
}
