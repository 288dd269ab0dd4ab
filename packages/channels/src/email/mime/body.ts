import type { MailAttachment, MailFlag } from '../types.ts'
import { decodeBytes, decodeGuessed } from './charset.ts'
import { cleanText } from './clean.ts'
import { unflow } from './flowed.ts'
import type { MailPart } from './parts.ts'
import { decodeTransfer } from './transfer.ts'

export type Body = { text: MailPart[]; html: MailPart[]; attachments: MailPart[] }

/** Which parts are the body and which are attachments, as RFC 8621 section 4.1.4 sorts them. */
export function sortParts(root: MailPart): Body {
  const body: Body = { text: [], html: [], attachments: [] }
  sort([root], 'mixed', false, body, { text: true, html: true })
  return body
}

type Wants = { text: boolean; html: boolean }

function sort(parts: MailPart[], multipart: string, inAlternative: boolean, body: Body, wants: Wants): void {
  const textBefore = body.text.length
  const htmlBefore = body.html.length
  parts.forEach((part, i) => {
    if (part.children.length > 0) {
      const kind = part.type.slice('multipart/'.length)
      sort(part.children, kind, inAlternative || kind === 'alternative', body, { ...wants })
    } else if (!isShown(part, i, multipart)) {
      if (!part.type.startsWith('multipart/')) body.attachments.push(part)
    } else if (multipart === 'alternative') {
      if (part.type === 'text/plain') body.text.push(part)
      else if (part.type === 'text/html') body.html.push(part)
      else body.attachments.push(part)
    } else {
      if (inAlternative && part.type === 'text/plain') wants.html = false
      if (inAlternative && part.type === 'text/html') wants.text = false
      if (wants.text) body.text.push(part)
      if (wants.html) body.html.push(part)
      if (isMedia(part.type)) body.attachments.push(part)
    }
  })
  if (multipart !== 'alternative' || !wants.text || !wants.html) return
  if (body.text.length === textBefore) body.text.push(...body.html.slice(htmlBefore))
  else if (body.html.length === htmlBefore) body.html.push(...body.text.slice(textBefore))
}

function isShown(part: MailPart, index: number, multipart: string): boolean {
  if (part.disposition === 'attachment') return false
  const media = isMedia(part.type)
  if (!media && part.type !== 'text/plain' && part.type !== 'text/html') return false
  return index === 0 || (multipart !== 'related' && (media || part.name === ''))
}

function isMedia(type: string): boolean {
  return type.startsWith('image/') || type.startsWith('audio/') || type.startsWith('video/')
}

/** Decoded text of a text part, flowed lines joined, controls removed. At most `most` bytes are read. */
export function partText(part: MailPart, most: number, flags: Set<MailFlag>): string {
  const { bytes: all, broken } = decodeTransfer(part.raw.subarray(part.bodyStart, part.bodyEnd), part.encoding)
  if (broken) flags.add('encoding-broken')
  const bytes = all.length > most ? all.subarray(0, most) : all
  if (all.length > most) flags.add('text-too-long')
  const charset = part.charset === '' && part.type === 'text/html' ? metaCharset(bytes) : part.charset
  const { text, guessed } = decodeBytes(bytes, charset)
  if (guessed) flags.add('charset-guessed')
  const clean = cleanText(text)
  const flowed = part.type === 'text/plain' && part.contentType.params.get('format')?.toLowerCase() === 'flowed'
  return flowed ? unflow(clean, part.contentType.params.get('delsp')?.toLowerCase() === 'yes') : clean
}

/** HTML whose mail header names no charset may name it in its first bytes, as on the web. */
function metaCharset(bytes: Buffer): string {
  const found = /<meta[^>]{0,200}charset\s{0,5}=\s{0,5}["']?([\w.:-]{2,40})/i.exec(bytes.toString('latin1', 0, 1024))
  return found?.[1] ?? ''
}

export function attachmentOf(part: MailPart, flags: Set<MailFlag>, shownIds: ReadonlySet<string>): MailAttachment {
  const { bytes, broken } = decodeTransfer(part.raw.subarray(part.bodyStart, part.bodyEnd), part.encoding)
  if (broken) flags.add('encoding-broken')
  const inline =
    shownIds.has(part.contentId) ||
    (part.disposition !== 'attachment' &&
      (part.disposition === 'inline' || (part.contentId !== '' && isMedia(part.type))))
  return { name: part.name, type: part.type, size: bytes.length, inline, contentId: part.contentId, content: bytes }
}

export function plainBytes(part: MailPart, most: number): string {
  const { bytes } = decodeTransfer(part.raw.subarray(part.bodyStart, part.bodyEnd), part.encoding)
  return cleanText(decodeGuessed(bytes.subarray(0, most)))
}
