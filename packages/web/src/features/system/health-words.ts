/** Issues the server names, each with words (what it is, what to do) and the place where it is settled. */
export const issueCodes = [
  'channel-failing',
  'channel-needs-sign-in',
  'quarantine',
  'unclear-sends',
  'failed-sends',
  'intake-behind',
  'texts-not-analysed',
  'clock-skew',
  'no-backup',
] as const
export type IssueCode = (typeof issueCodes)[number]

export function knownIssue(code: string): IssueCode | 'unknown' {
  return (issueCodes as readonly string[]).includes(code) ? (code as IssueCode) : 'unknown'
}

export const issuePlaces: Partial<Record<IssueCode, { to: string; params?: Record<string, string>; hash?: string }>> = {
  'channel-failing': { to: '/settings/channels' },
  'channel-needs-sign-in': { to: '/settings/channels' },
  quarantine: { to: '/quarantine' },
  'unclear-sends': { to: '/inbox/$view', params: { view: 'unclear' } },
  'failed-sends': { to: '/outbox' },
  'no-backup': { to: '/settings/system', hash: 'backup' },
}

/** Why an item was left out of the cases, as the daily proof names it. */
export const filterCodes = [
  'own-mail',
  'self-test',
  'answer-known',
  'honeypot',
  'dismissed',
  'empty',
  'bounce',
  'autoreply',
  'list',
  'report',
  'own-post',
  'signature-wrong',
  'stream-gap',
] as const
export type FilterCode = (typeof filterCodes)[number]
export function knownFilter(code: string): FilterCode | 'other' {
  return (filterCodes as readonly string[]).includes(code) ? (code as FilterCode) : 'other'
}
