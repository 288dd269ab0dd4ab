import { z } from 'zod'
import type { Cursor, FetchResult, RawItem, Session } from '../connector.ts'
import { ask } from './api.ts'
import { nextLookMs, quotaDay } from './quota.ts'
import { sweepOld } from './sweep.ts'
import type { YoutubeContext } from './settings.ts'
import { Comment, Listed, Thread } from './shapes.ts'

const pageSize = 100
/** As long as there is only news: what lay there during a long break is taken too. */
const pagesMost = 20
const repliesMost = 5
const threadsKept = 1_000
const heldKept = 500

const Known = z.object({
  /** Answers under each of the newest threads when we last looked: only where there are more are all of them read. */
  counts: z.record(z.string().max(200), z.number()).catch({}).default({}),
  /** Comments that were held back when we last looked: that one is shown is told once. */
  held: z.array(z.string().max(200)).max(heldKept).catch([]).default([]),
  /** The last of the old threads that were asked about. */
  swept: z.string().max(200).optional().catch(undefined),
  /** The newest comment; reading goes back to it. */
  newest: z.string().max(40).optional().catch(undefined),
  lastMs: z.number().positive().max(86_400_000).catch(300_000).default(300_000),
})

export async function openYoutube(context: YoutubeContext): Promise<Session> {
  return { fetch: (cursor) => fetchComments(context, cursor), close: async () => {} }
}

/** The newest threads of all videos, page by page back to what we have, held ones too; answers where their number grew. */
async function fetchComments(context: YoutubeContext, cursor: Cursor): Promise<FetchResult> {
  const known = Known.parse(cursor)
  const items: RawItem[] = []
  const held = new Set(known.held)
  const counted = new Map(Object.entries(known.counts))
  let cost = 0
  const threads: Thread[] = []
  let gap: FetchResult['gap'] | null = null
  for (const moderationStatus of ['published', 'heldForReview'] as const) {
    let pageToken: string | undefined
    for (let page = 0; page < pagesMost; page += 1) {
      const found = await listThreads(context, moderationStatus, pageToken)
      cost += 1
      threads.push(...found.items)
      for (const thread of found.items) items.push(...itemsOf(thread, standOf(moderationStatus, held)))
      pageToken = found.nextPageToken
      const oldest = found.items.at(-1)?.snippet.topLevelComment.snippet.publishedAt
      // The first look takes one page: what is older was not ours to answer yet.
      if (!pageToken || known.newest === undefined || (oldest !== undefined && oldest < known.newest)) break
      if (page === pagesMost - 1) gap = { from: known.newest, to: oldest ?? null }
    }
  }
  const old = await sweepOld(context, [...counted.keys()], new Set(threads.map(({ id }) => id)), known.swept)
  cost += old.calls
  for (const thread of old.threads) items.push(...itemsOf(thread, standOf('published', held)))
  for (const { id, snippet, replies } of [...threads, ...old.threads]) {
    const count = snippet.totalReplyCount ?? 0
    if (count <= Math.min(repliesMost, replies?.comments.length ?? 0) || count <= (counted.get(id) ?? 0)) continue
    const answers = await listReplies(context, id)
    cost += answers.calls
    items.push(...answers.comments.map((comment) => itemOf(comment, id, snippet.videoId, 'published')))
  }
  const newest = threads
    .map(({ snippet }) => snippet.topLevelComment.snippet.publishedAt ?? '')
    .toSorted()
    .at(-1)
  const now = new Map([...threads, ...old.threads].map(({ id, snippet }) => [id, snippet.totalReplyCount ?? 0]))
  const isNews = [...now].some(([id, count]) => counted.get(id) !== count)
  const rest = [...counted].filter(([id]) => !now.has(id))
  const counts = Object.fromEntries(inTurn([...now, ...rest], threads).slice(0, threadsKept))
  const nowMs = Date.now()
  const used = (await context.meter?.usedOn(quotaDay(nowMs).day)) ?? 0
  const nextAfterMs = nextLookMs(context.settings, { used, cost, isNews, lastMs: known.lastMs }, nowMs)
  const next = {
    counts,
    held: [...held].slice(-heldKept),
    swept: old.last,
    newest: newest && newest > (known.newest ?? '') ? newest : known.newest,
    lastMs: nextAfterMs,
  }
  return { items, cursor: next, more: false, nextAfterMs, ...(gap ? { gap } : {}) }
}

/** The newest first, the others in the order they had: so that their turns come. */
function inTurn<T>(all: [string, T][], newest: readonly Thread[]): [string, T][] {
  const place = new Map(newest.map(({ id }, index) => [id, index]))
  return all.toSorted(([a], [b]) => (place.get(a) ?? newest.length) - (place.get(b) ?? newest.length))
}

type Stand = 'published' | 'held' | 'shown'

/** Which of the comments of a list are held back, and which no longer are. */
function standOf(moderationStatus: string, held: Set<string>): (id: string) => Stand {
  return (id) => {
    if (moderationStatus === 'heldForReview') {
      held.add(id)
      return 'held'
    }
    return held.delete(id) ? 'shown' : 'published'
  }
}

function listThreads(context: YoutubeContext, moderationStatus: string, pageToken: string | undefined) {
  const query = {
    part: 'snippet,replies',
    allThreadsRelatedToChannelId: context.settings.channelId,
    order: 'time',
    maxResults: String(pageSize),
    textFormat: 'plainText',
    moderationStatus,
    pageToken,
  }
  return ask(context, { kind: 'commentThreads.list', query }, Listed(Thread))
}

async function listReplies(context: YoutubeContext, parentId: string): Promise<{ comments: Comment[]; calls: number }> {
  const comments: Comment[] = []
  let pageToken: string | undefined
  let calls = 0
  do {
    const query = { part: 'snippet', parentId, maxResults: String(pageSize), textFormat: 'plainText', pageToken }
    const found = await ask(context, { kind: 'comments.list', query }, Listed(Comment))
    calls += 1
    comments.push(...found.items)
    pageToken = found.nextPageToken
  } while (pageToken && calls < pagesMost)
  return { comments, calls }
}

function itemsOf({ id, snippet, replies }: Thread, standOfId: (id: string) => Stand): RawItem[] {
  return [snippet.topLevelComment, ...(replies?.comments ?? [])].map((comment) =>
    itemOf(comment, id, snippet.videoId, standOfId(comment.id)),
  )
}

/** An edit has another time: the same comment once more, in another version; so has one that is held back or shown again. */
function itemOf(comment: Comment, threadId: string, videoId: string | undefined, stand: Stand): RawItem {
  const told = { isHeld: stand === 'held', ...(stand === 'shown' ? { isShownAgain: true } : {}) }
  return {
    sourceKey: `comment/${comment.id}`,
    version: `${comment.snippet.updatedAt ?? ''}${stand === 'published' ? '' : ` ${stand}`}`,
    contentType: 'application/json',
    source: { readMs: Date.now() },
    raw: Buffer.from(JSON.stringify({ comment, threadId, videoId, ...told })),
  }
}
