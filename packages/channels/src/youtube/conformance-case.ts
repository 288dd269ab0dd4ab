import type { ConformanceCase } from '../conformance.ts'
import type { RawItem } from '../connector.ts'
import { youtubeConnector } from './connector.ts'

export const channelId = 'UCuferlinieuferlinieufer'
const gerda = { authorDisplayName: '@gerda-lund', authorChannelId: { value: 'UCgerdagerdagerdagerdager' } }
const ours = { authorDisplayName: '@uferlinie', authorChannelId: { value: channelId } }
const at = '2026-11-19T08:00:00Z'

export const comments = {
  first: item('Ugx1', { ...gerda, textOriginal: 'Welche Kette ist das?', publishedAt: at, updatedAt: at }),
  ourAnswer: item('Ugx1.a1', {
    ...ours,
    textOriginal: 'Eine 12-fache.',
    parentId: 'Ugx1',
    publishedAt: at,
    updatedAt: at,
  }),
  answer: item('Ugx1.a2', { ...gerda, textOriginal: 'Danke!', parentId: 'Ugx1', publishedAt: at, updatedAt: at }),
  edited: item('Ugx2', {
    ...gerda,
    textOriginal: 'Wann ist geöffnet, auch samstags?',
    publishedAt: at,
    updatedAt: '2026-11-19T09:00:00Z',
  }),
  held: item('Ugx3', { ...gerda, textOriginal: 'http://werbung.example', publishedAt: at, updatedAt: at }, true),
}

export const youtubeCase: ConformanceCase = {
  connector: youtubeConnector,
  settings: { channelId, handle: '@uferlinie' },
  items: Object.values(comments),
}

function item(id: string, snippet: object, isHeld = false): RawItem {
  const raw = Buffer.from(
    JSON.stringify({ comment: { id, snippet }, threadId: id.split('.')[0], videoId: 'vid12345678', isHeld }),
  )
  return { sourceKey: `comment/${id}`, version: '1', contentType: 'application/json', source: {}, raw }
}
