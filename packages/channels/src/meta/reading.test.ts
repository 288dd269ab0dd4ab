import { noteUsage } from './usage.ts'
import { describe, expect, test } from 'vitest'
import type { InboundEvent } from '../connector.ts'
import { facebookConnector, instagramConnector, whatsAppConnector } from './connectors.ts'
import {
  account,
  ends,
  facebook,
  instagram,
  hourMs,
  nowMs,
  page,
  presenceId,
  stub,
  whatsApp,
  useGraphStub,
} from './test-scene.ts'

useGraphStub()

describe('what is done to words, and reading', () => {
  test('likes, hiding, taking away', async () => {
    const act = (action: 'like' | 'unlike' | 'hide' | 'unhide' | 'delete', connector = facebookConnector) =>
      connector.act!(facebook() as never, { action, externalId: '9001_1', threadKey: '', meta: { kind: 'comment' } })
    for (const action of ['like', 'unlike', 'hide', 'unhide', 'delete'] as const)
      expect(await act(action)).toMatchObject({ state: 'handed_over' })
    expect(stub.seen.map(({ method, path, json }) => [method, path, json])).toEqual([
      ['POST', '/v23.0/9001_1/likes', null],
      ['DELETE', '/v23.0/9001_1/likes', null],
      ['POST', '/v23.0/9001_1', { is_hidden: true }],
      ['POST', '/v23.0/9001_1', { is_hidden: false }],
      ['DELETE', '/v23.0/9001_1', null],
    ])
    expect(
      await instagramConnector.act!(instagram(), {
        action: 'like',
        externalId: '1',
        threadKey: '',
        meta: { kind: 'comment' },
      }),
    ).toMatchObject({ state: 'failed' })
    expect(
      await facebookConnector.act!(facebook(), {
        action: 'hide',
        externalId: 'm_1',
        threadKey: '',
        meta: { kind: 'message' },
      }),
    ).toMatchObject({ state: 'failed' })
  })

  test('the quarter-hourly reading takes what is new, with the ids of the pushes; a missing right takes nothing from the rest', async () => {
    const at = new Date(nowMs).toISOString().replace('Z', '+0000')
    const post = { id: `${page}_9`, message: 'Neu', created_time: at, updated_time: at, from: { id: page, name: 'U' } }
    const comment = {
      id: '9_1',
      message: 'Wo bleibt es?',
      created_time: at,
      from: { id: '7', name: 'Gerda' },
      is_hidden: false,
    }
    const old = { ...comment, id: '9_0', created_time: '2020-01-01T00:00:00+0000' }
    stub.answers['feed'] = { data: [{ ...post, comments: { data: [comment, old] } }] }
    stub.answers['conversations'] = {
      data: [
        {
          id: 't_1',
          participants: { data: [{ id: '6001', name: 'Karl' }, { id: page }] },
          messages: { data: [{ id: 'm_1', message: 'Hallo', created_time: at, from: { id: '6001' } }] },
        },
      ],
    }
    stub.refuse(/ratings/, 403, { code: 200 })
    const session = await facebookConnector.open!(facebook())
    const first = await session.fetch({})
    expect(first).toMatchObject({ items: [], more: false, nextAfterMs: 15 * 60_000 })
    expect(ends.at(-1)).toBe(new Date(1_799_000_000_000).toISOString())
    const { items } = await session.fetch(first.cursor)
    const events = items.flatMap((item): InboundEvent[] =>
      facebookConnector.parse(item, { presenceId: 'p', settings: facebook().settings, ownAddresses: [], nowMs }),
    )
    expect(events).toMatchObject([
      { type: 'message', externalId: `${page}_9`, own: true },
      { type: 'message', externalId: '9_1', threadKey: 'c/9_1', text: 'Wo bleibt es?' },
      { type: 'edit', externalId: '9_1' },
      { type: 'hide', hidden: false },
      { type: 'message', externalId: 'm_1', threadKey: 'm/6001', visibility: 'private' },
    ])
    await session.close()
  })

  test('a token that ended says so; the test says which account it is', async () => {
    stub.refuse(/debug_token|feed/, 401, { code: 190, error_subcode: 463 })
    const session = await facebookConnector.open!(facebook())
    await expect(session.fetch({})).rejects.toMatchObject({ kind: 'sign_in', code: 'token-revoked' })
    expect(await facebookConnector.test!(facebook())).toMatchObject({ ok: true, found: { title: 'Uferlinie' } })
    stub.refuse(/./, 401, { code: 190 })
    expect(await whatsAppConnector.test!(whatsApp())).toMatchObject({
      ok: false,
      steps: [
        { step: 'connect', ok: true },
        { step: 'sign_in', ok: false, code: 'token-revoked' },
      ],
    })
  })

  test('where we were mentioned on Instagram is fetched as a snapshot', async () => {
    stub.answers[account] = {
      mentioned_comment: { text: '@uferlinie wo bleibt es?', username: 'gerda', timestamp: '2026-11-20' },
    }
    const file = await instagramConnector.media!(instagram(), { ref: 'mention/18003/179005' })
    expect(Buffer.from(file.content).toString()).toContain('@gerda\n@uferlinie wo bleibt es?')
  })

  test('near the limit it reads less often and only the newest, and as before once there is room again', async () => {
    const read = async () => {
      stub.seen.length = 0
      const session = await facebookConnector.open!(facebook())
      return session.fetch({ sinceMs: nowMs - hourMs, tokenAskedMs: nowMs })
    }
    const used = (percent: number) => noteUsage(presenceId, { 'x-app-usage': JSON.stringify({ call_count: percent }) })
    expect((await read()).nextAfterMs).toBe(15 * 60_000)
    used(80)
    expect((await read()).nextAfterMs).toBe(30 * 60_000)
    used(95)
    expect((await read()).nextAfterMs).toBe(60 * 60_000)
    used(10)
    expect((await read()).nextAfterMs).toBe(15 * 60_000)
  })
})
