import { describe, expect, test } from 'vitest'
import type { Outgoing } from '../connector.ts'
import { facebookConnector } from './connectors.ts'
import { ago, answer, facebook, stub, useGraphStub } from './test-scene.ts'

useGraphStub()

describe('private answers and their windows', () => {
  const direct = (hours: number | null, more: Partial<Outgoing> = {}) =>
    facebookConnector.send!(
      facebook(),
      answer({ threadKey: 'm/6001', visibility: 'private', lastInboundAt: hours === null ? null : ago(hours) }, more),
    )

  test('plainly for 24 hours, as a person up to seven days, then not at all', async () => {
    expect(await direct(23)).toEqual({ state: 'handed_over', providerId: expect.any(String) })
    expect(await direct(25)).toMatchObject({ state: 'handed_over' })
    expect(stub.seen.map(({ json }) => json)).toMatchObject([
      {
        recipient: { id: '6001' },
        messaging_type: 'RESPONSE',
        message: { text: 'Es kommt am Montag.', metadata: 'resonanz:tok-1' },
      },
      { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' },
    ])
    expect(await direct(24 * 7 + 1)).toMatchObject({ state: 'failed', code: 'window-closed' })
    expect(await direct(25, { automatic: true })).toMatchObject({ state: 'failed', code: 'window-closed' })
    expect(stub.seen).toHaveLength(2)
  })
  test('to a comment once, for seven days; it stands in a conversation of its own', async () => {
    const privately = (hours: number) =>
      facebookConnector.send!(
        facebook(),
        answer({
          threadKey: 'c/1',
          replyTo: '9001_1',
          privately: true,
          visibility: 'private',
          lastInboundAt: ago(hours),
          meta: { kind: 'comment' },
        }),
      )
    expect(await privately(100)).toEqual({ state: 'handed_over', providerId: expect.any(String), threadKey: 'm/6001' })
    expect(stub.seen[0]).toMatchObject({ json: { recipient: { comment_id: '9001_1' }, messaging_type: 'RESPONSE' } })
    expect(await privately(24 * 7 + 1)).toMatchObject({ state: 'failed', code: 'private-reply-over' })
    stub.refuse(/messages/, 400, { code: 10900, message: 'Activity already replied to' })
    expect(await privately(2)).toMatchObject({ state: 'failed', code: 'private-reply-used' })
  })
  test('a file goes before the words; when only it arrived nobody sends again unseen', async () => {
    const file = { name: 'a.pdf', type: 'application/pdf', content: Buffer.from('%PDF') }
    expect(await direct(1, { attachments: [file] })).toMatchObject({ state: 'handed_over' })
    expect(stub.seen.map(({ json }) => json === null)).toEqual([true, false])
    const before = stub.seen.length
    stub.refuse(/messages/, 400, { code: 100 })
    expect(await direct(1, { attachments: [file] })).toMatchObject({ state: 'failed' })
    expect(stub.seen).toHaveLength(before + 1)
  })
  test.each([
    [{ code: 190, error_subcode: 463 }, 401, { state: 'retry', code: 'token-revoked' }],
    [{ code: 613 }, 400, { state: 'retry', code: 'throttled' }],
    [{ code: 80007 }, 400, { state: 'retry', code: 'throttled', afterMs: 12 * 60_000 }],
    [{ code: 10, error_subcode: 2018278 }, 400, { state: 'failed', code: 'window-closed' }],
    [{ code: 10, error_subcode: 2534022 }, 400, { state: 'failed', code: 'window-closed' }],
    [{ code: 10 }, 403, { state: 'failed', code: 'permission-missing' }],
    [{ code: 200 }, 403, { state: 'failed', code: 'permission-missing' }],
    [{ code: 551, error_subcode: 1545041 }, 400, { state: 'failed', code: 'person-unavailable' }],
    [{ code: 100, error_subcode: 2018001 }, 400, { state: 'failed', code: 'no-target' }],
    [{ code: 2 }, 400, { state: 'retry', code: 'server-error' }],
    [{ code: 1 }, 500, { state: 'unclear', code: 'server-error' }],
    [{ code: 99999 }, 400, { state: 'failed', code: 'refused' }],
  ])('%j', async (error, status, outcome) => {
    const usage = { '1': [{ type: 'messenger', call_count: 100, estimated_time_to_regain_access: 12 }] }
    stub.refuse(
      /messages/,
      status,
      error,
      error.code === 80007 ? { 'x-business-use-case-usage': JSON.stringify(usage) } : {},
    )
    expect(await direct(1)).toMatchObject(outcome)
  })
})
