import type { MailAddress, MailBounce, MailKind, ParsedMail } from './types.ts'

/** One line of `resonanz mail parse`: a promise to other programs, so names and shapes stay. */
export type MailJson = {
  file: string
  kind: MailKind
  from: MailAddress[]
  to: MailAddress[]
  cc: MailAddress[]
  subject: string
  /** ISO 8601 in UTC */
  date: string | null
  messageId: string
  inReplyTo: string
  references: string[]
  text: string
  html: string | null
  reply: string
  quoted: string
  attachments: { name: string; type: string; size: number; inline: boolean }[]
  bounce?: MailBounce
}

export function mailToJson(file: string, mail: ParsedMail): MailJson {
  const { kind, from, to, cc, subject, date, messageId, inReplyTo, references, text, html, reply, quoted, bounce } =
    mail
  const attachments = mail.attachments.map(({ name, type, size, inline }) => ({ name, type, size, inline }))
  const json: MailJson = {
    file,
    kind,
    from,
    to,
    cc,
    subject,
    date,
    messageId,
    inReplyTo,
    references,
    text,
    html,
    reply,
    quoted,
    attachments,
  }
  return bounce ? { ...json, bounce } : json
}
