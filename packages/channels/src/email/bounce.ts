import { readNotice, spoken } from './bounce-notice.ts'
import { phraseIn } from './bounce-phrases.ts'
import { readSesNotice } from './bounce-ses.ts'
import { firstField, type HeaderField } from './mime/header-block.ts'
import type { ReportParts } from './report.ts'
import type { BounceReason, MailBounce, ParsedMail } from './types.ts'

/** What a parsed mail says as a bounce, and the Message-ID of the mail that did not arrive; null for other mails. */
export function readBounce(mail: ParsedMail): (MailBounce & { originalMessageId: string }) | null {
  return mail.bounce ? { ...mail.bounce, originalMessageId: mail.headers.originalMessageId } : null
}

/**
 * What a bounce says about the first recipient that failed: the refusing server's own words first, then its enhanced
 * status (RFC 3463), then the words of the notice, then the reply code. A temporary failure is never hard, but for an
 * address that is unknown after all attempts.
 */
export function judgeBounce(mail: ParsedMail, report: ReportParts): MailBounce {
  const verdict = verdictOf(mail, report)
  const reason = reasonOf(verdict)
  const { status, recipient } = verdict
  return { hard: isHard(reason, verdict), status, reason, recipient }
}

type Verdict = {
  recipient: string
  status: string
  /** SMTP reply code, '' when none is quoted */
  code: string
  action: string
  /** words of the refusing server, of the server that reports, and the whole notice */
  remote: string
  words: string
  notice: string
  step: string
  /** a local program failed (procmail, a filter), not a mail server */
  isProgram: boolean
  /** the status field itself calls the mailbox switched off */
  isDisabled: boolean
}

function verdictOf(mail: ParsedMail, report: ReportParts): Verdict {
  const ses = readSesNotice(mail.text)
  const group = failedGroup(report.delivery)
  const field = (name: string) => (group ? firstField(group, name) : '')
  const recipient =
    ses?.recipient || addressIn(field('final-recipient') || field('original-recipient')) || failedAddress(mail, report)
  const diagnostic = field('diagnostic-code') || ses?.diagnostic || ''
  const notice = readNotice(report.notice, recipient, diagnostic)
  const said = spoken(diagnostic.replace(/^[\w-]{1,20} ?; ?/, ''))
  const remote = innermost(said || notice.remote)
  return {
    recipient,
    status:
      statusIn(remote) ||
      statusIn(said) ||
      statusIn(ses?.status ?? '') ||
      specific(statusIn(field('status'))) ||
      statusIn(notice.words) ||
      statusIn(field('status')),
    code: replyCode(remote) || replyCode(notice.words),
    action: field('action').toLowerCase(),
    remote,
    words: notice.words,
    notice: spoken(report.notice),
    step: notice.step,
    isDisabled: /^5\.2\.1 \([^)]{0,40}disabled/i.test(field('status')),
    isProgram: /^x-unix ?;/i.test(diagnostic),
  }
}

function failedGroup(groups: HeaderField[][]): HeaderField[] | undefined {
  const recipients = groups.filter((fields) =>
    fields.some(({ name }) => name === 'final-recipient' || name === 'action' || name === 'status'),
  )
  return recipients.find((fields) => firstField(fields, 'action').toLowerCase().startsWith('fail')) ?? recipients[0]
}

function reasonOf(verdict: Verdict): BounceReason {
  if (/^(?:delivered|relayed|expanded)/.test(verdict.action)) return 'delivered'
  if (verdict.isDisabled) return 'suspended'
  const quoted = phraseIn(verdict.remote) ?? byStatus.get(verdict.status)
  const told = quoted ?? (verdict.remote === '' ? (phraseIn(verdict.words) ?? phraseIn(verdict.notice)) : undefined)
  if (verdict.step === 'sender' && (told === 'user-unknown' || told === 'host-unknown')) return 'policy'
  if (told === 'user-unknown') return isProven(verdict) ? told : verdict.isProgram ? 'system' : 'filtered'
  return told ?? byClass(verdict.status) ?? byCode(verdict.code) ?? 'unknown'
}

/**
 * "User unknown" proves a dead address when said of the recipient: at the RCPT step, with the status 5.1.x or 5.2.1,
 * or by the server that keeps the directory and quotes nobody. After DATA, or as a bare 550 in someone else's words,
 * large providers say it to mail that they merely filtered.
 */
function isProven(verdict: Verdict): boolean {
  const { status, step } = verdict
  if (verdict.isProgram || status.startsWith('5.7.')) return false
  if (/^[45]\.(?:1\.[0-46-9]|2\.1$)/.test(status)) return step !== 'end-of-data'
  if (step === 'recipient') return true
  return verdict.code === '' || verdict.remote.includes("user doesn't have a yahoo.com account")
}

function isHard(reason: BounceReason, verdict: Verdict): boolean {
  if (verdict.action === 'delayed') return false
  if (reason === 'user-unknown' || reason === 'moved') return true
  return (reason === 'not-accepting' || reason === 'host-unknown') && !verdict.status.startsWith('4.')
}

/** Gateways wrap the reply of the server behind them: `5.1.0 - Unknown address error 550-'5.7.1 …'`. */
function innermost(reply: string): string {
  return /(?:error|said|returned|responded)[^'"]{0,20}[45]\d\d[ -]{0,2}['"](.+)/.exec(reply)?.[1] ?? reply
}

/** An enhanced status code of RFC 3463. */
function statusIn(text: string): string {
  return /(?:^|[^\d.])([245]\.\d{1,2}\.\d{1,3})(?![\d.]{0,3}\.\d)/.exec(text.slice(0, 4_000))?.[1] ?? ''
}

/** `5.0.0` says no more than its class. */
function specific(status: string): string {
  return /^[245]\.0\.0$/.test(status) ? '' : status
}

function replyCode(text: string): string {
  return /(?:^|[^\d.])([45][0-5]\d)(?=[ \-:,)#'])/.exec(text)?.[1] ?? ''
}

function byClass(status: string): BounceReason | undefined {
  const subject = status.slice(1, 3)
  if (subject === '.7') return 'policy'
  if (subject === '.6') return 'content'
  if (subject === '.4') return 'network'
  return subject === '.3' || subject === '.5' ? 'system' : subject === '.2' ? 'filtered' : undefined
}

function byCode(code: string): BounceReason | undefined {
  if (code === '552') return 'mailbox-full'
  if (code.startsWith('4')) return 'expired'
  return code === '' ? undefined : 'filtered'
}

function failedAddress(mail: ParsedMail, report: ReportParts): string {
  const own = new Set([...mail.from, ...mail.to].map(({ address }) => address.toLowerCase()))
  for (const found of report.notice.slice(0, 8_000).matchAll(/[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w.-]{1,253}\w/g)) {
    const address = found[0].replace(/^'+/, '')
    if (!own.has(address.toLowerCase()) && !/^(?:postmaster|abuse|support|help)@/i.test(address)) return address
  }
  return addressIn(firstField(report.original, 'to'))
}

function addressIn(field: string): string {
  return /[^\s<>;"]{1,64}@[^\s<>;",]{1,253}/.exec(field)?.[0] ?? ''
}

const byStatus = new Map<string, BounceReason>([
  ['5.1.0', 'user-unknown'],
  ['5.1.1', 'user-unknown'],
  ['5.1.3', 'user-unknown'],
  ['5.1.2', 'host-unknown'],
  ['5.4.4', 'host-unknown'],
  ['5.1.6', 'moved'],
  ['5.1.8', 'policy'],
  ['5.1.10', 'not-accepting'],
  ['5.2.2', 'mailbox-full'],
  ['4.2.2', 'mailbox-full'],
  ['5.2.3', 'too-big'],
  ['5.3.4', 'too-big'],
  ['5.4.7', 'expired'],
  ['4.4.7', 'expired'],
  ['4.4.1', 'network'],
  ['4.4.2', 'network'],
])
