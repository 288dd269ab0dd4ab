import { z } from 'zod'
import type { FetchResult, RawItem, Session } from '../connector.ts'
import { type DiscourseContext, read, readOrNull } from './client.ts'
import { oddItem, postItem, postVersion } from './post-item.ts'
import { Latest, Post } from './shapes.ts'

const minuteMs = 60_000
const remembered = 500
const pageSize = 50
/** So many pages are gone back to find where we stood; forums take 60 calls a minute. */
const pagesBack = 40

const DiscourseCursor = z.object({
  /** The newest post that was there at the first visit: from then on it is ours. */
  first: z.number().int().nullable().catch(null),
  newest: z.number().int().catch(0),
  /** Post and version: an edit is a post we know with other words. */
  known: z.array(z.tuple([z.number(), z.string()])).catch([]),
})

/** The newest posts of all topics that our user may see; also what a webhook did not bring. */
export async function openDiscourse(context: DiscourseContext): Promise<Session> {
  return {
    async fetch(given) {
      const cursor = DiscourseCursor.parse(given)
      const odd: RawItem[] = []
      const page = await latest(context, odd)
      const nextAfterMs = context.settings.everyMinutes * minuteMs
      if (cursor.first === null) {
        const newest = Math.max(0, ...page.map(({ post }) => post.id))
        return { items: [], cursor: { first: newest, newest, known: knownOf([], page) }, more: false, nextAfterMs }
      }
      const { all, gap } = await untilKnown(context, page, cursor.newest, odd)
      const known = new Map(cursor.known)
      const items: RawItem[] = odd
      for (const { given: raw, post } of all.toSorted((a, b) => a.post.id - b.post.id)) {
        const before = known.get(post.id)
        if (post.id > cursor.newest) items.push(postItem(raw, post, {}))
        else if (before !== undefined && before !== postVersion(post)) items.push(postItem(raw, post, { edited: true }))
      }
      const newest = Math.max(cursor.newest, ...all.map(({ post }) => post.id))
      return {
        items,
        cursor: { first: cursor.first, newest, known: knownOf(cursor.known, all) },
        more: false,
        nextAfterMs,
        ...(gap ? { gap } : {}),
      }
    },
    async keys(given) {
      const { first } = DiscourseCursor.parse(given)
      return (await latest(context, [])).flatMap(({ post }) =>
        post.id > (first ?? Infinity) ? [`post/${post.id}`] : [],
      )
    },
    async take(keys) {
      const items: RawItem[] = []
      for (const key of keys) {
        const raw = await readOrNull(
          context,
          `/posts/${encodeURIComponent(key.replace('post/', ''))}.json`,
          z.unknown(),
        )
        const post = Post.safeParse(raw).data
        if (post) items.push(postItem(raw, post, {}))
      }
      return items
    },
    async close() {},
  }
}

type Read = { given: unknown; post: Post }

/** What cannot be read goes to `odd` and from there to quarantine: it holds up nothing. */
async function latest(context: DiscourseContext, odd: RawItem[], before?: number): Promise<Read[]> {
  const { latest_posts: list } = await read(
    context,
    `/posts.json${before === undefined ? '' : `?before=${before}`}`,
    Latest,
  )
  return list.flatMap((given) => {
    const post = Post.safeParse(given).data
    if (!post) odd.push(oddItem(given))
    return post ? [{ given, post }] : []
  })
}

/**
 * Further back until we are where we stood. What our user may not see is left out of a page after it was counted: one may
 * be empty though older ones are not.
 */
async function untilKnown(
  context: DiscourseContext,
  page: Read[],
  newest: number,
  odd: RawItem[],
): Promise<{ all: Read[]; gap: FetchResult['gap'] | null }> {
  const all = [...page]
  let before = oldestOf(page)
  for (let n = 0; n < pagesBack && Number.isFinite(before) && before > newest + 1; n += 1) {
    const from = before
    const older = (await latest(context, odd, from)).filter(({ post }) => post.id < from)
    all.push(...older)
    before = older.length > 0 ? oldestOf(older) : from - pageSize
  }
  // Further back nobody looks: what lies between there and where we stood is not read.
  const isShort = Number.isFinite(before) && before > newest + 1
  return { all, gap: isShort ? { from: null, to: gapEnd(all) } : null }
}

function gapEnd(all: readonly Read[]): string | null {
  return all.toSorted((a, b) => a.post.id - b.post.id)[0]?.post.created_at ?? null
}

function oldestOf(page: readonly Read[]): number {
  return Math.min(...page.map(({ post }) => post.id))
}

function knownOf(before: readonly [number, string][], read: readonly Read[]): [number, string][] {
  const known = new Map(before)
  for (const { post } of read) known.set(post.id, postVersion(post))
  return [...known].toSorted(([a], [b]) => a - b).slice(-remembered)
}
