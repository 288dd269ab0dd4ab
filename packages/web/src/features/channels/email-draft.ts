import type { PresenceInput } from '@resonanz/contracts'
import { domainOf, isAddress, type MailServers, type ProviderId, type Security, type Server } from './guess-servers.ts'

/** What the form of a mailbox holds while somebody fills it in. */
export type EmailDraft = {
  address: string
  senderName: string
  provider: ProviderId
  imap: Server & { user: string }
  smtp: Server & { user: string }
  auth: 'password' | 'oauth2'
  password: string
  smtpPassword: string
  refreshToken: string
  clientId: string
  clientSecret: string
  tokenUrl: string
  folders: string[]
  sentFolder: string | null
  plusAddressing: boolean
  backfillDays: number
}

export const emptyEmail: EmailDraft = {
  address: '',
  senderName: '',
  provider: 'own',
  imap: { host: '', port: 993, security: 'tls', user: '' },
  smtp: { host: '', port: 587, security: 'starttls', user: '' },
  auth: 'password',
  password: '',
  smtpPassword: '',
  refreshToken: '',
  clientId: '',
  clientSecret: '',
  tokenUrl: '',
  folders: ['INBOX'],
  sentFolder: null,
  plusAddressing: true,
  backfillDays: 0,
}

/** The draft with the servers of a provider in it; user names follow the address. */
export function withServers(draft: EmailDraft, servers: MailServers, provider: ProviderId): EmailDraft {
  const user = draft.address.trim()
  return {
    ...draft,
    provider,
    imap: { ...servers.imap, user: draft.imap.user || user },
    smtp: { ...servers.smtp, user: draft.smtp.user || user },
    auth: servers.hint === 'oauth' ? 'oauth2' : 'password',
    tokenUrl: servers.tokenUrl ?? draft.tokenUrl,
  }
}

/** What is missing before a test makes sense; '' when nothing is. */
export function missingIn(draft: EmailDraft, storedSecrets = false): 'address' | 'servers' | 'secret' | '' {
  if (!isAddress(draft.address)) return 'address'
  if (!isHost(draft.imap.host) || !isHost(draft.smtp.host) || !draft.imap.user) return 'servers'
  if (storedSecrets) return ''
  const given = draft.auth === 'password' ? draft.password : draft.refreshToken && draft.clientId && draft.tokenUrl
  return given ? '' : 'secret'
}

function isHost(host: string): boolean {
  return host.trim() !== '' && !/[\s/@]/.test(host.trim())
}

export function settingsOf(draft: EmailDraft): Extract<PresenceInput, { kind: 'email' }>['settings'] {
  const server = ({ host, port, security, user }: Server & { user: string }) => ({
    host: host.trim(),
    port,
    security,
    user: user.trim(),
  })
  return {
    address: draft.address.trim(),
    senderName: draft.senderName.trim(),
    imap: { ...server(draft.imap), folders: draft.folders.length > 0 ? draft.folders : ['INBOX'] },
    smtp: server(draft.smtp),
    sentFolder: draft.sentFolder,
    auth: draft.auth,
    plusAddressing: draft.plusAddressing,
    backfillDays: draft.backfillDays,
  }
}

/** Only what was typed: nothing typed leaves the stored secrets as they are. */
export function secretsOf(draft: EmailDraft): Extract<PresenceInput, { kind: 'email' }>['secrets'] | undefined {
  const { auth, password, smtpPassword, refreshToken, clientId, clientSecret, tokenUrl } = draft
  const given = auth === 'password' ? { password, smtpPassword } : { refreshToken, clientId, clientSecret, tokenUrl }
  const typed = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
  const decisive = auth === 'password' ? password || smtpPassword : refreshToken || clientSecret || clientId
  return decisive ? typed : undefined
}

/** A stored mailbox as a draft; settings come from another release and may lack a field. */
export function draftOf(settings: Record<string, unknown>): EmailDraft {
  const given = settings as Partial<ReturnType<typeof settingsOf>>
  const server = (stored: unknown, plain: EmailDraft['imap']) => {
    const { host, port, security, user } = (stored ?? {}) as Partial<Server & { user: string }>
    return {
      host: host ?? plain.host,
      port: port ?? plain.port,
      security: (security ?? plain.security) as Security,
      user: user ?? '',
    }
  }
  return {
    ...emptyEmail,
    address: given.address ?? '',
    senderName: given.senderName ?? '',
    imap: server(given.imap, emptyEmail.imap),
    smtp: server(given.smtp, emptyEmail.smtp),
    auth: given.auth ?? 'password',
    folders: given.imap?.folders ?? ['INBOX'],
    sentFolder: given.sentFolder ?? null,
    plusAddressing: given.plusAddressing ?? true,
    backfillDays: given.backfillDays ?? 0,
  }
}

/** A name to begin with: `Service` of service@firma.example, else the address. */
export function nameFrom(address: string): string {
  const local = address.trim().split('@')[0] ?? ''
  return local && domainOf(address)
    ? local.charAt(0).toLocaleUpperCase('de') + local.slice(1, 60)
    : address.trim().slice(0, 60)
}
