import type { ConformanceCase } from '../conformance.ts'
import type { RawItem } from '../connector.ts'

// As listNotifications, getPosts and getPostThread of a network of our own gave them, with invented people.
const gerda = { did: 'did:plc:5inq3yxdjij4g5rdiuknkio2', handle: 'gerda-lund.example', displayName: 'Gerda Lund' }
const us = { did: 'did:plc:h22uqzyoiq2mgegwcevvzkxc', handle: 'uferlinie.example', displayName: 'Uferlinie' }
const post = (author: { did: string }, rkey: string) => `at://${author.did}/app.bsky.feed.post/${rkey}`
const ref = (uri: string) => ({ uri, cid: 'bafyreif65ee3yhhd6tm2ajjrtukvkyld3cbz4v7yfodfj73omzqkhcsh3e' })
const ours = post(us, '3n2vo374nuk27')

type Given = Record<string, unknown> & { reason: string; uri: string }
function item(given: Given, source: Record<string, unknown> = {}): RawItem {
  const { cid = 'bafyreia64twz6wop2rxyvojfq6it5inejzbi6mz37auhodny4zkhhtcigm', ...rest } = given
  const stored = { author: gerda, indexedAt: '2026-11-19T08:10:02.100Z', parents: [], cid, ...rest }
  const raw = Buffer.from(JSON.stringify(stored))
  return { sourceKey: given.uri, version: String(cid), contentType: 'application/json', source, raw }
}
const record = (text: string, more: Record<string, unknown> = {}) => ({
  $type: 'app.bsky.feed.post',
  text,
  createdAt: '2026-11-19T08:10:01.000Z',
  langs: ['de'],
  ...more,
})
const words = '@uferlinie.example wo bleibt mein Rad? 🚲 uferlinie.example/auftrag/…'
const place = (part: string) => {
  const byteStart = Buffer.byteLength(words.slice(0, words.indexOf(part)))
  return { byteStart, byteEnd: byteStart + Buffer.byteLength(part) }
}

export const mention = item({
  reason: 'mention',
  uri: post(gerda, '3n2vo375fck27'),
  record: record(words, {
    facets: [
      { index: place('@uferlinie.example'), features: [{ $type: 'app.bsky.richtext.facet#mention', did: us.did }] },
      {
        index: place('uferlinie.example/auftrag/…'),
        features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://uferlinie.example/auftrag/4711' }],
      },
    ],
  }),
})
export const reply = item({
  reason: 'reply',
  uri: post(gerda, '3n2vo375txc27'),
  record: record('Und wann kommt meine Lieferung?', { reply: { root: ref(ours), parent: ref(ours) } }),
  parents: [{ uri: ours, author: us, text: 'Heute neu im Laden' }],
})
export const quote = item({
  reason: 'quote',
  uri: post(gerda, '3n2vo37722227'),
  record: record('Seht euch das an', { embed: { $type: 'app.bsky.embed.record', record: ref(ours) } }),
  embed: {
    $type: 'app.bsky.embed.record#view',
    record: {
      $type: 'app.bsky.embed.record#viewRecord',
      ...ref(ours),
      author: us,
      value: record('Heute neu im Laden'),
    },
  },
})
export const pictures = item({
  reason: 'mention',
  uri: post(gerda, '3n2vo37844227'),
  record: record('', {
    embed: {
      $type: 'app.bsky.embed.images',
      images: [
        {
          alt: 'Verbogene Felge',
          image: {
            $type: 'blob',
            ref: { $link: 'bafkreibme22gw2h7y2h7tg2fhqotaqjucnbc24deqo72b6mkl2egezxhvy' },
            mimeType: 'image/png',
            size: 70_123,
          },
        },
      ],
    },
  }),
  embed: {
    $type: 'app.bsky.embed.images#view',
    images: [
      { alt: 'Verbogene Felge', thumb: 'https://cdn.example/t', fullsize: 'https://cdn.example/img/felge@jpeg' },
    ],
  },
})
export const card = item({
  reason: 'mention',
  uri: post(gerda, '3n2vo37922227'),
  record: record('Stimmt das?', {
    embed: {
      $type: 'app.bsky.embed.external',
      external: { uri: 'https://zeitung.example/raeder', title: 'Rückruf bei Fahrrädern', description: '' },
    },
  }),
})
/** Written in the network's own app. */
const shop = item({ reason: 'own', uri: ours, author: us, record: record('Heute neu im Laden') })
const own = item({
  reason: 'own',
  uri: post(us, '3n2vo37mqm227'),
  author: us,
  record: record('Wir schauen nach.', {
    reply: { root: ref(mention.sourceKey), parent: ref(mention.sourceKey) },
  }),
})
const like = item({
  reason: 'like',
  uri: `at://${gerda.did}/app.bsky.feed.like/3n2vo376bms27`,
  subject: ours,
})
/** As the log of private messages tells it. */
function privately(key: string, stored: Record<string, unknown>): RawItem {
  const raw = Buffer.from(
    JSON.stringify({ convoId: '3n2w2aaaaaaa2', self: us.did, group: null, isRequest: false, ...stored }),
  )
  return { sourceKey: `chat/3n2w2aaaaaaa2/${key}`, contentType: 'application/json', source: { chat: true }, raw }
}
const told = privately('3n2w2bbbbbbb2', {
  kind: 'message',
  author: gerda,
  isRequest: true,
  message: {
    id: '3n2w2bbbbbbb2',
    rev: '3n2w2bbbbbbc2',
    text: 'Meine Nummer ist 4711',
    embed: {
      $type: 'app.bsky.embed.record#view',
      record: {
        $type: 'app.bsky.embed.record#viewRecord',
        ...ref(ours),
        author: us,
        value: record('Heute neu im Laden'),
      },
    },
    sender: { did: gerda.did },
    sentAt: '2026-11-19T08:20:00.000Z',
  },
})
const heart = privately('3n2w2bbbbbbb2/sign', {
  kind: 'sign',
  messageId: '3n2w2bbbbbbb2',
  sign: { emoji: '❤️', by: gerda.did, at: '2026-11-19T08:21:00.000Z', present: true },
})
const untold = privately('3n2w2bbbbbbb2/gone', { kind: 'deleted', messageId: '3n2w2bbbbbbb2' })
const gone = item({ reason: 'gone', uri: mention.sourceKey, cid: 'gone' })

export const blueskyCase: Omit<ConformanceCase, 'connector'> = {
  settings: { identifier: 'uferlinie.example' },
  items: [shop, mention, reply, quote, pictures, card, own, like, gone, told, heart, untold],
  leftOut: [
    item({ reason: 'something-new', uri: post(gerda, '3n2vo37a22227') }),
    item({ reason: 'like', uri: `at://${gerda.did}/app.bsky.feed.like/3n2vo37b22227`, subject: 'nowhere' }),
    privately('log/1', { kind: 'other', other: 'chat.bsky.convo.defs#logSomethingNew' }),
    privately('log/2', { kind: 'message' }),
  ],
}

const found = (name: string, rkey: string, text: string, more: Record<string, unknown> = {}): RawItem =>
  item({ reason: 'post', uri: post(gerda, rkey), record: record(text, more) }, { queries: [name], signature: 'right' })
export const firehoseCase: Omit<ConformanceCase, 'connector'> = {
  settings: { queries: ['Lieferung = Rad Lieferung', 'Uferlinie'] },
  items: [
    found('Uferlinie', '3n2vo38122227', 'Bei Uferlinie nie wieder'),
    found('Lieferung', '3n2vo38222227', 'Rad seit drei Wochen in Lieferung', {
      reply: { root: ref(ours), parent: ref(ours) },
    }),
  ],
  leftOut: [
    item({ reason: 'post', uri: post(gerda, '3n2vo38322227'), record: record('gefälscht') }, { signature: 'wrong' }),
    item({ reason: 'gap', uri: 'gap/17', after: 17 }),
  ],
}
