/**
 * Every code that a connection can fail with (connectors, egress client, intake), and the part of the settings that
 * mends it. The words stand under `fault.<code>`: what it is and what to do. A test compares the list with the sources.
 */
export type FixPart = 'sign-in' | 'servers' | 'folders' | 'url'

export const faultCodes = {
  'bad-address': 'servers',
  'host-not-allowed': 'servers',
  unreachable: 'servers',
  certificate: 'servers',
  'redirect-refused': 'url',
  'too-large': null,
  'too-slow': null,
  'bad-encoding': null,
  cancelled: null,
  'server-busy': null,
  'wrong-credentials': 'sign-in',
  throttled: null,
  'no-encryption': 'servers',
  'refused-by-server': null,
  'folder-missing': 'folders',
  'mail-not-delivered': null,
  'token-missing': 'sign-in',
  'token-revoked': 'sign-in',
  'token-server-down': null,
  gone: 'url',
  'not-found': 'url',
  refused: 'url',
  'server-error': null,
  'settings-invalid': 'servers',
  'document-too-slow': null,
  'document-unreadable': 'url',
  empty: 'url',
  'not-a-feed': 'url',
  'permission-missing': 'sign-in',
  'unexpected-answer': null,
  expired: null,
  'connection-lost': null,
  'media-failed': null,
  'other-account': 'sign-in',
  'not-mastodon': 'servers',
  'wrong-shape': null,
  'not-json': null,
  'account-closed': null,
  'not-this-network': 'servers',
  'query-wrong': 'servers',
  'handle-unknown': 'servers',
  'directory-down': null,
  'stream-ended': null,
  'reading-failed': null,
  'no-such-message': null,
  'attachment-refused': null,
  'token-expired': null,
  'budget-used-up': null,
  'quota-used-up': null,
  'credits-used-up': null,
  'read-elsewhere': null,
  'hook-not-reached': null,
  'hook-address-missing': 'servers',
  'window-closed': null,
  'sign-in-refused': 'sign-in',
  'issuer-wrong': 'sign-in',
  'address-not-public': null,
  'no-lasting-access': 'sign-in',
  'messages-not-permitted': 'sign-in',
} as const satisfies Record<string, FixPart | null>
export type FaultCode = keyof typeof faultCodes

export function knownFault(code: string): FaultCode | 'unknown' {
  return Object.hasOwn(faultCodes, code) ? (code as FaultCode) : 'unknown'
}

/** Where to mend a fault; a feed has no servers, its address is its only setting. */
export function fixPartOf(code: string, kind: string): FixPart | null {
  const known = knownFault(code)
  const part = known === 'unknown' ? null : faultCodes[known]
  return part === 'servers' && kind === 'feed' ? 'url' : part
}
