import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Outgoing } from '../connector.ts'
import { facebookConnector, whatsAppConnector } from './connectors.ts'
import { faultOf } from './faults.ts'
import { ago, answer, facebook, hourMs, stub, useGraphStub, whatsApp } from './test-scene.ts'
import { noteRefusal, noteUsage, regainMs, sendingPauseMs } from './usage.ts'

useGraphStub()

const minuteMs = 60_000
const usage = (share: number, minutes = 0) => ({
  'x-business-use-case-usage': JSON.stringify({
    '104': [{ type: 'messenger', call_count: share, total_time: 3, estimated_time_to_regain_access: minutes }],
  }),
})
const forPerson = { person: 'w/1', isAnswer: true }
const forMachine = { person: '', isAnswer: false }

describe('what Meta said last', () => {
  test.each([
    ['room for all', 50, 0, null, null],
    ['the last tenth is for answers', 90, 0, null, 10 * minuteMs],
    ['used up', 100, 0, 10 * minuteMs, 10 * minuteMs],
    ['with a time', 100, 25, 25 * minuteMs, 25 * minuteMs],
    ['a time, whatever the share', 40, 5, 5 * minuteMs, 5 * minuteMs],
  ])('%s: %i %%, %i minutes', (_name, share, minutes, answers, machines) => {
    const id = randomUUID()
    noteUsage(id, usage(share, minutes), 1_000)
    expect([sendingPauseMs(id, forPerson, 1_000), sendingPauseMs(id, forMachine, 1_000)]).toEqual([answers, machines])
    expect(sendingPauseMs(id, forMachine, 1_000 + hourMs)).toBeNull()
    expect(sendingPauseMs(randomUUID(), forMachine, 1_000)).toBeNull()
  })
  test('a refusal holds for its time, one for a person for that person only', () => {
    const id = randomUUID()
    noteRefusal(id, 6_000, 'w/1', 1_000)
    expect(sendingPauseMs(id, forPerson, 1_000)).toBe(6_000)
    expect(sendingPauseMs(id, { ...forPerson, person: 'w/2' }, 1_000)).toBeNull()
    noteRefusal(id, minuteMs, '', 1_000)
    expect(sendingPauseMs(id, { ...forPerson, person: 'w/2' }, 1_000)).toBe(minuteMs)
    expect(sendingPauseMs(id, forPerson, 1_000 + minuteMs)).toBeNull()
  })
  test.each(['', 'nonsense', '{"1":[{"estimated_time_to_regain_access":-3}]}', 'x'.repeat(30_000)])(
    'a header that names no time: %#',
    (value) => expect(regainMs({ 'x-business-use-case-usage': value })).toBeNull(),
  )
})

test.each([4, 17, 32, 613, 80001, 80002, 80004, 80007, 130429, 131048])(
  'code %i: the network takes no more for now, and when it does again is said',
  (code) => {
    const refused = (headers: Record<string, string>) =>
      faultOf({ status: 400, headers, json: { error: { code } }, body: new Uint8Array() })
    expect(refused({})).toMatchObject({ as: 'later', code: 'throttled', afterMs: expect.any(Number) })
    expect(refused(usage(100, 25))).toMatchObject({ afterMs: 25 * minuteMs })
    expect(refused({ ...usage(100, 25), 'retry-after': '7' })).toMatchObject({ afterMs: 7_000 })
  },
)

describe('sending', () => {
  const comment = () => ({ ...facebook(), presenceId: randomUUID() })
  const reply = (more: Partial<Outgoing> = {}) =>
    answer({ threadKey: 'c/9_1', replyTo: '9_1', meta: { kind: 'comment', top: '9_1' } }, more)

  test('one is refused, those after it are not even tried, until the time is over', async () => {
    const context = comment()
    stub.refuse(/comments/, 400, { code: 32 }, usage(100, 25))
    expect(await facebookConnector.send!(context, reply())).toEqual({
      state: 'retry',
      code: 'throttled',
      detail: '32 ',
      afterMs: 25 * minuteMs,
    })
    const [calls, held] = [stub.seen.length, await facebookConnector.send!(context, reply())]
    expect(held).toMatchObject({ state: 'retry', code: 'throttled', untried: true })
    expect((held as { afterMs: number }).afterMs).toBeGreaterThan(24 * minuteMs)
    const like = { action: 'like' as const, externalId: '9_1', threadKey: 'c/9_1', meta: { kind: 'comment' } }
    expect(await facebookConnector.act!(context, like)).toMatchObject({ untried: true })
    expect(stub.seen.length).toBe(calls)
    expect(await facebookConnector.send!(comment(), reply())).toMatchObject({ state: 'handed_over' })
  })

  test('nearly used up: posts and automatic words wait, the answer of a person goes', async () => {
    const context = comment()
    noteUsage(context.presenceId, usage(93))
    expect(await facebookConnector.send!(context, { ...reply(), target: { kind: 'post' } })).toMatchObject({
      untried: true,
    })
    expect(await facebookConnector.send!(context, reply({ automatic: true }))).toMatchObject({ untried: true })
    expect(await facebookConnector.send!(context, reply())).toMatchObject({ state: 'handed_over' })
  })

  test('too much to one person on WhatsApp holds back that person alone', async () => {
    const context = { ...whatsApp(), presenceId: randomUUID() }
    const to = (digits: string) =>
      whatsAppConnector.send!(
        context,
        answer({ threadKey: `w/${digits}`, visibility: 'private', lastInboundAt: ago(1) }),
      )
    stub.refuse(/messages/, 400, { code: 131056 })
    expect(await to('4943155501')).toMatchObject({ state: 'retry', code: 'person-throttled' })
    expect(await to('4943155501')).toMatchObject({ state: 'retry', code: 'throttled', untried: true })
    expect(await to('4943155502')).toMatchObject({ state: 'handed_over' })
    stub.refuse(/messages/, 400, { code: 130429 })
    expect(await to('4943155502')).toMatchObject({ state: 'retry', code: 'throttled', afterMs: minuteMs })
    expect(await to('4943155503')).toMatchObject({ untried: true })
  })
})
