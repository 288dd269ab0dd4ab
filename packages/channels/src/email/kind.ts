import { readSesNotice } from './bounce-ses.ts'
import { isAutoreplySubject, isBounceSubject } from './kind-phrases.ts'
import type { ReportParts } from './report.ts'
import type { MailKind, ParsedMail } from './types.ts'

/**
 * What a mail is, by what its sender's machine says first and by wording last. Everything but 'message' is kept, shown
 * and never answered automatically; a doubt therefore falls on the side of 'message' only when a person could have
 * written it.
 */
export function kindOf(mail: ParsedMail, report: ReportParts): MailKind {
  const ses = readSesNotice(mail.text)
  if (ses) return ses.kind === 'Bounce' ? 'bounce' : 'report'
  if (isReport(mail, report)) return 'report'
  if (isBounce(mail, report)) return 'bounce'
  if (isAutoreply(mail)) return 'autoreply'
  if (isList(mail)) return 'list'
  return 'message'
}

function isReport(mail: ParsedMail, report: ReportParts): boolean {
  const { reportType, contentType } = mail.headers
  if (report.feedback || report.disposition) return true
  if (
    contentType === 'multipart/report' &&
    (reportType === 'feedback-report' || reportType === 'disposition-notification')
  )
    return true
  if (delivered(report)) return true
  // Hotmail's programme for senders is older than the format
  if (report.original.length > 0 && /^complaint about message from [\d.:a-f]+$/i.test(mail.subject)) return true
  return isDmarcReport(mail)
}

function delivered(report: ReportParts): boolean {
  const actions = report.delivery.flatMap((fields) =>
    fields.filter(({ name }) => name === 'action').map(({ value }) => value.toLowerCase()),
  )
  return (
    actions.length > 0 &&
    actions.every((action) => action === 'delivered' || action === 'relayed' || action === 'expanded')
  )
}

/** Aggregate reports of RFC 7489 name their domain in the subject and carry one packed XML file. */
function isDmarcReport(mail: ParsedMail): boolean {
  if (!/^\s{0,3}(?:\[preview\] )?report domain:/i.test(mail.subject)) return false
  return mail.attachments.some(({ type, name }) => /gzip|zip|xml/.test(type) || /\.(?:gz|zip|xml)$/i.test(name))
}

function isBounce(mail: ParsedMail, report: ReportParts): boolean {
  if (report.delivery.length > 0) return true
  const { contentType, reportType, nullSender } = mail.headers
  if (contentType === 'multipart/report' && (reportType === 'delivery-status' || reportType === '')) return true
  const machine = fromMachine(mail)
  if (isBounceSubject(mail.subject))
    return machine || nullSender || report.original.length > 0 || mail.headers.autoSubmitted !== ''
  if (machine && (nullSender || mail.from.some(({ address }) => /^mailer-daemon(?:@|$)/i.test(address)))) return true
  return (machine || nullSender) && saysUndelivered(report.notice)
}

/** Mailer-daemon, postmaster or nobody at all as the sender. */
function fromMachine(mail: ParsedMail): boolean {
  if (mail.from.length === 0) return true
  return mail.from.some(({ name, address }) => {
    const local = address.slice(0, Math.max(0, address.lastIndexOf('@'))).toLowerCase() || address.toLowerCase()
    return (
      machines.test(local) ||
      /^(?:mail(?:er)?[ -]daemon|mail deliver(?:y|er) (?:system|subsystem|service)|postmaster)\b/i.test(name)
    )
  })
}

const machines =
  /^(?:mailer[-_.]?daemon|post[-_]?master|mail[-_.]?delivery(?:[-_.]?(?:sub)?system)?|mail\.delivery\.system|bounces?|mdaemon|double-bounce)(?:[+=-].{0,200})?$/

function saysUndelivered(notice: string): boolean {
  const text = notice.slice(0, 8_000).toLowerCase()
  return (
    /(?:^|[^\d.])[45]\d\d[ -](?:[245]\.\d|.{0,200}(?:user|mailbox|recipient|address|message|unknown|rejected))/.test(
      text,
    ) || undelivered.some((phrase) => text.includes(phrase))
  )
}

const undelivered = [
  'could not be delivered',
  'not be delivered',
  'undeliverable',
  'delivery failed',
  'delivery has failed',
  'failed to deliver',
  'unable to deliver',
  'was not delivered',
  'returned to sender',
  'permanent error',
  'delivery to the following',
  'konnte nicht zugestellt',
  'nicht zugestellt werden',
  "n'a pas pu être",
  'no se pudo entregar',
  'не может быть доставлено',
  '配信できません',
  '送信できません',
  '配送できません',
]

function isAutoreply(mail: ParsedMail): boolean {
  const { autoSubmitted, autoReply, precedence } = mail.headers
  if (autoReply || precedence.includes('auto_reply') || precedence.includes('auto-reply')) return true
  if (autoSubmitted.startsWith('auto-replied') || autoSubmitted.startsWith('auto-notified')) return true
  return isAutoreplySubject(mail.subject)
}

/** An unsubscribe link alone also stands in letters of one person sent through a mailing service: answers are none. */
function isList(mail: ParsedMail): boolean {
  const { listId, listUnsubscribe, precedence } = mail.headers
  if (listId !== '' || /^(?:bulk|list|junk)\b/.test(precedence)) return true
  return listUnsubscribe !== '' && mail.inReplyTo === ''
}
