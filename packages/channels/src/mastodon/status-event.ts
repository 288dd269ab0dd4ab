import { createHash } from 'node:crypto'
import type { InboundAttachment, InboundEdit, InboundMessage } from '../connector.ts'
import { guessLanguage } from '../kit/guess-language.ts'
import { inboundMessage, titleOf, utc } from '../kit/message.ts'
import type { Account, Status } from './shapes.ts'
import { textOf, wholeText } from './status-text.ts'

/** Where a status stands, found out when it was read: its own server knows only the next one above. */
export type Place = { parent: string | null; root: string | null; home: string }
type Said = Place & { directed: boolean; own: boolean; imported: boolean; sources: string[] }

export function messageOf(status: Status, said: Said): InboundMessage {
  const whole = wholeText(status)
  const text = textOf(status) || (whole ?? '')
  const warning = (status.spoiler_text ?? '').trim().slice(0, 500)
  const isPrivate = !isPublic(status)
  const root = keyOf(said.root ?? said.parent ?? status.uri)
  return inboundMessage({
    externalId: keyOf(status.uri),
    // Public words and private ones about the same stay apart, and those of each person: under one post of ours many may
    // write privately. The reference keeps them in one concern.
    threadKey: isPrivate ? privateKeyOf(partnerOf(status, said), root) : root,
    threadHints: {
      replyTokens: [],
      references: said.parent === null ? [] : [keyOf(said.parent)],
      subjectKey: null,
      participants: [],
    },
    directed: said.directed,
    ...(said.own ? { own: true as const, ...(isPrivate ? { addressee: partnerOf(status, said) } : {}) } : {}),
    visibility: isPrivate ? 'private' : 'public',
    author: authorOf(status.account, said.home),
    subject: warning || titleOf(text),
    text,
    fullText: whole === text ? null : whole,
    language: languageOf(status.language) ?? guessLanguage(text),
    flags: [
      ...(warning ? ['content-warning'] : []),
      ...(status.sensitive ? ['sensitive'] : []),
      ...(status.account.bot ? ['bot'] : []),
    ],
    meta: {
      uri: status.uri.slice(0, 2_000),
      statusId: status.id,
      acct: fullName(status.account.acct, said.home),
      visibility: (status.visibility ?? 'public').slice(0, 20),
      ...(warning ? { contentWarning: warning } : {}),
      ...(said.sources.length > 0 ? { sources: said.sources } : {}),
      ...(said.imported ? { imported: true } : {}),
    },
    attachments: attachmentsOf(status),
    permalink: webAddress(status.url) ?? webAddress(status.uri),
    occurredAt: utc(status.created_at ?? undefined),
    tags: (status.tags ?? []).slice(0, 30).map(({ name }) => name.slice(0, 100)),
  })
}

/** The private conversation with one person about something. */
export function privateKeyOf(person: string, root: string): string {
  return keyOf(`private ${person} ${root}`)
}

/** Who a private word is shared with: its author, of our own the first who is named. */
function partnerOf({ account, mentions }: Status, { own, home }: Said): string {
  const partner = own ? (mentions?.[0]?.acct ?? account.acct) : account.acct
  return fullName(partner, home)
}

export function editOf(status: Status): InboundEdit {
  const occurredAt = utc(status.edited_at ?? undefined)
  return { type: 'edit', externalId: keyOf(status.uri), text: textOf(status), html: null, occurredAt }
}

/** Public and unlisted are open to everybody; followers-only and direct are not, nor is a word we do not know. */
export function isPublic(status: Status): boolean {
  return ['public', 'unlisted'].includes(status.visibility ?? 'public')
}

/** Long addresses are kept as their hash: keys are short. */
export function keyOf(uri: string): string {
  return uri.length <= 400 ? uri : `sha256:${createHash('sha256').update(uri).digest('hex')}`
}

/** Names of people on the same server come without it. */
export function fullName(acct: string, home: string): string {
  const name = acct.replace(/^@/, '').toLowerCase().slice(0, 300)
  return name.includes('@') || home === '' ? name : `${name}@${home}`
}

function authorOf(account: Account, home: string): InboundMessage['author'] {
  const key = fullName(account.acct, home)
  const name = account.display_name?.trim().slice(0, 200) || null
  return { kind: 'handle', scope: 'fediverse', key, display: `@${key}`, name }
}

function attachmentsOf(status: Status): InboundAttachment[] {
  const media = (status.media_attachments ?? []).flatMap((one) => {
    const url = webAddress(one.url) ?? webAddress(one.remote_url)
    return url === null ? [] : [{ url, alt: one.description?.trim().slice(0, 5_000) || null, type: one.type ?? '' }]
  })
  return media.slice(0, 20).map(({ url, alt, type }, index) => ({
    index,
    name: new URL(url).pathname.split('/').at(-1)?.slice(-100) || `media-${index + 1}`,
    type: typeOf[type] ?? 'application/octet-stream',
    size: 0,
    inline: false,
    ...(alt === null ? {} : { alt }),
    remote: { url },
  }))
}

/** What is said of it; the bytes say better once they are here. */
const typeOf: Record<string, string> = {
  image: 'image/jpeg',
  gifv: 'video/mp4',
  video: 'video/mp4',
  audio: 'audio/mpeg',
}

function languageOf(given: string | null | undefined): 'de' | 'en' | null {
  return (/^(de|en)\b/i.exec(given ?? '')?.[1]?.toLowerCase() as 'de' | 'en' | undefined) ?? null
}

function webAddress(link: string | null | undefined): string | null {
  const url = !link || link.length > 2_000 ? null : URL.parse(link)
  return url && /^https?:$/.test(url.protocol) ? url.href : null
}
