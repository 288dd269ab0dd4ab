import type { InboundAttachment, InboundEvent, InboundMessage, ParseContext, RawItem } from '../connector.ts'
import { readJsonItem } from '../kit/json-item.ts'
import { inboundMessage, utc } from '../kit/message.ts'
import { permalinkOf, readAtUri } from './at-uri.ts'
import { authorOf } from './author.ts'
import { chatEvents } from './chat-events.ts'
import { type Embedded, readEmbed, textWithLinks, wholeText } from './post-text.ts'
import { PostRecord, StoredItem } from './shapes.ts'

const directedReasons = new Set(['mention', 'reply', 'quote'])
const signs: Record<string, string> = { like: '❤️', repost: '🔁' }

/** One stored item of the account → what happened. Posts cannot be edited on Bluesky: there are only new ones and deleted ones. */
export function toEvents(item: RawItem, context: Pick<ParseContext, 'nowMs'>): InboundEvent[] {
  if (item.source['chat'] === true) return chatEvents(item, context)
  const stored = readJsonItem(item, StoredItem)
  if (stored.reason === 'gone') return [{ type: 'delete', externalId: stored.uri, occurredAt: null }]
  const emoji = signs[stored.reason.replace(/-gone$/, '')]
  if (emoji !== undefined) return [reactionOf(stored, emoji)]
  if (!directedReasons.has(stored.reason) && stored.reason !== 'own')
    return [{ type: 'filtered', code: 'unknown-reason', reason: `A notification of the kind ${stored.reason}.` }]
  const own = stored.reason === 'own'
  return [
    postMessage(stored, { directed: !own, own, imported: item.source['imported'] === true, nowMs: context.nowMs }),
  ]
}

function reactionOf({ reason, subject, author, indexedAt }: StoredItem, emoji: string): InboundEvent {
  if (!author || !readAtUri(subject)) return { type: 'filtered', code: 'no-subject', reason: 'A sign under nothing.' }
  const occurredAt = utc(indexedAt)
  return {
    type: 'reaction',
    externalId: subject!,
    actorKey: author.did,
    emoji,
    present: !reason.endsWith('-gone'),
    occurredAt,
  }
}

type How = { directed: boolean; own?: boolean; imported?: boolean; nowMs: number; meta?: Record<string, unknown> }

/** A post as a message; shared with the posts of the firehose. */
export function postMessage(stored: StoredItem, how: How): InboundMessage {
  const record = PostRecord.parse(typeof stored.record === 'object' && stored.record !== null ? stored.record : {})
  const words = textWithLinks(record)
  const embedded = readEmbed(record.embed, stored.embed)
  const whole = wholeText(words, embedded)
  const root = record.reply?.root ?? { uri: stored.uri, cid: stored.cid }
  const language = record.langs.flatMap((tag) => /^(de|en)\b/i.exec(tag)?.[1]?.toLowerCase() ?? [])[0]
  return inboundMessage({
    externalId: stored.uri,
    threadKey: root.uri,
    threadHints: {
      replyTokens: [],
      references: referencesOf(record),
      subjectKey: null,
      participants: stored.author ? [stored.author.did] : [],
    },
    directed: how.directed,
    ...(how.own ? { own: true as const } : {}),
    visibility: 'public',
    author: authorOf(stored.author, stored.uri),
    text:
      words ||
      embedded.pictures
        .map(({ alt }) => alt)
        .filter(Boolean)
        .join('\n') ||
      whole,
    fullText: whole === words ? null : whole,
    ...(language ? { language: language as 'de' | 'en' } : {}),
    meta: {
      cid: stored.cid,
      root,
      reason: stored.reason,
      ...(stored.parents.length > 0 ? { parents: stored.parents.map(parentOf) } : {}),
      ...(how.imported ? { imported: true } : {}),
      ...how.meta,
    },
    attachments: attachmentsOf(stored, embedded),
    permalink: permalinkOf(stored.uri),
    occurredAt: believable(record.createdAt, stored.indexedAt, how.nowMs),
  })
}

/** Ids of the posts above it, nearest first. */
function referencesOf({ reply }: PostRecord): string[] {
  if (!reply) return []
  return reply.parent.uri === reply.root.uri ? [reply.parent.uri] : [reply.parent.uri, reply.root.uri]
}

function parentOf({ uri, author, text }: StoredItem['parents'][number]) {
  return {
    uri,
    handle: author.handle,
    name: author.displayName ?? null,
    text: text.slice(0, 3_000),
    permalink: permalinkOf(uri),
  }
}

function attachmentsOf({ uri, author }: StoredItem, { pictures }: Embedded): InboundAttachment[] {
  const did = author?.did ?? readAtUri(uri)?.did ?? ''
  return pictures.map(({ alt, mime, size, cid, url }, index) => ({
    index,
    name: `bild-${index + 1}.${/^image\/(png|gif|webp)$/.exec(mime)?.[1] ?? 'jpg'}`,
    type: mime || 'image/jpeg',
    size,
    inline: false,
    ...(alt ? { alt } : {}),
    remote: { ...(url ? { url } : {}), ...(cid ? { ref: `${did}/${cid}` } : {}) },
  }))
}

const dayMs = 24 * 3_600_000

/** Authors set the time of their posts themselves: what lies after the network saw it, or long before, counts for nothing. */
function believable(createdAt: string, indexedAt: string, nowMs: number): string | null {
  const [created, indexed] = [utc(createdAt), utc(indexedAt)]
  const seenMs = indexed ? Date.parse(indexed) : nowMs
  if (!created) return indexed
  const createdMs = Date.parse(created)
  return createdMs > seenMs || createdMs < seenMs - dayMs ? (indexed ?? null) : created
}
