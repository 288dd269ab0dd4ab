import { z } from 'zod'
import type { InboundEvent, InboundMessage, ParseContext, RawItem } from '../connector.ts'
import { htmlToText } from '../kit/html-text.ts'
import { readJsonItem } from '../kit/json-item.ts'
import { inboundMessage, titleOf } from '../kit/message.ts'
import type { Settings } from './client.ts'
import { gmt } from './comment-item.ts'
import { Comment } from './shapes.ts'

const Source = z.object({
  happened: z.enum(['written', 'edited', 'shown', 'hidden', 'gone', 'back']).catch('written'),
  root: z.number().int().optional().catch(undefined),
  own: z.boolean().catch(false),
})
const Gone = z.object({ id: z.number().int().positive() })
const mostHtml = 500_000

export function parse(item: RawItem, { settings, presenceId }: ParseContext<Settings>): InboundEvent[] {
  const source = Source.parse(item.source)
  if (source.happened === 'gone') {
    return [{ type: 'delete', externalId: String(readJsonItem(item, Gone).id), occurredAt: null }]
  }
  if (source.happened === 'back') {
    const externalId = String(readJsonItem(item, Gone).id)
    return [{ type: 'delete', externalId, restored: true, occurredAt: null }]
  }
  const comment = readJsonItem(item, Comment)
  const externalId = String(comment.id)
  if (source.happened === 'shown' || source.happened === 'hidden') {
    return [{ type: 'hide', externalId, hidden: source.happened === 'hidden', occurredAt: null }]
  }
  const text = htmlToText(comment.content.rendered.slice(0, mostHtml))
  if (source.happened === 'edited') return [{ type: 'edit', externalId, text, html: null, occurredAt: null }]
  if (!['', 'comment'].includes(comment.type ?? '')) {
    return [{ type: 'filtered', code: 'not-a-comment', reason: `type ${String(comment.type).slice(0, 40)}` }]
  }
  const message = messageOf(comment, source, { settings, presenceId, text })
  // Not yet let through: only who moderates sees it.
  const waits = comment.status !== undefined && comment.status !== null && comment.status !== 'approved'
  if (!waits) return [message]
  return [
    { ...message, flags: [...message.flags, 'pending'] },
    { type: 'hide', externalId, hidden: true, occurredAt: message.occurredAt },
  ]
}

function messageOf(
  comment: Comment,
  { root, own }: z.infer<typeof Source>,
  { settings, presenceId, text }: { settings: Settings; presenceId: string; text: string },
): InboundMessage {
  const { _embedded: embedded } = comment
  const title = htmlToText((embedded?.up?.[0]?.title?.rendered ?? '').slice(0, 2_000)).slice(0, 300)
  const name = comment.author_name?.trim().slice(0, 200) || null
  const mail = comment.author_email?.trim().toLowerCase().slice(0, 254) || null
  return inboundMessage({
    externalId: String(comment.id),
    threadKey: `comment/${root ?? (comment.parent || comment.id)}`,
    threadHints: {
      replyTokens: [],
      references: comment.parent ? [String(comment.parent)] : [],
      subjectKey: null,
      participants: [],
    },
    directed: own || settings.directed,
    ...(own ? { own: true as const } : {}),
    visibility: 'public',
    // Anybody may enter anybody's address: it holds within this blog and proves nothing elsewhere.
    author: name || mail ? authorOf(name, mail, presenceId) : null,
    subject: titleOf(text),
    text,
    meta: {
      commentId: comment.id,
      postId: comment.post,
      ...(title ? { postTitle: title } : {}),
      ...(mail ? { email: mail } : {}),
    },
    permalink: webAddress(comment.link),
    occurredAt: gmt(comment.date_gmt),
  })
}

function authorOf(name: string | null, mail: string | null, scope: string): InboundMessage['author'] {
  return { kind: 'name', scope, key: mail ?? name!.toLowerCase(), display: name ?? mail!, name }
}

function webAddress(link: string | null | undefined): string | null {
  const url = !link || link.length > 2_000 ? null : URL.parse(link)
  return url && /^https?:$/.test(url.protocol) ? url.href : null
}
