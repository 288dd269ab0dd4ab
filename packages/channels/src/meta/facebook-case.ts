import type { ConformanceCase } from '../conformance.ts'
import { pushed, settingsOfMeta } from './recorded.ts'

const page = '104000000000001'
const gerda = { id: '7001', name: 'Gerda Lund' }
const karl = { id: '7002', name: 'Karl Boie' }
const at = 1_795_080_000
const post = `${page}_9001`
const picture = 'https://scontent.xx.fbcdn.net/v/t39/kette.jpg?oh=1&oe=2'

const feed = (value: Record<string, unknown>) => ({ field: 'feed', value })
const talk = (value: Record<string, unknown>) => ({ recipient: { id: page }, timestamp: at * 1000, ...value })

const words = pushed('page', page, {
  changes: [
    feed({
      item: 'status',
      verb: 'add',
      post_id: post,
      from: { id: page, name: 'Uferlinie' },
      message: 'Frühjahrsputz für Ihr Rad',
      created_time: at,
      published: 1,
    }),
    feed({
      item: 'comment',
      verb: 'add',
      comment_id: '9001_1',
      post_id: post,
      parent_id: post,
      from: gerda,
      message: 'Und wo bleibt mein Fahrrad?',
      created_time: at + 10,
      post: {
        id: post,
        status_type: 'mobile_status_update',
        permalink_url: 'https://www.facebook.com/uferlinie/posts/9001',
      },
    }),
    feed({
      item: 'comment',
      verb: 'add',
      comment_id: '9001_2',
      post_id: post,
      parent_id: '9001_1',
      from: karl,
      message: 'Meins kam auch nicht.',
      photo: picture,
      created_time: at + 20,
    }),
    feed({
      item: 'post',
      verb: 'add',
      post_id: `${page}_9002`,
      from: karl,
      message: 'Ihre Werkstatt geht nicht ans Telefon.',
      created_time: at + 30,
    }),
    feed({
      item: 'comment',
      verb: 'add',
      comment_id: '9002_1',
      post_id: `${page}_9002`,
      parent_id: `${page}_9002`,
      from: karl,
      message: 'Seit drei Tagen.',
      created_time: at + 40,
      post: { id: `${page}_9002`, status_type: 'wall_post' },
    }),
    {
      field: 'ratings',
      value: {
        item: 'rating',
        verb: 'add',
        open_graph_story_id: '88001',
        reviewer_id: '7003',
        reviewer_name: 'Ute Rahn',
        rating: 2,
        review_text: 'Lange gewartet, aber freundlich.',
        created_time: at + 50,
      },
    },
    {
      field: 'mention',
      value: {
        item: 'post',
        verb: 'add',
        post_id: '7004_55',
        sender_id: '7004',
        sender_name: 'Radclub Förde',
        message: 'Danke an Uferlinie für die Pumpen',
        created_time: at + 60,
      },
    },
  ],
})
const talks = pushed('page', page, {
  messaging: [
    talk({ sender: { id: '6001' }, message: { mid: 'm_1', text: 'Guten Tag, ich habe eine Frage zur Rechnung.' } }),
    talk({
      sender: { id: '6001' },
      timestamp: at * 1000 + 5_000,
      message: {
        mid: 'm_2',
        text: '',
        attachments: [
          { type: 'image', payload: { url: picture } },
          { type: 'file', payload: { url: 'https://cdn.fbsbx.com/rechnung.pdf?x=1' } },
        ],
      },
    }),
    talk({
      sender: { id: page },
      recipient: { id: '6001' },
      timestamp: at * 1000 + 9_000,
      message: { mid: 'm_3', is_echo: true, app_id: 26, text: 'Wir schauen nach.' },
    }),
    talk({
      sender: { id: '6001' },
      timestamp: at * 1000 + 12_000,
      postback: { mid: 'm_4', title: 'Mit einem Menschen sprechen', payload: 'HUMAN' },
    }),
    talk({
      sender: { id: '6002' },
      message: {
        mid: 'm_5',
        attachments: [
          { type: 'location', title: 'Gerdas Standort', payload: { coordinates: { lat: 54.32, long: 10.13 } } },
        ],
      },
    }),
    talk({
      sender: { id: '6001' },
      timestamp: at * 1000 + 20_000,
      message: { mid: 'm_6', text: 'Danke', reply_to: { mid: 'm_3' } },
    }),
  ],
})
/** What becomes of those words afterwards. */
const changes = pushed('page', page, {
  changes: [
    feed({
      item: 'comment',
      verb: 'edited',
      comment_id: '9001_1',
      post_id: post,
      parent_id: post,
      from: gerda,
      message: 'Und wo bleibt mein Fahrrad? Bestellung vom Mai.',
      created_time: at + 10,
      edited_time: at + 100,
    }),
    feed({
      item: 'comment',
      verb: 'hide',
      comment_id: '9001_2',
      post_id: post,
      parent_id: '9001_1',
      from: karl,
      created_time: at + 20,
    }),
    feed({
      item: 'comment',
      verb: 'remove',
      comment_id: '9002_1',
      post_id: `${page}_9002`,
      from: karl,
      created_time: at + 40,
    }),
    feed({
      item: 'reaction',
      verb: 'add',
      reaction_type: 'angry',
      comment_id: '9001_1',
      post_id: post,
      parent_id: post,
      from: karl,
      created_time: at + 110,
    }),
  ],
  messaging: [
    talk({ sender: { id: '6001' }, delivery: { mids: ['m_3'], watermark: at * 1000 + 10_000 } }),
    talk({
      sender: { id: '6001' },
      timestamp: at * 1000 + 21_000,
      reaction: { mid: 'm_3', action: 'react', reaction: 'love', emoji: '❤️' },
    }),
  ],
})
const leftOut = pushed('page', page, {
  changes: [
    { field: 'leadgen', value: { leadgen_id: '1', form_id: '2' } },
    feed({ item: 'like', verb: 'add', user_id: '10201978818232601' }),
    feed({ item: 'video', verb: 'block', video_id: '9', video_flag_reason: 1 }),
    { field: 'never-heard-of', value: { anything: true } },
  ],
  messaging: [
    talk({ sender: { id: '6001' }, optin: { ref: 'x' } }),
    talk({
      sender: { id: page },
      recipient: { id: '6001' },
      message: { mid: 'm_9', is_echo: true, text: 'Schon erledigt', metadata: 'resonanz:1' },
    }),
  ],
})

export const facebookCase: Omit<ConformanceCase, 'connector'> = {
  settings: { pageId: page, pageName: 'Uferlinie', ...settingsOfMeta },
  items: [...words, ...talks, ...changes],
  leftOut,
}
