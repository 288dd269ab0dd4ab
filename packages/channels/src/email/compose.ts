import { escapeHtml } from './escape-html.ts'
import { replySubject } from './subject.ts'
import type { MailAddress } from './types.ts'

export type OutgoingMail = {
  from: MailAddress
  to: MailAddress[]
  cc?: MailAddress[]
  bcc?: MailAddress[]
  /** where answers shall go, usually the plus address of the thread */
  replyTo?: string
  subject: string
  text: string
  /** minted before the first attempt, with angle brackets */
  messageId: string
  date: Date
  /** the mail that is answered and the chain before it */
  answers?: {
    messageId: string
    references: string[]
    subject: string
    from: string
    date: string | null
    text: string
  }
  /** written by the program, not a person: marked so that no other program answers it */
  automatic?: 'auto-generated' | 'auto-replied'
  loopMark?: string
  /** language of the line above the quote */
  language?: 'de' | 'en'
  attachments?: { name: string; type: string; content: Uint8Array }[]
}

/** What nodemailer's `sendMail` takes. */
export type ComposedMail = {
  from: { name: string; address: string }
  to: { name: string; address: string }[]
  cc?: { name: string; address: string }[]
  bcc?: { name: string; address: string }[]
  replyTo?: string
  subject: string
  text: string
  html: string
  messageId: string
  date: Date
  inReplyTo?: string
  references?: string[]
  headers: Record<string, string>
  attachments: { filename: string; contentType: string; content: Buffer }[]
  disableFileAccess: true
  disableUrlAccess: true
}

const referencesMost = 30
const quotedMost = 50_000

/**
 * The mail for one outgoing message: the agent's text, an HTML form made from it, the answered mail quoted below, and
 * the headers that bring the answer back. No field can carry a line break, and no text becomes markup.
 */
export function composeMail(mail: OutgoingMail): ComposedMail {
  const text = mail.text.replace(/\r\n?/g, '\n').trimEnd()
  const quote = mail.answers ? quoteOf(mail.answers, mail.language ?? 'de') : null
  const references = chain(mail.answers)
  return {
    from: person(mail.from),
    to: mail.to.map(person),
    ...(mail.cc?.length ? { cc: mail.cc.map(person) } : {}),
    ...(mail.bcc?.length ? { bcc: mail.bcc.map(person) } : {}),
    ...(mail.replyTo ? { replyTo: oneLine(mail.replyTo) } : {}),
    subject: oneLine(mail.subject === '' && mail.answers ? replySubject(mail.answers.subject) : mail.subject).slice(
      0,
      500,
    ),
    text: quote ? `${text}\n\n${quote.text}\n` : `${text}\n`,
    html: page(text, quote?.html ?? ''),
    messageId: oneLine(mail.messageId),
    date: mail.date,
    ...(mail.answers?.messageId ? { inReplyTo: oneLine(mail.answers.messageId) } : {}),
    ...(references.length > 0 ? { references } : {}),
    headers: marks(mail),
    attachments: (mail.attachments ?? []).map(({ name, type, content }) => ({
      filename: oneLine(name).slice(0, 200),
      contentType: oneLine(type).slice(0, 100),
      content: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** The first id names the thread and the newest lead to the mail: what must go goes from the middle (RFC 5537). */
function chain(answers: OutgoingMail['answers']): string[] {
  if (!answers) return []
  const ids = [...new Set([...answers.references, answers.messageId].map(oneLine).filter((id) => id !== ''))]
  return ids.length <= referencesMost ? ids : [ids[0] as string, ...ids.slice(-(referencesMost - 1))]
}

function marks(mail: OutgoingMail): Record<string, string> {
  const headers: Record<string, string> = {}
  if (mail.automatic) {
    headers['Auto-Submitted'] = mail.automatic
    headers['X-Auto-Response-Suppress'] = 'OOF, AutoReply'
    headers.Precedence = 'bulk'
  }
  if (mail.loopMark) headers['X-Resonanz-Loop'] = oneLine(mail.loopMark)
  return headers
}

function quoteOf(answers: NonNullable<OutgoingMail['answers']>, language: 'de' | 'en'): { text: string; html: string } {
  const line = introduction(answers, language)
  const quoted = answers.text.replace(/\r\n?/g, '\n').trim().slice(0, quotedMost)
  const text = quoted
    .split('\n')
    .map((row) => (row.startsWith('>') ? `>${row}` : `> ${row}`.trimEnd()))
    .join('\n')
  const html = `<p>${escapeHtml(line)}</p><blockquote type="cite" style="margin:0 0 0 4px;padding-left:12px;border-left:2px solid #ccc">${lines(quoted)}</blockquote>`
  return { text: `${line}\n${text}`, html }
}

function introduction(answers: NonNullable<OutgoingMail['answers']>, language: 'de' | 'en'): string {
  const from = oneLine(answers.from)
  const moment = answers.date === null ? null : new Date(answers.date)
  if (!moment || Number.isNaN(moment.getTime())) return language === 'de' ? `${from} schrieb:` : `${from} wrote:`
  const day = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(moment)
  return language === 'de' ? `Am ${day} schrieb ${from}:` : `On ${day}, ${from} wrote:`
}

function page(text: string, quote: string): string {
  const style = "font-family:system-ui,-apple-system,'Segoe UI',Arial,sans-serif;font-size:15px;line-height:1.5"
  return `<!doctype html><html><head><meta charset="utf-8"></head><body><div style="${style}">${lines(text)}</div>${quote}</body></html>`
}

/** Paragraphs and line breaks as people typed them, addresses of web pages as links. */
function lines(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${linked(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('')
}

function linked(text: string): string {
  let out = ''
  let at = 0
  for (const found of text.matchAll(/https?:\/\/[^\s<>"']{1,2000}/g)) {
    const address = found[0].replace(/[.,;:!?)\]]{1,20}$/, '')
    out += `${escapeHtml(text.slice(at, found.index))}<a href="${escapeHtml(address)}">${escapeHtml(address)}</a>`
    at = found.index + address.length
  }
  return out + escapeHtml(text.slice(at))
}

function person({ name, address }: MailAddress): { name: string; address: string } {
  return { name: oneLine(name).slice(0, 200), address: oneLine(address) }
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}
