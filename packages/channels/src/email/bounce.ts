import { bouncePhrases } from './bounce-phrases.ts'
import { type HeaderField, firstField } from './mime/header-block.ts'
import type { ReportParts } from './report.ts'
import type { BounceReason, MailBounce, ParsedMail } from './types.ts'

/** Reasons that lie in the address itself: writing there again is pointless. */
const hardReasons: ReadonlySet<BounceReason> = new Set(['user-unknown', 'host-unknown', 'moved', 'not-accepting'])

/**
 * What a bounce says about the first recipient that failed: the server's own words first, then its enhanced status
 * (RFC 3463), then the reply code. A temporary failure is never hard.
 */
export function readBounce(mail: ParsedMail, report: ReportParts): MailBounce & { originalMessageId: string } {
  const verdict = verdictOf(mail, report)
  const reason = reasonOf(verdict)
  return {
    hard: hardReasons.has(reason) && !isTemporary(verdict, reason),
    status: verdict.status,
    reason,
    recipient: verdict.recipient,
    originalMessageId: report.originalMessageId,
  }
}

type Verdict = { recipient: string; status: string; code: string; action: string; diagnostic: string; notice: string }

function verdictOf(mail: ParsedMail, report: ReportParts): Verdict {
  const notice = plain(report.notice)
  const group = failedGroup(report.delivery)
  const diagnostic = group ? diagnosticOf(group) : ''
  const words = diagnostic === '' ? notice : diagnostic
  const recipient = group
    ? addressIn(firstField(group, 'final-recipient') || firstField(group, 'original-recipient'))
    : ''
  return {
    recipient: recipient || failedAddress(mail, report),
    status: statusIn(diagnostic) || (group ? statusIn(firstField(group, 'status')) : '') || statusIn(notice),
    code: replyCode(words) || replyCode(notice),
    action: group ? firstField(group, 'action').toLowerCase() : '',
    diagnostic,
    notice,
  }
}

function failedGroup(groups: HeaderField[][]): HeaderField[] | undefined {
  const recipients = groups.filter(
    (fields) => firstField(fields, 'final-recipient') || firstField(fields, 'action') || firstField(fields, 'status'),
  )
  return recipients.find((fields) => firstField(fields, 'action').toLowerCase().startsWith('fail')) ?? recipients[0]
}

function diagnosticOf(group: HeaderField[]): string {
  return plain(firstField(group, 'diagnostic-code').replace(/^[\w-]{1,20} ?; ?/, ''))
}

function reasonOf(verdict: Verdict): BounceReason {
  if (verdict.action === 'delivered' || verdict.action === 'relayed' || verdict.action === 'expanded')
    return 'delivered'
  return (
    phraseIn(verdict.diagnostic) ??
    byStatus.get(verdict.status) ??
    phraseIn(verdict.notice) ??
    byCode(verdict.code) ??
    'unknown'
  )
}

function phraseIn(text: string): BounceReason | undefined {
  if (text === '') return undefined
  for (const [reason, phrases] of bouncePhrases) if (phrases.some((phrase) => text.includes(phrase))) return reason
  return undefined
}

function byCode(code: string): BounceReason | undefined {
  if (code === '552') return 'mailbox-full'
  if (code === '421' || code === '450' || code === '451') return 'expired'
  return code === '550' || code === '551' || code === '553' ? 'filtered' : undefined
}

function isTemporary(verdict: Verdict, reason: BounceReason): boolean {
  return reason !== 'not-accepting' && (verdict.action === 'delayed' || verdict.status.startsWith('4.'))
}

/** An enhanced status code; a bare `x.0.0` says no more than its class. */
function statusIn(text: string): string {
  const found = /(?:^|[^\d.])([245]\.\d{1,2}\.\d{1,3})(?![\d.]*\.\d)/.exec(text)
  return found?.[1] ?? ''
}

function replyCode(text: string): string {
  return /(?:^|[^\d.])([45][0-5]\d)(?=[ \-:)#])/.exec(text)?.[1] ?? ''
}

function failedAddress(mail: ParsedMail, report: ReportParts): string {
  const text = report.notice.slice(0, 8_000)
  const own = new Set([...mail.from, ...mail.to].map(({ address }) => address.toLowerCase()))
  for (const found of text.matchAll(/[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w.-]{1,253}\w/g)) {
    if (!own.has(found[0].toLowerCase())) return found[0]
  }
  return addressIn(firstField(report.original, 'to'))
}

function addressIn(field: string): string {
  return /[^\s<>;"]{1,64}@[^\s<>;",]{1,253}/.exec(field)?.[0] ?? ''
}

function plain(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim()
}

const byStatus = new Map<string, BounceReason>([
  ['5.1.1', 'user-unknown'],
  ['5.1.3', 'user-unknown'],
  ['5.1.2', 'host-unknown'],
  ['5.4.4', 'host-unknown'],
  ['5.1.6', 'moved'],
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
