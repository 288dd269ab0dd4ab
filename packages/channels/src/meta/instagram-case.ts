import type { ConformanceCase } from '../conformance.ts'
import { pushed, settingsOfMeta } from './recorded.ts'

const account = '17841400000000001'
const at = 1_795_080_000
const story = 'https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=1&signature=2'
const talk = (value: Record<string, unknown>) => ({ recipient: { id: account }, timestamp: at * 1000, ...value })

const comments = pushed('instagram', account, {
  changes: [
    {
      field: 'comments',
      value: {
        id: '179001',
        text: 'Gibt es das auch in Grün?',
        from: { id: '5001', username: 'gerda.lund' },
        media: { id: '18001', media_product_type: 'FEED' },
      },
    },
    {
      field: 'comments',
      value: {
        id: '179002',
        parent_id: '179001',
        text: '@gerda.lund das frage ich mich auch',
        from: { id: '5002', username: 'karl_boie' },
        media: { id: '18001' },
      },
    },
    {
      field: 'comments',
      value: {
        id: '179003',
        parent_id: '179001',
        text: 'Ja, ab Montag.',
        from: { id: account, username: 'uferlinie' },
        media: { id: '18001' },
      },
    },
    {
      field: 'live_comments',
      value: {
        id: '179004',
        text: 'Wann endet die Aktion?',
        from: { id: '5003', username: 'ute.rahn' },
        media: { id: '18002' },
      },
    },
    { field: 'mentions', value: { media_id: '18003', comment_id: '179005' } },
    { field: 'mentions', value: { media_id: '18004' } },
  ],
})
const talks = pushed('instagram', account, {
  messaging: [
    talk({ sender: { id: '4001' }, message: { mid: 'aWdf1', text: 'Mein Paket ist beschädigt.' } }),
    talk({
      sender: { id: '4001' },
      timestamp: at * 1000 + 4_000,
      message: { mid: 'aWdf2', attachments: [{ type: 'image', payload: { url: story } }] },
    }),
    talk({
      sender: { id: '4002' },
      message: { mid: 'aWdf3', attachments: [{ type: 'story_mention', payload: { url: story } }] },
    }),
    talk({
      sender: { id: '4003' },
      message: { mid: 'aWdf4', text: 'Was kostet das?', reply_to: { story: { id: '18010', url: story } } },
    }),
    talk({
      sender: { id: account },
      recipient: { id: '4001' },
      timestamp: at * 1000 + 9_000,
      message: { mid: 'aWdf5', is_echo: true, text: 'Das tut uns leid.' },
    }),
  ],
})

/** What becomes of those words afterwards. */
const changes = pushed('instagram', account, {
  messaging: [
    talk({ sender: { id: '4001' }, timestamp: at * 1000 + 20_000, message: { mid: 'aWdf2', is_deleted: true } }),
    talk({ sender: { id: '4001' }, timestamp: at * 1000 + 21_000, read: { mid: 'aWdf5' } }),
    talk({
      sender: { id: '4001' },
      timestamp: at * 1000 + 22_000,
      reaction: { mid: 'aWdf5', action: 'react', reaction: 'love', emoji: '❤' },
    }),
  ],
})

export const instagramCase: Omit<ConformanceCase, 'connector'> = {
  settings: { accountId: account, username: '@uferlinie', ...settingsOfMeta },
  items: [...comments, ...talks, ...changes],
  leftOut: pushed('instagram', account, {
    changes: [{ field: 'story_insights', value: { media_id: '18010', impressions: 5 } }],
    messaging: [talk({ sender: { id: '4001' }, referral: { ref: 'x', source: 'IGME-SOURCE-LINK' } })],
  }),
}
