import { checkMessageId, checkReplyToken, tokenIn } from './reply-token.ts'
import { caseNumberIn, normalSubject } from './subject.ts'
import type { ParsedMail } from './types.ts'

/** A way to the thread of a mail. The further down, the less it proves. */
export type ThreadKey =
  /** our plus address: the MAC holds; `sender` says whether it came from whom we wrote to */
  | { kind: 'reply-token'; threadId: string; sender: 'expected' | 'other' }
  /** answers a Message-ID that we minted; `id` is what it was minted for */
  | { kind: 'own-message'; id: string; messageId: string }
  /** answers a mail that we may have received */
  | { kind: 'reference'; messageId: string }
  /** a case number anybody could have typed: only together with a known sender */
  | { kind: 'case-number'; number: number }
  /** same subject among the same people: last resort, and only for a short while */
  | { kind: 'subject'; subject: string; participants: string[] }

export type ThreadOptions = {
  /** our own mailbox addresses, without plus parts */
  mailboxes: readonly string[]
  /** secrets under which tokens and Message-IDs may have been minted, the newest first */
  secrets: readonly string[]
}

/** How a mail can be brought to its thread, in order of trust; the newest reference first. */
export function threadKeys(mail: ParsedMail, options: ThreadOptions): ThreadKey[] {
  const keys: ThreadKey[] = [...tokens(mail, options)]
  const references = answered(mail)
  for (const messageId of references) {
    const id = firstOf(options.secrets, (secret) => checkMessageId(messageId, secret))
    if (id !== null) keys.push({ kind: 'own-message', id, messageId })
  }
  const own = new Set(keys.map((key) => (key.kind === 'own-message' ? key.messageId : '')))
  for (const messageId of references) if (!own.has(messageId)) keys.push({ kind: 'reference', messageId })
  const number = caseNumberIn(mail.subject)
  if (number !== null) keys.push({ kind: 'case-number', number })
  const subject = normalSubject(mail.subject)
  if (subject.length >= 3) keys.push({ kind: 'subject', subject, participants: participants(mail, options.mailboxes) })
  return keys
}

function* tokens(mail: ParsedMail, options: ThreadOptions): Generator<ThreadKey> {
  const recipients = [...mail.to, ...mail.cc].map(({ address }) => address).concat(mail.headers.deliveredTo)
  const senders = mail.from.map(({ address }) => address).slice(0, 5)
  const seen = new Set<string>()
  for (const address of recipients.slice(0, 200)) {
    for (const mailbox of options.mailboxes) {
      const token = tokenIn(address, mailbox)
      if (token === '' || seen.has(token)) continue
      seen.add(token)
      const found = firstOf(options.secrets, (secret) => checkReplyToken(token, senders, secret))
      if (found) yield { kind: 'reply-token', ...found }
    }
  }
}

/** In-Reply-To first, then References from the newest to the oldest; for a bounce the mail it is about. */
function answered(mail: ParsedMail): string[] {
  const ids = [mail.headers.originalMessageId, mail.inReplyTo, ...mail.references.toReversed()]
  return [...new Set(ids.filter((id) => id !== '' && id !== mail.messageId))].slice(0, 60)
}

function participants(mail: ParsedMail, mailboxes: readonly string[]): string[] {
  const own = new Set(mailboxes.map((mailbox) => mailbox.toLowerCase()))
  const all = [...mail.from, ...mail.to, ...mail.cc].map(({ address }) => address.toLowerCase())
  return [...new Set(all)].filter((address) => address !== '' && !own.has(withoutPlus(address))).toSorted()
}

function withoutPlus(address: string): string {
  return address.replace(/\+c_[a-z2-7]{1,100}@/, '@')
}

function firstOf<T>(secrets: readonly string[], check: (secret: string) => T | null): T | null {
  for (const secret of secrets) {
    const found = check(secret)
    if (found !== null) return found
  }
  return null
}
