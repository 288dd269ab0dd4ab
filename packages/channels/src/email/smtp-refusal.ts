/** What a mail server's refusal means for a person: stable codes that the web puts into words. */
export type RefusalCode =
  | 'recipient-unknown'
  | 'domain-unknown'
  | 'mailbox-full'
  | 'mailbox-disabled'
  | 'too-large'
  | 'sender-refused'
  | 'relay-denied'
  | 'content-refused'
  | 'policy'
  | 'refused'

/** From the enhanced status (RFC 3463) where the server gives one, else from the reply code. */
export function refusalCode(responseCode: number, response: string): RefusalCode {
  const status = /\b[45]\.(\d{1,3})\.(\d{1,3})\b/.exec(response.slice(0, 300))
  const key = status ? `${status[1]}.${status[2]}` : ''
  const known = byStatus[key]
  if (known === 'policy' && /relay/i.test(response.slice(0, 300))) return 'relay-denied'
  if (known) return known
  if (responseCode === 552) return 'too-large'
  if (responseCode === 553) return 'sender-refused'
  if (responseCode === 550 && /unknown|no such|does not exist|not found/i.test(response.slice(0, 300))) {
    return 'recipient-unknown'
  }
  return 'refused'
}

const byStatus: Record<string, RefusalCode> = {
  '1.0': 'recipient-unknown',
  '1.1': 'recipient-unknown',
  '1.2': 'domain-unknown',
  '1.3': 'recipient-unknown',
  '1.6': 'recipient-unknown',
  '1.7': 'sender-refused',
  '1.8': 'sender-refused',
  '1.10': 'domain-unknown',
  '2.0': 'mailbox-disabled',
  '2.1': 'mailbox-disabled',
  '2.2': 'mailbox-full',
  '2.3': 'too-large',
  '3.4': 'too-large',
  '4.4': 'domain-unknown',
  '6.0': 'content-refused',
  '7.0': 'policy',
  '7.1': 'policy',
  '7.26': 'policy',
}
