export type Severity = 'ok' | 'info' | 'warning' | 'error'

/** What the doctor looked at and found; the words for it, in both languages, are the command line's. */
export const findingCodes = [
  'node-ok',
  'node-too-old',
  'data-folder-ok',
  'data-folder-missing',
  'data-folder-not-writable',
  'disk-space-low',
  'key-ok',
  'key-new',
  'key-file-missing',
  'key-file-open',
  'product-running',
  'postmaster-stale',
  'database-ok',
  'database-new',
  'database-unreachable',
  'database-locked',
  'database-too-old',
  'database-rights',
  'schema-ok',
  'schema-behind',
  'schema-too-new',
  'clock-ok',
  'clock-skew',
  'web-app-ok',
  'web-app-missing',
  'port-free',
  'port-ours',
  'port-taken',
  'public-url-ok',
  'public-url-insecure',
  'public-url-missing',
  'backup-ok',
  'backup-missing',
  'backup-old',
  'backup-unverified',
  'intake-behind',
  'quarantine',
  'sends-unclear',
  'sends-failed',
  'channel-failing',
  'channel-needs-sign-in',
  'channels-ok',
] as const
export type FindingCode = (typeof findingCodes)[number]

/** `facts` are plain values that the words name: counts, paths, versions; never a customer's. */
export type Finding = { code: FindingCode; severity: Severity; facts: Record<string, string | number> }

export function finding(code: FindingCode, severity: Severity, facts: Finding['facts'] = {}): Finding {
  return { code, severity, facts }
}
