import { describe, expect, test } from 'vitest'
import type { InboundMessage } from '../connector.ts'
import { card, mention, pictures, quote, reply } from './conformance-case.ts'
import { blueskyConnector } from './connector.ts'
import { facetsOf, findMarked } from './facets.ts'
import { readQueryLine, wrongQuery } from './firehose/queries.ts'
import { pictureSize } from './picture-size.ts'
import { textWithLinks } from './post-text.ts'
import { serverIn } from './session.ts'

const settings = blueskyConnector.settings.parse({ identifier: '@uferlinie.example' })
const message = (item: typeof mention) =>
  blueskyConnector.parse(item, {
    presenceId: 'p',
    settings,
    ownAddresses: [],
    nowMs: Date.UTC(2026, 10, 20),
  })[0] as InboundMessage

describe('posts as messages', () => {
  test('a cut link is whole again, also after signs of more than one byte; the person is known by DID', () => {
    expect(message(mention)).toMatchObject({
      text: '@uferlinie.example wo bleibt mein Rad? 🚲 https://uferlinie.example/auftrag/4711',
      directed: true,
      visibility: 'public',
      language: 'de',
      author: {
        kind: 'handle',
        scope: 'bluesky',
        key: 'did:plc:5inq3yxdjij4g5rdiuknkio2',
        display: '@gerda-lund.example',
      },
      permalink: 'https://bsky.app/profile/did:plc:5inq3yxdjij4g5rdiuknkio2/post/3n2vo375fck27',
    })
  })

  test('answers name the posts above them; the conversation is that of the first post', () => {
    const { threadKey, threadHints, meta } = message(reply)
    expect(threadHints.references).toEqual([threadKey])
    expect(meta['parents']).toMatchObject([{ handle: 'uferlinie.example', text: 'Heute neu im Laden' }])
  })

  test('quotes and cards stand below the words, pictures beside them with what they show', () => {
    expect(message(quote).fullText).toBe(
      'Seht euch das an\n\n> @uferlinie.example: Heute neu im Laden\n> https://bsky.app/profile/did:plc:h22uqzyoiq2mgegwcevvzkxc/post/3n2vo374nuk27',
    )
    expect(message(card).fullText).toBe('Stimmt das?\n\nRückruf bei Fahrrädern\nhttps://zeitung.example/raeder')
    expect(message(pictures)).toMatchObject({
      text: 'Verbogene Felge',
      attachments: [
        {
          name: 'bild-1.png',
          type: 'image/png',
          size: 70_123,
          alt: 'Verbogene Felge',
          remote: { url: 'https://cdn.example/img/felge@jpeg' },
        },
      ],
    })
  })

  test('a link that says something else than it leads to shows both; one that overlaps or overshoots is passed over', () => {
    const feature = (uri: string) => [{ $type: 'app.bsky.richtext.facet#link', uri }]
    const facet = (byteStart: number, byteEnd: number, uri: string) => ({
      index: { byteStart, byteEnd },
      features: feature(uri),
    })
    const text = 'hier und dort'
    expect(textWithLinks({ text, facets: [facet(0, 4, 'https://a.example/')] })).toBe(
      'hier (https://a.example/) und dort',
    )
    const wrong = [
      facet(0, 99, 'https://a.example/'),
      facet(4, 2, 'https://b.example/'),
      facet(0, 4, 'javascript:alert(1)'),
    ]
    expect(textWithLinks({ text, facets: wrong })).toBe(text)
  })
})

describe('what we write', () => {
  const shown = (text: string) => findMarked(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`)

  test.each<[string, string[]]>([
    ['Siehe https://a.example/x.', ['link https://a.example/x']],
    ['(https://a.example/x_(y)).', ['link https://a.example/x_(y)']],
    ['„https://a.example/x“, ja', ['link https://a.example/x']],
    ['@karl.example, danke @nichts und a@b.example', ['mention @karl.example']],
    ['#Rad #2026 # #Rad-Tour! #ä', ['tag #Rad', 'tag #Rad-Tour', 'tag #ä']],
    ['https://a.example/#rad', ['link https://a.example/#rad']],
    ['kein Verweis', []],
  ])('%s', (text, marked) => expect(shown(text)).toEqual(marked))

  test('places are counted in bytes; a handle nobody holds stays plain', () => {
    const text = '👩‍🔧 ä @karl.example @niemand.example'
    const [only, ...rest] = facetsOf(text, findMarked(text), new Map([['karl.example', 'did:plc:karl']]))
    expect(rest).toEqual([])
    const { byteStart, byteEnd } = only!.index
    expect(Buffer.from(text).subarray(byteStart, byteEnd).toString()).toBe('@karl.example')
  })

  test('sizes of pictures by their heads', () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452000002800000016808060000', 'hex')
    const gif = Buffer.from('47494638396180026801', 'hex')
    const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0001108016802800301', 'hex')
    const webp = Buffer.concat([
      Buffer.from('RIFF\0\0\0\0WEBPVP8X', 'latin1'),
      Buffer.from('0a000000000000007f0200670100', 'hex'),
    ])
    for (const one of [png, gif, jpeg, webp]) expect(pictureSize(one)).toEqual({ width: 640, height: 360 })
    expect(pictureSize(Buffer.from('no picture at all, just some words'))).toBeNull()
    expect(pictureSize(jpeg.subarray(0, 12))).toBeNull()
  })
})

test('queries have names; a wrong one is told by its line', () => {
  expect(readQueryLine('Lieferung = Rad lang:de')).toEqual({ name: 'Lieferung', query: 'Rad lang:de' })
  expect(readQueryLine('=Bahn kaputt')).toEqual({ name: '=Bahn kaputt', query: '=Bahn kaputt' })
  expect(wrongQuery(['Rad', 'Werk = (offen'])).toEqual({ line: 2, text: 'Werk = (offen' })
})

test('our tokens go to the server of the account, but never in the clear where the service is not', () => {
  const document = (serviceEndpoint: string) => ({ service: [{ id: '#atproto_pds', serviceEndpoint }] })
  expect(serverIn(document('https://pds.example/xrpc'), 'https://bsky.social')).toBe('https://pds.example')
  expect(serverIn(document('http://pds.example'), 'https://bsky.social')).toBeNull()
  expect(serverIn(document('javascript:alert(1)'), 'http://127.0.0.1:2583')).toBeNull()
  expect(serverIn(document('http://127.0.0.1:2583'), 'http://127.0.0.1:2583')).toBe('http://127.0.0.1:2583')
})
