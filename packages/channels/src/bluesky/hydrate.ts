import type { RawItem } from '../connector.ts'
import { utc } from '../kit/message.ts'
import { query, readAs } from './client.ts'
import { textWithLinks } from './post-text.ts'
import { type Notification, PostPage, PostRecord, PostView, type StoredItem } from './shapes.ts'
import type { BlueskyContext } from './settings.ts'

const postsAtOnce = 25
const threadsAtOnce = 5
const parentsMost = 10
const withPost = new Set(['mention', 'reply', 'quote'])

/** Notifications as items: posts with what they show and the posts above them, signs as they are. */
export async function hydrate(
  context: BlueskyContext,
  notifications: readonly Notification[],
  { imported }: { imported: boolean },
): Promise<RawItem[]> {
  const posts = uniqueByUri(notifications.filter(({ reason }) => withPost.has(reason)))
  const views = await viewsOf(
    context,
    posts.map(({ uri }) => uri),
  )
  const parents = await parentsOf(context, posts.filter(isBelowOthers))
  const facts = imported ? { imported: true } : {}
  const signs = notifications.filter(({ reason }) => !withPost.has(reason))
  return [
    // Oldest first: what came first opens the conversation.
    ...posts.toReversed().map((one) =>
      itemOf(
        {
          reason: one.reason,
          uri: one.uri,
          cid: one.cid,
          author: one.author,
          record: one.record,
          embed: views.get(one.uri)?.embed,
          // What the notification says is the author's claim; the post itself says when the network had it.
          indexedAt: views.get(one.uri)?.indexedAt || one.indexedAt,
          parents: parents.get(one.uri) ?? [],
        },
        { ...facts, post: true },
      ),
    ),
    ...signs
      .toReversed()
      .map(({ reason, uri, cid, author, reasonSubject, indexedAt }) =>
        itemOf(
          { reason, uri, cid, author, indexedAt, parents: [], ...(reasonSubject ? { subject: reasonSubject } : {}) },
          facts,
        ),
      ),
  ]
}

export function itemOf(stored: StoredItem, source: Record<string, unknown>): RawItem {
  const occurredAt = utc(stored.indexedAt)
  return {
    sourceKey: stored.uri,
    version: stored.cid,
    contentType: 'application/json',
    source,
    raw: Buffer.from(JSON.stringify(stored)),
    ...(occurredAt ? { occurredAt } : {}),
  }
}

/** A post can be told twice: as a reply and as a mention. */
function uniqueByUri(all: readonly Notification[]): Notification[] {
  return [...new Map(all.map((one) => [one.uri, one])).values()]
}

async function viewsOf(context: BlueskyContext, uris: readonly string[]): Promise<Map<string, PostView>> {
  const views = new Map<string, PostView>()
  for (let at = 0; at < uris.length; at += postsAtOnce) {
    const asked = uris.slice(at, at + postsAtOnce)
    const { posts } = readAs(await query(context, 'app.bsky.feed.getPosts', { uris: asked }), PostPage)
    for (const post of posts) {
      const view = PostView.safeParse(post).data
      if (view) views.set(view.uri, view)
    }
  }
  return views
}

function isBelowOthers({ record }: Notification): boolean {
  return PostRecord.safeParse(record).data?.reply !== undefined
}

async function parentsOf(context: BlueskyContext, posts: readonly Notification[]) {
  const found = new Map<string, StoredItem['parents']>()
  for (let at = 0; at < posts.length; at += threadsAtOnce) {
    await Promise.all(
      posts.slice(at, at + threadsAtOnce).map(async ({ uri }) => {
        const params = { uri, depth: 0, parentHeight: parentsMost }
        const answer = await query(context, 'app.bsky.feed.getPostThread', params)
        // Deleted or blocked meanwhile: the post stands alone.
        if (answer.status === 200) found.set(uri, above(answer.json))
      }),
    )
  }
  return found
}

/** The posts above one, nearest first, up to the first that cannot be seen. */
function above(json: unknown): StoredItem['parents'] {
  const parents: StoredItem['parents'] = []
  let node = inside(inside(json, 'thread'), 'parent')
  while (parents.length < parentsMost) {
    const view = PostView.safeParse(inside(node, 'post')).data
    if (!view) break
    const { uri, author, record } = view
    const text = textWithLinks(PostRecord.safeParse(record).data ?? { text: '', facets: [] })
    parents.push({ uri, author, text: text.slice(0, 3_000) })
    node = inside(node, 'parent')
  }
  return parents
}

function inside(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}
