import type { Session } from '../connector.ts'
import { segment } from './graph.ts'
import { idOf, type Json, objectOf } from './json.ts'
import { dataOf, readAccount, type ReadThing, type Source } from './read-account.ts'
import type { FacebookSettings, MetaContext } from './settings.ts'

const picture = 'media,type,url,subattachments{media,type}'
const comment = 'id,message,created_time,from{id,name},parent{id},is_hidden,permalink_url,attachment'
const post = `id,message,story,created_time,updated_time,from{id,name},permalink_url,status_type,attachments{${picture}},comments.filter(stream).order(reverse_chronological).limit(100){${comment}}`
const message = 'id,message,created_time,from,to,attachments{id,name,mime_type,image_data,video_data,file_url}'

/** The page's wall with its comments, its ratings, its conversations: the newest of each. */
export async function openFacebook(context: MetaContext<FacebookSettings>): Promise<Session> {
  const { pageId } = context.settings
  const page = segment(pageId)
  const sources: Source[] = [
    {
      call: { path: `${page}/feed`, query: { fields: post, limit: '50' } },
      things: (element) => wallThings(element, pageId),
    },
    {
      call: {
        path: `${page}/ratings`,
        query: {
          fields: 'created_time,rating,recommendation_type,review_text,reviewer,open_graph_story{id}',
          limit: '50',
        },
      },
      things: (value) => [{ field: 'rating', value }],
    },
    conversations(`${page}/conversations`, 'messenger', message),
  ]
  return readAccount(context, pageId, sources)
}

function wallThings({ comments, ...value }: Json, pageId: string): ReadThing[] {
  const id = idOf(value['id'])
  const onWall = idOf(objectOf(value['from'])['id']) !== pageId && value['from'] !== undefined
  return [
    { field: 'post', value },
    ...dataOf(comments).map((one) => ({ field: 'comment' as const, value: { ...one, post: id, onWall } })),
  ]
}

/** Private conversations, alike for Messenger and Instagram. */
export function conversations(path: string, platform: 'messenger' | 'instagram', fields: string): Source {
  const query = { platform, fields: `id,updated_time,participants,messages.limit(25){${fields}}`, limit: '25' }
  return {
    call: { path, query },
    things: ({ messages, participants }) =>
      dataOf(messages).map((one) => ({ field: 'message', value: { ...one, participants: dataOf(participants) } })),
  }
}
