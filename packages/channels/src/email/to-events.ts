import { createHash } from 'node:crypto'
import { type InboundEvent, type InboundMessage, type ParseContext, type RawItem, Unreadable } from '../connector.ts'
import { guessLanguage } from '../kit/guess-language.ts'
import { ownMailFlag, selfTestMark } from '../kit/self-test.ts'
import { cleanMailHtml } from './html.ts'
import { parseMail } from './parse.ts'
import type { EmailSettings } from './settings.ts'
import { tokenIn } from './reply-token.ts'
import { normalSubject } from './subject.ts'
import { MailTooComplex, type ParsedMail } from './types.ts'

const repliesKept = 200_000

/** A stored mail → one message, or the reason why it is left out. Pure. Throws Unreadable. */
export function mailToEvents(item: RawItem, context: ParseContext<EmailSettings>): InboundEvent[] {
  const mail = readMail(item, context)
  const own = new Set(context.ownAddresses)
  const sender = mail.from[0] ?? mail.headers.sender[0]
  const isOurs = mail.headers.loop.length > 0 && sender && own.has(sender.address.toLowerCase())
  if (!isOurs) return [messageOf(mail, item, context)]
  // One mailbox of ours tries another. Whether this one waits for that very item only the intake knows.
  if (selfTestMark(mail.subject)) {
    const test = messageOf(mail, item, context)
    return [{ ...test, flags: [...test.flags, ownMailFlag] }]
  }
  return [{ type: 'filtered', code: 'own-mail', reason: 'One of our own mails came back.' }]
}

export function readMail(item: RawItem, context: Pick<ParseContext, 'nowMs'>): ParsedMail {
  if (item.source['notDelivered'] === true) {
    throw new Unreadable('not-delivered', 'The mail server lists this mail and never hands it out.')
  }
  try {
    return parseMail(item.raw, { nowMs: context.nowMs })
  } catch (error) {
    if (error instanceof MailTooComplex) throw new Unreadable(error.code, error.message)
    throw error
  }
}

function messageOf(mail: ParsedMail, item: RawItem, context: ParseContext<EmailSettings>): InboundMessage {
  const contentHash = hashOf(mail)
  const externalId = mail.messageId || `hash:${contentHash}`
  const shown = shownHtml(mail)
  const whole = mail.text.slice(0, repliesKept)
  const tooLarge = item.source['tooLarge'] === true
  const text = tooLarge ? '' : mail.reply || whole
  return {
    type: 'message',
    externalId,
    contentHash,
    threadKey: mail.references[0] ?? externalId,
    threadHints: {
      replyTokens: replyTokens(mail, context),
      references: [mail.headers.originalMessageId, ...mail.references.toReversed()]
        .filter((id) => id !== '')
        .slice(0, 50),
      subjectKey: subjectKeyOf(mail.subject),
      participants: addressesOf([...mail.from, ...mail.to, ...mail.cc]).slice(0, 50),
    },
    directed: true,
    visibility: 'private',
    nature: mail.kind,
    author: authorOf(mail),
    subject: mail.subject || null,
    text,
    fullText: whole === text ? null : whole,
    html: shown?.html ?? null,
    remoteImages: Math.min(shown?.remoteImages ?? 0, 10_000),
    language: guessLanguage(text),
    flags: flagsOf(mail, item, context),
    meta: metaOf(mail, item),
    attachments: mail.attachments.map(({ name, type, size, inline, contentId }, index) => ({
      index,
      name,
      type,
      size,
      inline,
      ...(contentId ? { contentId } : {}),
    })),
    permalink: null,
    occurredAt: mail.date !== null && !mail.flags.includes('date-wrong') ? mail.date : (item.occurredAt ?? null),
    ...(mail.bounce
      ? {
          bounce: {
            hard: mail.bounce.hard,
            status: mail.bounce.status || null,
            reason: mail.bounce.reason,
            recipient: mail.bounce.recipient || null,
            originalMessageId: mail.headers.originalMessageId || null,
          },
        }
      : {}),
  }
}

function authorOf({ from, headers }: ParsedMail): InboundMessage['author'] {
  const sender = [...from, ...headers.sender].find(({ address }) => address.includes('@')) ?? from[0]
  if (!sender) return null
  const name = sender.name.trim().slice(0, 200) || null
  const address = sender.address.slice(0, 320)
  if (address.includes('@')) return { kind: 'email', scope: '', key: address.toLowerCase(), display: address, name }
  const display = (name ?? address).trim()
  return display === '' ? null : { kind: 'name', scope: '', key: display.toLowerCase(), display, name: display }
}

/** The token in our own plus address, and Message-IDs of our domain: both are checked by who has the key. */
function replyTokens(mail: ParsedMail, context: ParseContext<EmailSettings>): string[] {
  const mailbox = context.settings.address.toLowerCase()
  const recipients = [...mail.headers.deliveredTo, ...addressesOf([...mail.to, ...mail.cc])].slice(0, 200)
  const tokens = new Set(recipients.map((address) => tokenIn(address, mailbox)).filter((token) => token !== ''))
  const end = `${mailbox.slice(mailbox.lastIndexOf('@'))}>`
  for (const id of [...mail.references.toReversed(), mail.headers.originalMessageId]) {
    if (id.toLowerCase().endsWith(end)) tokens.add(id)
  }
  return [...tokens].slice(0, 20)
}

/** Null when too short to tell conversations apart. */
function subjectKeyOf(subject: string): string | null {
  const key = normalSubject(subject).slice(0, 200)
  return key.length >= 8 ? key : null
}

function shownHtml(mail: ParsedMail): { html: string; remoteImages: number } | null {
  if (mail.html === null) return null
  // Pictures inside the mail keep their content id; the page that shows them puts the address in.
  const inside = mail.attachments.filter(({ contentId }) => contentId !== '').slice(0, 1_000)
  const cidMap = new Map(inside.map(({ contentId }) => [contentId, `cid:${encodeURIComponent(contentId)}`]))
  const clean = cleanMailHtml(mail.html, { cidMap })
  return clean.html.trim() === '' ? null : clean
}

function flagsOf(mail: ParsedMail, item: RawItem, context: ParseContext): string[] {
  const flags = new Set<string>(mail.flags)
  if (item.source['tooLarge'] === true) flags.add('too-large')
  if (mail.from.some(({ address }) => context.ownAddresses.includes(address.toLowerCase())))
    flags.add('from-own-address')
  return [...flags]
}

function metaOf(mail: ParsedMail, item: RawItem): Record<string, unknown> {
  const { headers } = mail
  const replyTo = addressesOf(headers.replyTo).slice(0, 20)
  const automatic = headers.autoSubmitted !== '' && headers.autoSubmitted !== 'no'
  const size = item.source['size']
  return {
    to: addressesOf(mail.to).slice(0, 200),
    cc: addressesOf(mail.cc).slice(0, 200),
    ...(replyTo.length > 0 ? { replyTo } : {}),
    ...(mail.messageId ? { messageId: mail.messageId } : {}),
    ...(mail.inReplyTo ? { inReplyTo: mail.inReplyTo } : {}),
    references: mail.references.slice(-50),
    ...(automatic || headers.autoReply ? { automatic: true } : {}),
    ...(headers.nullSender ? { nullSender: true } : {}),
    ...(headers.precedence ? { precedence: headers.precedence.slice(0, 60) } : {}),
    ...(headers.listId ? { listId: headers.listId.slice(0, 300) } : {}),
    ...(item.source['imported'] === true ? { imported: true } : {}),
    ...(item.source['tooLarge'] === true && typeof size === 'number' ? { size } : {}),
  }
}

function addressesOf(list: readonly { address: string }[]): string[] {
  return [...new Set(list.map(({ address }) => address).filter((address) => address !== ''))]
}

/** The same mail fetched twice has the same words; servers only add to its header. */
function hashOf(mail: ParsedMail): string {
  const hash = createHash('sha256')
  const parts = [
    mail.from.map(({ address }) => address).join(','),
    mail.subject,
    mail.date ?? '',
    mail.text,
    mail.html ?? '',
  ]
  for (const part of parts) hash.update(part).update('\0')
  for (const { name, size } of mail.attachments) hash.update(`${name}\0${size}\0`)
  return hash.digest('hex').slice(0, 32)
}
