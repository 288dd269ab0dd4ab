import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { RawItem } from '../connector.ts'
import { facebookConnector } from './connectors.ts'
import { stubSecrets } from './testing/graph-stub.ts'
import { facebook, nowMs, page, verifyToken, useGraphStub } from './test-scene.ts'
import { unpackPush } from './unpack.ts'

useGraphStub()

describe('pushes', () => {
  const raw = Buffer.from('{"object":"page","entry":[]}')
  const sign = (secret: string, of: Uint8Array = raw) =>
    `sha256=${createHmac('sha256', secret).update(of).digest('hex')}`
  const check = (signature: unknown, secrets = ['geheim-geheim'], of: Uint8Array = raw) =>
    facebookConnector.receive!.verify(of, { 'x-hub-signature-256': signature }, { secrets, nowMs })

  test('only the signature over these bytes with our secret opens', () => {
    expect(check(sign('geheim-geheim'))).toEqual({ ok: true })
    expect(check(sign('geheim-geheim'), ['anderes', 'geheim-geheim'])).toEqual({ ok: true })
    expect(check(sign('anderes'))).toEqual({ ok: false, reason: 'wrong' })
    expect(check(sign('geheim-geheim'), ['geheim-geheim'], Buffer.concat([raw, Buffer.from(' ')]))).toEqual({
      ok: false,
      reason: 'wrong',
    })
    for (const missing of [undefined, '', 'sha1=00', 'sha256=', 'sha256=zz', [sign('geheim-geheim')]])
      expect(check(missing)).toEqual({ ok: false, reason: 'no-signature' })
    for (const none of [[], ['']]) expect(check(sign(''), none)).toEqual({ ok: false, reason: 'no-secret' })
    expect(facebookConnector.receive!.secretsOf({ accessToken: 'x', appSecret: '' }, facebook().settings)).toEqual([])
  })

  test('the question whether the address is ours is answered to who knows the word', () => {
    const ask = (query: Record<string, string>) =>
      facebookConnector.receive!.challenge!(query, stubSecrets, facebook().settings)
    const right = { 'hub.mode': 'subscribe', 'hub.verify_token': verifyToken, 'hub.challenge': '115820' }
    expect(ask(right)).toEqual({ status: 200, contentType: 'text/plain', body: '115820' })
    expect(ask({ ...right, 'hub.verify_token': 'falsch' })).toBeNull()
    expect(ask({ ...right, 'hub.mode': 'unsubscribe' })).toBeNull()
    expect(ask({ ...right, 'hub.challenge': '<script>' })).toBeNull()
    expect(ask({})).toBeNull()
  })

  test('a batch is taken whole, each event once, with keys that a second push meets again', () => {
    const talk = (mid: string) => ({
      sender: { id: '1' },
      recipient: { id: page },
      timestamp: 1,
      message: { mid, text: mid },
    })
    const change = (id: string) => ({ field: 'feed', value: { item: 'comment', verb: 'add', comment_id: id } })
    const batch = (time: number) =>
      Buffer.from(
        JSON.stringify({
          object: 'page',
          entry: [
            { id: page, time, messaging: [talk('a'), talk('b'), talk('a')] },
            { id: '2', time, changes: [change('c'), change('d')], standby: [talk('e')] },
          ],
        }),
      )
    const keys = (items: RawItem[]) => items.map(({ sourceKey, version }) => `${sourceKey}@${version}`)
    expect(keys(unpackPush(batch(1)))).toHaveLength(5)
    expect(keys(unpackPush(batch(1)))).toEqual(keys(unpackPush(batch(2))))
    expect(unpackPush(batch(1)).map(({ sourceKey }) => sourceKey)).toEqual([
      `${page}/messaging/a`,
      `${page}/messaging/b`,
      `2/standby/e`,
      '2/feed/c',
      '2/feed/d',
    ])
  })

  test('numbers longer than a double stay themselves; what cannot be read stands whole', () => {
    const [item] = unpackPush(
      Buffer.from(
        `{"object":"page","entry":[{"id":${page},"changes":[{"field":"feed","value":{"item":"like","user_id":10201978818232601}}]}]}`,
      ),
    )
    expect(Buffer.from(item!.raw).toString()).toContain('"10201978818232601"')
    for (const bytes of ['', '[]', '{"object":"page"}', '{"entry":[]', '\u0000'])
      expect(unpackPush(Buffer.from(bytes))).toMatchObject([{ raw: Buffer.from(bytes) }])
  })
})
