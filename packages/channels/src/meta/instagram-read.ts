import type { Session } from '../connector.ts'
import { conversations } from './facebook-read.ts'
import { segment } from './graph.ts'
import { idOf } from './json.ts'
import { dataOf, readAccount, type Source } from './read-account.ts'
import type { InstagramSettings, MetaContext } from './settings.ts'

const comment = 'id,text,timestamp,username,from{id,username},hidden'
const media = `id,permalink,timestamp,comments.limit(50){${comment},replies.limit(50){${comment}}}`
const message = 'id,message,created_time,from,to,attachments,shares,story,is_unsupported'

/** The newest posts with their comments and answers, and the private conversations. */
export async function openInstagram(context: MetaContext<InstagramSettings>): Promise<Session> {
  const { accountId } = context.settings
  const comments: Source = {
    call: { path: `${segment(accountId)}/media`, query: { fields: media, limit: '25' } },
    things({ id, permalink, comments: list }) {
      const place = { media: { id: idOf(id) }, permalink_url: permalink }
      return dataOf(list).flatMap(({ replies, ...top }) => [
        { field: 'comment' as const, value: { ...top, ...place } },
        ...dataOf(replies).map((reply) => ({
          field: 'comment' as const,
          value: { ...reply, ...place, parent_id: idOf(top['id']) },
        })),
      ])
    },
  }
  return readAccount(context, accountId, [comments, conversations('me/conversations', 'instagram', message)])
}
