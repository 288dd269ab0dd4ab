/** One mailbox in a header. Both are '' when the sender left them out; `address` is never taken from a comment. */
export type MailAddress = { name: string; address: string }

/** A part that is not shown as the body. `type` is the declared one: ask `sniffType` before serving it. */
export type MailAttachment = {
  name: string
  /** lower case `type/subtype` as declared */
  type: string
  /** bytes after decoding */
  size: number
  inline: boolean
  /** without the angle brackets, '' when absent */
  contentId: string
  content: Uint8Array
}

export type MailKind = 'message' | 'bounce' | 'autoreply' | 'list' | 'report'

/** What a bounce says. `hard`: the address itself is dead, writing to it again is pointless. */
export type MailBounce = {
  hard: boolean
  /** enhanced status code as `5.1.1`, '' when the mail names none */
  status: string
  reason: BounceReason
  /** the address that could not be reached, '' when unknown */
  recipient: string
}

export type BounceReason =
  | 'user-unknown'
  | 'host-unknown'
  | 'moved'
  | 'not-accepting'
  | 'mailbox-full'
  | 'expired'
  | 'too-big'
  | 'spam'
  | 'virus'
  | 'policy'
  | 'authentication'
  | 'blocked'
  | 'throttled'
  | 'suspended'
  | 'filtered'
  | 'network'
  | 'system'
  | 'content'
  | 'relay-denied'
  | 'delivered'
  | 'unknown'

/** Typed warnings: nothing here stops the mail, each is worth a chip or a log line. */
export type MailFlag =
  | 'several-from'
  | 'no-from'
  | 'name-shows-other-address'
  | 'id-missing'
  | 'id-repeated'
  | 'date-missing'
  | 'date-wrong'
  | 'text-html-differ'
  | 'charset-guessed'
  | 'encoding-broken'
  | 'boundary-missing'
  | 'header-broken'
  | 'truncated-bytes'
  | 'truncated-headers'
  | 'truncated-addresses'
  | 'truncated-parts'
  | 'nesting-too-deep'
  | 'text-too-long'

export type ParsedMail = {
  kind: MailKind
  from: MailAddress[]
  to: MailAddress[]
  cc: MailAddress[]
  subject: string
  /** ISO 8601 in UTC, null when missing or unreadable; an implausible date is kept and flagged */
  date: string | null
  /** with angle brackets, '' when missing */
  messageId: string
  inReplyTo: string
  references: string[]
  text: string
  /** as sent, decoded, not cleaned: never show it without `cleanMailHtml`; null when the mail has none */
  html: string | null
  reply: string
  quoted: string
  attachments: MailAttachment[]
  bounce?: MailBounce
  flags: MailFlag[]
  headers: MailHeaders
}

/** The header fields that routing, threading and the loop guard ask for later. '' or [] when absent. */
export type MailHeaders = {
  /** '' also for the null sender `<>`: see `nullSender` */
  returnPath: string
  nullSender: boolean
  sender: MailAddress[]
  replyTo: MailAddress[]
  deliveredTo: string[]
  autoSubmitted: string
  autoReply: boolean
  autoResponseSuppress: string
  precedence: string
  listId: string
  listUnsubscribe: string
  /** `type/subtype` of the whole mail and, for multipart/report, its report-type */
  contentType: string
  reportType: string
  /** our or another program's loop mark, as `X-Loop` and `X-Resonanz-Loop` carry it */
  loop: string[]
  /** Message-ID of the mail that a bounce, receipt or report is about */
  originalMessageId: string
  language: string
}

/** Ceilings of one mail; what exceeds them is cut and flagged. Sizes are bytes. */
export type MailLimits = {
  totalBytes: number
  headers: number
  headerBytes: number
  addresses: number
  parts: number
  nesting: number
  /** decoded text or HTML kept per body */
  textBytes: number
  /** the moment the mail is judged against for 'date-wrong'; not a size */
  nowMs: number
}

export const defaultMailLimits: Omit<MailLimits, 'nowMs'> = {
  totalBytes: 50 * 1024 * 1024,
  headers: 10_000,
  headerBytes: 256 * 1024,
  addresses: 2_000,
  parts: 1_000,
  nesting: 50,
  textBytes: 5 * 1024 * 1024,
}

/** Nothing useful could be had from the bytes. `code` is stable, `message` is for the quarantine list. */
export class MailTooComplex extends Error {
  readonly code: 'empty' | 'not-a-mail'
  constructor(code: 'empty' | 'not-a-mail', message: string) {
    super(message)
    this.name = 'MailTooComplex'
    this.code = code
  }
}
