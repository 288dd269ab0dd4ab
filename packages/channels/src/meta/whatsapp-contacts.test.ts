import { expect, test } from 'vitest'
import { readEvent } from './event.ts'
import { messagingEvents } from './messaging.ts'
import { unpackPush } from './unpack.ts'
import { contactFinder } from './whatsapp-contacts.ts'
import { whatsAppEvents } from './whatsapp-events.ts'
import { reactionSign } from './words.ts'

const number = '106540000000001'
const settings = { phoneNumberId: number } as never
const push = (value: object) =>
  unpackPush(
    Buffer.from(
      JSON.stringify({
        object: 'whatsapp_business_account',
        entry: [
          {
            id: '1',
            changes: [
              {
                field: 'messages',
                value: { messaging_product: 'whatsapp', metadata: { phone_number_id: number }, ...value },
              },
            ],
          },
        ],
      }),
    ),
  )
const authors = (value: object) =>
  push(value)
    .flatMap((item) => whatsAppEvents(item, { presenceId: 'p', settings, ownAddresses: [], nowMs: 0 }))
    .flatMap((event) => (event.type === 'message' ? [[event.threadKey, event.author?.name ?? null]] : []))
const gerda = { wa_id: '4943155501', profile: { name: 'Gerda' } }
const karl = { wa_id: '4943155502', profile: { name: 'Karl' } }
const bsuidOnly = { user_id: 'DE.17', profile: { name: 'Lotte', username: 'lotte' } }
const text = (from: object, id = 'a') => ({ id, type: 'text', text: { body: 'x' }, ...from })

test.each<[string, object, unknown]>([
  [
    'in another order',
    { contacts: [karl, gerda], messages: [text({ from: '4943155501' }), text({ from: '4943155502' }, 'b')] },
    [
      ['w/4943155501', 'Gerda'],
      ['w/4943155502', 'Karl'],
    ],
  ],
  [
    'one entry lacks',
    { contacts: [karl], messages: [text({ from: '4943155501' }), text({ from: '4943155502' }, 'b')] },
    [
      ['w/4943155501', null],
      ['w/4943155502', 'Karl'],
    ],
  ],
  [
    'only the entry of somebody else',
    { contacts: [karl], messages: [text({ from: '4943155501' })] },
    [['w/4943155501', null]],
  ],
  [
    'only an id of this business, beside one with a number',
    { contacts: [gerda, bsuidOnly], messages: [text({ from_user_id: 'DE.17' })] },
    [['w/DE.17', 'Lotte']],
  ],
  [
    'an id that no entry has',
    { contacts: [gerda, bsuidOnly], messages: [text({ from_user_id: 'DE.18' })] },
    [['w/DE.18', null]],
  ],
  ['no id at all, one entry', { contacts: [bsuidOnly], messages: [text({})] }, [['w/DE.17', 'Lotte']]],
  ['no id at all, two entries', { contacts: [gerda, karl], messages: [text({})] }, []],
  [
    'a number written in two ways',
    { contacts: [{ ...gerda, wa_id: '5215512345678' }], messages: [text({ from: '525512345678' })] },
    [['w/525512345678', 'Gerda']],
  ],
])('%s', (_name, value, expected) => expect(authors(value)).toEqual(expected))

test('many messages of many people: each with its own entry, nothing beside each that stands once', () => {
  const people = Array.from({ length: 2_000 }, (_, n) => ({ wa_id: `49${1e9 + n}`, profile: { name: `N${n}` } }))
  const messages = people.map(({ wa_id }, n) => text({ from: wa_id }, `m${n}`))
  const items = push({ contacts: people.toReversed(), messages, unheard_of: 'x'.repeat(100_000) })
  expect(items).toHaveLength(2_001)
  const bytes = items.reduce((sum, { raw }) => sum + raw.byteLength, 0)
  expect(bytes).toBeLessThan(2_000 * 600 + 101_000)
  const find = contactFinder(people, 2_000)
  expect(messages.every((message, n) => find(message)?.['wa_id'] === people[n]!.wa_id)).toBe(true)
})

test('names that every object has are names like any other', () => {
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    expect(typeof reactionSign(name)).toBe('string')
    const value = {
      sender: { id: '6001' },
      message: { mid: 'm', attachments: [{ type: name, payload: { url: 'https://lookaside.fbsbx.com/a' } }] },
    }
    const raw = Buffer.from(JSON.stringify({ object: 'page', account: '1', field: 'messaging', value }))
    const event = readEvent({ sourceKey: 'k', contentType: 'application/json', source: {}, raw })
    expect(messagingEvents(event)).toMatchObject([
      { type: 'message', attachments: [{ type: expect.any(String) as string }] },
    ])
    expect(authors({ contacts: [gerda], messages: [{ from: '4943155501', id: 'x', type: name }] })).toHaveLength(1)
  }
})
