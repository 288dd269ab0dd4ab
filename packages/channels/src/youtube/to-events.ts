import type { InboundEvent, ParseContext, RawItem } from '../connector.ts'
import { readJsonItem } from '../kit/json-item.ts'
import { inboundMessage, utc } from '../kit/message.ts'
import type { YoutubeSettings } from './settings.ts'
import { YoutubeItem } from './shapes.ts'

/** A comment; changed since it was written, what it says now; held back by YouTube, that nobody else sees it. */
export function commentToEvents(item: RawItem, { settings }: ParseContext<YoutubeSettings>): InboundEvent[] {
  const { comment, videoId, threadId, isHeld, isShownAgain } = readJsonItem(item, YoutubeItem)
  const { id, snippet } = comment
  const text = snippet.textOriginal ?? snippet.textDisplay ?? ''
  const author = snippet.authorChannelId?.value
  const isOwn = author === settings.channelId
  const name = snippet.authorDisplayName?.slice(0, 200) ?? null
  const video = videoId ?? snippet.videoId
  const parent = snippet.parentId ?? (id === threadId ? undefined : threadId)
  const events: InboundEvent[] = [
    inboundMessage({
      externalId: id,
      threadKey: threadId,
      threadHints: {
        replyTokens: [],
        references: parent === undefined ? [] : [parent],
        subjectKey: null,
        participants: [],
      },
      directed: true,
      visibility: 'public',
      author:
        author === undefined ? null : { kind: 'handle', scope: 'youtube', key: author, display: name ?? author, name },
      text,
      meta: video ? { video } : {},
      permalink:
        video && /^[\w-]{1,40}$/.test(video)
          ? `https://www.youtube.com/watch?v=${video}&lc=${encodeURIComponent(id)}`
          : null,
      occurredAt: utc(snippet.publishedAt),
      ...(isOwn ? { own: true as const } : {}),
    }),
  ]
  const changedAt = utc(snippet.updatedAt)
  if (changedAt !== null && changedAt !== utc(snippet.publishedAt))
    events.push({ type: 'edit', externalId: id, text, html: null, occurredAt: changedAt })
  if ((isHeld || isShownAgain) && !isOwn)
    events.push({
      type: 'hide',
      externalId: id,
      hidden: isHeld === true,
      occurredAt: readAt(item) ?? utc(snippet.publishedAt),
    })
  return events
}

/** YouTube says that a comment is held back, not since when. */
function readAt({ source: { readMs } }: RawItem): string | null {
  return typeof readMs === 'number' ? new Date(readMs).toISOString() : null
}
