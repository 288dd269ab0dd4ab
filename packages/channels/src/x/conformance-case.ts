import type { ConformanceCase } from '../conformance.ts'
import type { RawItem } from '../connector.ts'
import { activityItems } from './activity.ts'
import { xConnector } from './connector.ts'

const self = '7000'
const gerda = { id: '501', username: 'gerda_lund', name: 'Gerda Lund' }
const ours = { id: self, username: 'uferlinie', name: 'Uferlinie' }
const at = '2026-11-19T08:00:00.000Z'

export const posts = {
  mention: post({
    id: '9001',
    text: '@uferlinie wo bleibt mein Rad? https://t.co/a &lt;3',
    author_id: '501',
    conversation_id: '9001',
    created_at: at,
    entities: {
      urls: [{ url: 'https://t.co/a', expanded_url: 'https://shop.example/rad' }],
      mentions: [{ username: 'uferlinie' }],
    },
  }),
  ourAnswer: post({
    id: '9002',
    text: '@gerda_lund Es kommt am Montag.',
    author_id: self,
    conversation_id: '9001',
    created_at: at,
    in_reply_to_user_id: '501',
    referenced_tweets: [{ type: 'replied_to', id: '9001' }],
  }),
  answer: post({
    id: '9003',
    text: '@uferlinie danke',
    author_id: '501',
    conversation_id: '9001',
    created_at: at,
    in_reply_to_user_id: self,
    referenced_tweets: [{ type: 'replied_to', id: '9002' }],
  }),
  picture: {
    ...post(
      {
        id: '9004',
        text: '@uferlinie so kam es an https://t.co/b',
        author_id: '501',
        conversation_id: '9004',
        created_at: at,
        attachments: { media_keys: ['3_1'] },
        entities: { urls: [{ url: 'https://t.co/b', expanded_url: 'https://x.com/gerda_lund/status/9004/photo/1' }] },
      },
      [{ media_key: '3_1', type: 'photo', url: 'https://pbs.example/1.jpg', alt_text: 'Ein verbogener Lenker' }],
    ),
  },
  edited: post({
    id: '9006',
    text: '@uferlinie wann ist offen, auch samstags?',
    author_id: '501',
    conversation_id: '9005',
    created_at: '2026-11-19T08:10:00.000Z',
    edit_history_tweet_ids: ['9005', '9006'],
  }),
  message: message({
    id: '8001',
    event_type: 'MessageCreate',
    text: 'Meine Nummer ist 42.',
    sender_id: '501',
    dm_conversation_id: '501-7000',
    created_at: at,
  }),
}

const pushed = {
  for_user_id: self,
  tweet_create_events: [
    {
      id_str: '9100',
      created_at: 'Thu Nov 19 09:00:00 +0000 2026',
      text: '@uferlinie hallo',
      user: { id_str: '502', screen_name: 'karl_boie', name: 'Karl Boie' },
      entities: { user_mentions: [{ screen_name: 'uferlinie' }] },
    },
  ],
  direct_message_events: [
    {
      type: 'message_create',
      id: '8100',
      created_timestamp: '1795080000000',
      message_create: { sender_id: '502', target: { recipient_id: self }, message_data: { text: 'Guten Tag' } },
    },
  ],
  users: { '502': { id: '502', screen_name: 'karl_boie', name: 'Karl Boie' } },
}
export const pushedBatch = Buffer.from(JSON.stringify(pushed))

export const xCase: ConformanceCase = {
  connector: xConnector,
  settings: { username: '@uferlinie' },
  items: [...Object.values(posts), ...activityItems(pushedBatch)!],
  leftOut: [
    post({
      id: '9200',
      text: 'RT @uferlinie: samstags offen',
      author_id: '501',
      referenced_tweets: [{ type: 'retweeted', id: '9002' }],
    }),
    ...activityItems(Buffer.from(JSON.stringify({ for_user_id: self, follow_events: [{ type: 'follow' }] })))!,
    ...activityItems(
      Buffer.from(JSON.stringify({ data: { event_type: 'profile.update.bio', payload: { after: 'x' } } })),
    )!,
  ],
}

function post(body: { id: string; [field: string]: unknown }, media: unknown[] = []): RawItem {
  return item(`post/${body.id}`, { self, post: body, users: [gerda, ours], media })
}
function message(body: { id: string; [field: string]: unknown }): RawItem {
  return item(`message/${body.id}`, { self, message: body, users: [gerda] })
}
function item(sourceKey: string, body: object): RawItem {
  return { sourceKey, contentType: 'application/json', source: {}, raw: Buffer.from(JSON.stringify(body)) }
}
