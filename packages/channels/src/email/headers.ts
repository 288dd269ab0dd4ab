import { readAddresses } from './mime/address.ts'
import { allFields, firstField, type HeaderField, lastField } from './mime/header-block.ts'
import { headerText } from './mime/header-text.ts'
import type { MailPart } from './mime/parts.ts'
import type { MailAddress, MailFlag, MailHeaders, MailLimits } from './types.ts'

/** The fields that routing, threading and the loop guard need, from the header of the whole mail. */
export function readHeaders(root: MailPart, limits: MailLimits, flags: Set<MailFlag>): MailHeaders {
  const { fields, charset } = root
  const addresses = (name: string) => addressField(fields, name, charset, limits, flags)
  const line = (name: string) => headerText(firstField(fields, name), charset)
  const returnPath = firstField(fields, 'return-path').trim()
  return {
    returnPath: readAddresses(returnPath, charset, 1).list[0]?.address ?? '',
    nullSender: returnPath === '<>' || returnPath === '< >',
    sender: addresses('sender'),
    replyTo: addresses('reply-to'),
    deliveredTo: deliveredTo(fields, charset, limits),
    autoSubmitted: line('auto-submitted').toLowerCase(),
    autoReply: ['x-autoreply', 'x-autorespond', 'x-auto-reply', 'x-autoresponder', 'x-vacation'].some((name) =>
      isYes(firstField(fields, name)),
    ),
    autoResponseSuppress: line('x-auto-response-suppress').toLowerCase(),
    precedence: line('precedence').toLowerCase() || line('x-precedence').toLowerCase(),
    listId: line('list-id').slice(0, 500),
    listUnsubscribe: line('list-unsubscribe').slice(0, 2_000),
    contentType: root.contentType.value || root.type,
    reportType: (root.contentType.params.get('report-type') ?? '').toLowerCase(),
    loop: [...allFields(fields, 'x-loop'), ...allFields(fields, 'x-resonanz-loop')]
      .map((value) => headerText(value))
      .slice(0, 20),
    originalMessageId: '',
    language: line('content-language').slice(0, 40) || line('accept-language').slice(0, 40),
  }
}

/** Addresses of the last field of that name: of several `From` the last is what servers and checks go by most. */
export function addressField(
  fields: readonly HeaderField[],
  name: string,
  charset: string,
  limits: Pick<MailLimits, 'addresses'>,
  flags: Set<MailFlag>,
): MailAddress[] {
  const value = lastField(fields, name)
  if (value === '') return []
  const { list, truncated } = readAddresses(value, charset, limits.addresses)
  if (truncated) flags.add('truncated-addresses')
  return list
}

function deliveredTo(fields: readonly HeaderField[], charset: string, limits: MailLimits): string[] {
  const found = new Set<string>()
  for (const name of ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-delivered-to', 'x-rcpt-to']) {
    for (const value of allFields(fields, name).slice(0, 20)) {
      for (const { address } of readAddresses(value, charset, Math.min(50, limits.addresses)).list)
        if (address) found.add(address)
    }
  }
  return [...found]
}

/** Message-IDs in a field, with their angle brackets; bare ids without them are taken when nothing else is there. */
export function messageIds(value: string, most = 100): string[] {
  const ids: string[] = []
  let at = 0
  while (ids.length < most) {
    const open = value.indexOf('<', at)
    if (open < 0) break
    const close = value.indexOf('>', open)
    if (close < 0) break
    const id = value.slice(open + 1, close).replace(/\s+/g, '')
    at = close + 1
    if (id !== '' && id.length <= 998) ids.push(`<${headerText(id)}>`)
  }
  if (ids.length > 0 || value.trim() === '') return ids
  return value
    .trim()
    .split(/[\s,]+/, most)
    .filter((word) => word.includes('@') && word.length <= 998)
    .map((word) => `<${headerText(word.replace(/[<>]/g, ''))}>`)
}

function isYes(value: string): boolean {
  const word = value.trim().toLowerCase()
  return word !== '' && word !== 'no' && word !== 'false' && word !== '0'
}
