import { messageIds } from './headers.ts'
import { plainBytes } from './mime/body.ts'
import { firstField, type HeaderField, readHeaderBlock } from './mime/header-block.ts'
import { headerText } from './mime/header-text.ts'
import { type MailPart, readParts } from './mime/parts.ts'
import { decodeTransfer } from './mime/transfer.ts'
import { defaultMailLimits, type ParsedMail } from './types.ts'

/** What a machine-written mail carries beside its words (RFC 3464, 5965, 8098). Texts are '' when absent. */
export type ReportParts = {
  /** groups of fields of the delivery status: first the mail's, then one per recipient */
  delivery: HeaderField[][]
  feedback: boolean
  disposition: boolean
  /** fields of the returned mail's header */
  original: HeaderField[]
  originalMessageId: string
  /** the words meant for people, without the returned mail */
  notice: string
}

/** Characters of a notice that are looked at, bytes of a returned header. */
const noticeMost = 40_000
const originalMost = 64_000
const innerMost = 256_000

/** Collects the parts of a report; for mails of the days before reports it cuts the returned mail off the text. */
export function readReportParts(root: MailPart, mail: Pick<ParsedMail, 'text'>): ReportParts {
  const report: ReportParts = {
    delivery: [],
    feedback: false,
    disposition: false,
    original: [],
    originalMessageId: '',
    notice: '',
  }
  if (root.children.length > 0) for (const part of leaves(root)) readPart(part, report)
  const { notice, returned } = splitReturned(mail.text.slice(0, noticeMost))
  report.notice = notice
  if (report.original.length === 0 && returned !== '') report.original = headerFields(returned)
  report.originalMessageId = messageIds(firstField(report.original, 'message-id'), 1)[0] ?? ''
  return report
}

function* leaves(part: MailPart): Generator<MailPart> {
  if (part.children.length === 0) yield part
  for (const child of part.children) yield* leaves(child)
}

function readPart(part: MailPart, report: ReportParts): void {
  switch (part.type) {
    case 'message/delivery-status':
    case 'message/global-delivery-status':
    case 'text/delivery-status':
      report.delivery = groups(plainBytes(part, noticeMost))
      break
    case 'message/feedback-report':
      report.feedback = true
      break
    case 'message/disposition-notification':
    case 'message/global-disposition-notification':
      report.disposition = true
      break
    case 'message/rfc822':
    case 'message/global':
    case 'text/rfc822-headers':
    case 'message/rfc822-headers':
    case 'message/global-headers':
      if (report.original.length > 0) return
      report.original = headerFields(plainBytes(part, originalMost))
      if (report.delivery.length === 0) readInner(part, report)
  }
}

/** A bounce that was forwarded or wrapped by a gateway: its own delivery status counts, one level deep. */
function readInner(part: MailPart, report: ReportParts): void {
  if (!firstField(report.original, 'content-type').toLowerCase().includes('multipart/report')) return
  const bytes = decodeTransfer(part.raw.subarray(part.bodyStart, part.bodyEnd), part.encoding).bytes.subarray(
    0,
    innerMost,
  )
  const limits = { ...defaultMailLimits, parts: 50, nesting: 5, nowMs: 0 }
  const inner = readParts(bytes, 0, bytes.length, { limits, flags: new Set(), parts: 0 })
  for (const leaf of leaves(inner)) {
    if (leaf.type.includes('delivery-status')) readPart(leaf, report)
    else if (leaf.type.includes('rfc822')) report.original = headerFields(plainBytes(leaf, originalMost))
  }
}

/** Fields in groups parted by empty lines, as a delivery status has them. */
function groups(text: string): HeaderField[][] {
  return text
    .split(/\n[ \t]*\n/, 500)
    .map(headerFields)
    .filter((fields) => fields.length > 0)
}

function headerFields(text: string): HeaderField[] {
  const raw = Buffer.from(text.trimStart(), 'utf8')
  const { fields } = readHeaderBlock(raw, 0, raw.length, defaultMailLimits, new Set())
  return fields.slice(0, 500).map(({ name, value }) => ({ name, value: headerText(value) }))
}

/** The line that announces the returned mail, in the wordings of many servers. */
const announcements = [
  /^-{2,} ?(?:this is a copy of|below this line is a copy of|the following is a copy of|this is the original|original message|returned message|unsent message|message header|the header of the original|headers? of (?:the )?original|undelivered message|nachricht|ursprüngliche nachricht|message text|the body of the message|forwarded message)/i,
  /^-{2,} ?(?:below|unsent|original|returned|following)/i,
  /^(?:your (?:original )?(?:message|mail) (?:follows|headers)|original message follows|the original message follows|message headers? follows?|received: from|return-path: <|--- below this line is a copy|the following is the original|original headers?:|headers of the original message)/i,
  /^(?:returned (?:message|mail) follows|-+ ?original mail header|reporting-mta: dns|content-type: message\/rfc822)/i,
]

/** Notice and returned mail of a bounce that puts both into one text. */
function splitReturned(text: string): { notice: string; returned: string } {
  let at = 0
  while (at < text.length) {
    let end = text.indexOf('\n', at)
    if (end < 0) end = text.length
    const line = text.slice(at, Math.min(end, at + 200)).trim()
    if (line.length > 8 && announcements.some((pattern) => pattern.test(line))) {
      const isHeader = /^[a-z-]+:/i.test(line)
      return { notice: text.slice(0, at), returned: text.slice(isHeader ? at : end + 1) }
    }
    at = end + 1
  }
  return { notice: text, returned: '' }
}
