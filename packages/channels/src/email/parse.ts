import { trimReply } from '@resonanz/text'
import { judgeBounce } from './bounce.ts'
import { differ } from './differ.ts'
import { textAsHtml } from './escape-html.ts'
import { addressField, messageIds, readHeaders } from './headers.ts'
import { htmlToText } from '../kit/html-text.ts'
import { kindOf } from './kind.ts'
import { attachmentOf, type Body, partText, sortParts } from './mime/body.ts'
import { readMailDate } from './mime/date.ts'
import { allFields, firstField, lastField } from './mime/header-block.ts'
import { headerText } from './mime/header-text.ts'
import { type MailPart, readParts } from './mime/parts.ts'
import { readReportParts } from './report.ts'
import {
  defaultMailLimits,
  type MailAddress,
  type MailFlag,
  type MailLimits,
  MailTooComplex,
  type ParsedMail,
} from './types.ts'

/** Characters among which the new text of an answer is looked for. */
const replyMost = 1_000_000

/**
 * Reads a raw mail. Pure and linear in its length; what exceeds the limits is cut and flagged, so a mail that a
 * person could make sense of always comes out. Throws MailTooComplex only for bytes that are no mail at all.
 */
export function parseMail(bytes: Uint8Array, given: Partial<MailLimits> = {}): ParsedMail {
  const limits: MailLimits = { ...defaultMailLimits, nowMs: Date.now(), ...given }
  const flags = new Set<MailFlag>()
  const raw = readableBytes(bytes, limits, flags)
  const root = readParts(raw, 0, raw.length, { limits, flags, parts: 0 })
  if (root.fields.length === 0 && raw.subarray(0, 4096).includes(0)) {
    throw new MailTooComplex('not-a-mail', 'These bytes hold no mail header and are not text.')
  }
  const { fields, charset } = root
  const headers = readHeaders(root, limits, flags)
  const from = addressField(fields, 'from', charset, limits, flags)
  const ids = messageIds(lastField(fields, 'message-id'), 2)
  const sorted = sortParts(root)
  const body = readBody(sorted, limits, flags)
  const cids = shownIds(body.html)
  const inReplyTo = messageIds(firstField(fields, 'in-reply-to'), 10)
  const mail: ParsedMail = {
    kind: 'message',
    from,
    to: addressField(fields, 'to', charset, limits, flags),
    cc: addressField(fields, 'cc', charset, limits, flags),
    subject: headerText(lastField(fields, 'subject'), charset).slice(0, 2_000),
    date: readDate(lastField(fields, 'date'), limits.nowMs, flags),
    messageId: ids[0] ?? '',
    inReplyTo: inReplyTo[0] ?? '',
    references: [...new Set([...messageIds(firstField(fields, 'references')), ...inReplyTo])].slice(-100),
    text: body.text,
    html: body.html,
    reply: '',
    quoted: '',
    attachments: sorted.attachments.map((part) => attachmentOf(part, flags, cids)),
    flags: [],
    headers,
  }
  flagSender(from, allFields(fields, 'from').length, flags)
  if (mail.messageId === '') flags.add('id-missing')
  if (allFields(fields, 'message-id').length > 1) flags.add('id-repeated')
  classify(mail, root)
  const trimmed = trimReply(answered(mail, flags))
  mail.reply = trimmed.reply
  mail.quoted = trimmed.quoted
  mail.flags = [...flags]
  return mail
}

/** A mail whose two bodies differ is answered by what people see, not by the part that machines read. */
function answered(mail: ParsedMail, flags: Set<MailFlag>): string {
  const text = flags.has('text-html-differ') && mail.html !== null ? htmlToText(mail.html) : mail.text
  if (text.length <= replyMost) return text
  flags.add('text-too-long')
  return text.slice(0, replyMost)
}

function classify(mail: ParsedMail, root: MailPart): void {
  const report = readReportParts(root, mail)
  mail.headers.originalMessageId = report.originalMessageId
  mail.kind = kindOf(mail, report)
  if (mail.kind !== 'bounce') return
  mail.bounce = judgeBounce(mail, report)
}

/** Cuts at the limit and gives old Mac line ends (CR alone) the form everything else expects. */
function readableBytes(bytes: Uint8Array, limits: MailLimits, flags: Set<MailFlag>): Buffer {
  if (bytes.length === 0) throw new MailTooComplex('empty', 'The mail is empty.')
  let raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (raw.length > limits.totalBytes) {
    flags.add('truncated-bytes')
    raw = raw.subarray(0, limits.totalBytes)
  }
  const head = raw.subarray(0, 65_536)
  if (!head.includes(10) && head.includes(13)) {
    raw = Buffer.from(raw)
    for (let at = raw.indexOf(13); at >= 0; at = raw.indexOf(13, at + 1)) raw[at] = 10
  }
  let start = 0
  while (raw[start] === 10 || raw[start] === 13 || raw[start] === 32 || raw[start] === 9) start++
  if (raw[start] === 0xef && raw[start + 1] === 0xbb && raw[start + 2] === 0xbf) start += 3
  return start === 0 ? raw : raw.subarray(start)
}

function readBody(sorted: Body, limits: MailLimits, flags: Set<MailFlag>): { text: string; html: string | null } {
  const texts = new Map<MailPart, string>()
  const textOf = (part: MailPart) => {
    const known = texts.get(part) ?? partText(part, limits.textBytes, flags)
    texts.set(part, known)
    return known
  }
  const hasHtml = sorted.html.some((part) => part.type === 'text/html')
  const html = hasHtml
    ? join(sorted.html, (part) => (part.type === 'text/html' ? textOf(part) : textAsHtml(textOf(part))))
    : null
  const plainParts = sorted.text.filter((part) => part.type === 'text/plain')
  let text = join(sorted.text, (part) => (part.type === 'text/html' ? htmlToText(textOf(part)) : textOf(part)))
  if (html !== null && text.trim() === '') text = htmlToText(html)
  else if (html !== null && plainParts.length === sorted.text.length && differ(text, html))
    flags.add('text-html-differ')
  return { text, html }
}

function join(parts: MailPart[], read: (part: MailPart) => string): string {
  return parts
    .filter((part) => part.type === 'text/plain' || part.type === 'text/html')
    .map(read)
    .join('\n')
}

function shownIds(html: string | null): Set<string> {
  const ids = new Set<string>()
  if (html === null || !html.includes('cid:')) return ids
  for (const found of html.matchAll(/cid:([^"'\s>)]{1,500})/g)) {
    if (ids.size >= 2_000) break
    const id = found[1] as string
    ids.add(id)
    if (id.includes('%')) ids.add(unescape(id))
  }
  return ids
}

function readDate(value: string, nowMs: number, flags: Set<MailFlag>): string | null {
  if (value.trim() === '') {
    flags.add('date-missing')
    return null
  }
  const time = readMailDate(headerText(value))
  if (time === null || Math.abs(time) > 8.64e15) {
    flags.add('date-wrong')
    return null
  }
  // before e-mail had a public, or more than two days ahead of every clock
  if (time < Date.UTC(1990, 0, 1) || time > nowMs + 2 * 86_400_000) flags.add('date-wrong')
  return new Date(time).toISOString()
}

function flagSender(from: MailAddress[], fields: number, flags: Set<MailFlag>): void {
  if (fields > 1 || from.length > 1) flags.add('several-from')
  if (!from.some(({ address }) => address.includes('@'))) flags.add('no-from')
  for (const { name, address } of from) {
    const shown = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/.exec(name.slice(0, 500))?.[0]
    if (shown && shown.toLowerCase() !== address.toLowerCase()) flags.add('name-shows-other-address')
  }
}
