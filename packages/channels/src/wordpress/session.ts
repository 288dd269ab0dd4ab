import { z } from 'zod'
import type { RawItem, Session } from '../connector.ts'
import { changesOf, stateOf } from './changes.ts'
import { read, readOrNull, type WordpressContext } from './client.ts'
import { commentItem, versionOf } from './comment-item.ts'
import { newestComments, type Read, rootOf } from './read-comments.ts'
import { Comment, Me } from './shapes.ts'

const minuteMs = 60_000
const remembered = 1_000

const WordpressCursor = z.object({
  /** Our own user: its comments are ours. */
  me: z.number().int().nullable().catch(null),
  /** The newest comment at the first visit: from then on they are ours to answer. */
  first: z.number().int().nullable().catch(null),
  newest: z.number().int().catch(0),
  known: z.array(z.tuple([z.number(), z.string(), z.boolean()])).catch([]),
  /** First of the conversation, by comment. */
  roots: z.array(z.tuple([z.number(), z.number()])).catch([]),
  /** Where the look at older ones stands. */
  checkNext: z.number().int().nonnegative().catch(0),
  turn: z.number().int().catch(0),
})
type WordpressCursor = z.infer<typeof WordpressCursor>

/** The newest comments, those that wait for moderation too; what we knew of them is compared. */
export async function openWordpress(context: WordpressContext): Promise<Session> {
  return {
    async fetch(given) {
      const cursor = WordpressCursor.parse(given)
      const me = cursor.me ?? (await read(context, '/users/me', Me)).id
      const nextAfterMs = context.settings.everyMinutes * minuteMs
      const odd: RawItem[] = []
      let isShort = false
      const all = await newestComments(context, cursor.first === null ? null : cursor.newest, odd, () => {
        isShort = true
      })
      const highest = Math.max(cursor.newest, ...all.map(({ comment }) => comment.id))
      if (cursor.first === null) {
        const known = all.map(({ comment }) => stateOf(comment)).slice(-remembered)
        return {
          items: [],
          cursor: { ...cursor, me, first: highest, newest: highest, known },
          more: false,
          nextAfterMs,
        }
      }
      const news = all.filter(({ comment }) => comment.id > cursor.newest)
      const roots = new Map(cursor.roots)
      const items: RawItem[] = odd
      for (const one of news) items.push(await writtenItem(context, one, me, roots))
      const changes = await changesOf(context, cursor, all)
      return {
        items: [...items, ...changes.items],
        cursor: {
          ...cursor,
          me,
          newest: highest,
          known: [...changes.known, ...news.map(({ comment }) => stateOf(comment))].slice(-remembered),
          roots: [...roots].slice(-remembered),
          checkNext: changes.checkNext,
          turn: changes.turn,
        },
        more: false,
        nextAfterMs,
        ...(isShort ? { gap: { from: null, to: momentOf(all[0]) } } : {}),
      }
    },
    async keys(given) {
      const { first } = WordpressCursor.parse(given)
      if (first === null) return []
      const all = await newestComments(context, first, [])
      return all.flatMap(({ comment }) => (comment.id > first ? [`comment/${comment.id}`] : []))
    },
    async take(keys) {
      const items: RawItem[] = []
      const roots = new Map<number, number>()
      const me = (await read(context, '/users/me', Me)).id
      for (const key of keys) {
        const id = encodeURIComponent(key.replace('comment/', ''))
        const raw = await readOrNull(context, `/comments/${id}`, z.unknown(), { context: 'edit', _embed: 'up' })
        const comment = Comment.safeParse(raw).data
        if (comment) items.push(await writtenItem(context, { given: raw, comment }, me, roots))
      }
      return items
    },
    async close() {},
  }
}

function momentOf(oldest: Read | undefined): string | null {
  return oldest?.comment.date_gmt ? `${oldest.comment.date_gmt}Z` : null
}

async function writtenItem(
  context: WordpressContext,
  { given, comment }: Read,
  me: number,
  roots: Map<number, number>,
): Promise<RawItem> {
  const root = await rootOf(context, comment, roots)
  const item = commentItem(given, comment, { happened: 'written', root, version: versionOf(comment) })
  return comment.author === me ? { ...item, source: { ...item.source, own: true } } : item
}
