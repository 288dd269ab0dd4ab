/** Where a mailbox of an address is most likely read and sent from. Data by the providers' own help pages. */

export type Security = 'tls' | 'starttls' | 'none'
export type Server = { host: string; port: number; security: Security }
/** What a person has to know before the password will do. */
export type MailHint = 'appPassword' | 'mailPassword' | 'enableImap' | 'oauth'
export type MailServers = { imap: Server; smtp: Server; hint: MailHint | null; tokenUrl: string | null }
export type ProviderId = (typeof providers)[number]['id'] | 'own'

const tls = (host: string, port: number): Server => ({ host, port, security: 'tls' })
const starttls = (host: string, port = 587): Server => ({ host, port, security: 'starttls' })
const microsoftToken = 'https://login.microsoftonline.com/common/oauth2/v2.0/token'

type Provider = {
  id: string
  name: string
  domains: readonly string[]
  imap: Server
  smtp: Server
  hint?: MailHint
  tokenUrl?: string
}

/** `domains`: addresses that are surely there. Providers of own domains are chosen by hand. */
export const providers = [
  {
    id: 'gmx',
    name: 'GMX',
    domains: ['gmx.de', 'gmx.net', 'gmx.at', 'gmx.ch', 'gmx.info', 'gmx.org', 'gmx.eu'],
    imap: tls('imap.gmx.net', 993),
    smtp: starttls('mail.gmx.net'),
    hint: 'enableImap',
  },
  {
    id: 'webde',
    name: 'WEB.DE',
    domains: ['web.de', 'email.de'],
    imap: tls('imap.web.de', 993),
    smtp: starttls('smtp.web.de'),
    hint: 'enableImap',
  },
  {
    id: 'tonline',
    name: 'Telekom (T-Online)',
    domains: ['t-online.de', 'magenta.de'],
    imap: tls('secureimap.t-online.de', 993),
    smtp: tls('securesmtp.t-online.de', 465),
    hint: 'mailPassword',
  },
  {
    id: 'ionos',
    name: 'IONOS',
    domains: ['ionos.de', 'online.de'],
    imap: tls('imap.ionos.de', 993),
    smtp: tls('smtp.ionos.de', 465),
  },
  {
    id: 'strato',
    name: 'STRATO',
    domains: ['strato.de'],
    imap: tls('imap.strato.de', 993),
    smtp: tls('smtp.strato.de', 465),
  },
  {
    id: 'gmail',
    name: 'Gmail, Google Workspace',
    domains: ['gmail.com', 'googlemail.com'],
    imap: tls('imap.gmail.com', 993),
    smtp: starttls('smtp.gmail.com'),
    hint: 'appPassword',
    tokenUrl: 'https://oauth2.googleapis.com/token',
  },
  {
    id: 'outlook',
    name: 'Outlook.com',
    domains: ['outlook.com', 'outlook.de', 'hotmail.com', 'hotmail.de', 'live.com', 'live.de', 'msn.com'],
    imap: tls('outlook.office365.com', 993),
    smtp: starttls('smtp-mail.outlook.com'),
    hint: 'oauth',
    tokenUrl: microsoftToken,
  },
  {
    id: 'microsoft365',
    name: 'Microsoft 365',
    domains: [],
    imap: tls('outlook.office365.com', 993),
    smtp: starttls('smtp.office365.com'),
    hint: 'oauth',
    tokenUrl: microsoftToken,
  },
  {
    id: 'mailboxorg',
    name: 'mailbox.org',
    domains: ['mailbox.org'],
    imap: tls('imap.mailbox.org', 993),
    smtp: tls('smtp.mailbox.org', 465),
  },
  {
    id: 'posteo',
    name: 'Posteo',
    domains: ['posteo.de', 'posteo.net', 'posteo.org'],
    imap: tls('posteo.de', 993),
    smtp: tls('posteo.de', 465),
  },
  {
    id: 'freenet',
    name: 'freenet',
    domains: ['freenet.de'],
    imap: tls('mx.freenet.de', 993),
    smtp: starttls('mx.freenet.de'),
  },
  {
    id: 'icloud',
    name: 'iCloud',
    domains: ['icloud.com', 'me.com', 'mac.com'],
    imap: tls('imap.mail.me.com', 993),
    smtp: starttls('smtp.mail.me.com'),
    hint: 'appPassword',
  },
  {
    id: 'yahoo',
    name: 'Yahoo',
    domains: ['yahoo.de', 'yahoo.com', 'ymail.com'],
    imap: tls('imap.mail.yahoo.com', 993),
    smtp: tls('smtp.mail.yahoo.com', 465),
    hint: 'appPassword',
  },
] as const satisfies Provider[]

/** The provider an address is surely at; 'own' where its domain says nothing. */
export function providerOf(address: string): ProviderId {
  const domain = domainOf(address)
  return providers.find(({ domains }) => (domains as readonly string[]).includes(domain))?.id ?? 'own'
}

/** Servers of a provider; for 'own' the habit of most: imap.DOMAIN and smtp.DOMAIN. Null while there is no domain. */
export function serversOf(address: string, provider: ProviderId = providerOf(address)): MailServers | null {
  const known: Provider | undefined = providers.find(({ id }) => id === provider)
  if (known) return { imap: known.imap, smtp: known.smtp, hint: known.hint ?? null, tokenUrl: known.tokenUrl ?? null }
  const domain = domainOf(address)
  if (!domain) return null
  return { imap: tls(`imap.${domain}`, 993), smtp: starttls(`smtp.${domain}`), hint: null, tokenUrl: null }
}

/** Lower case, '' while it is no domain with a point in it. */
export function domainOf(address: string): string {
  const domain = address.trim().toLowerCase().split('@').at(-1) ?? ''
  return address.includes('@') && /^[a-z0-9äöüß]([a-z0-9äöüß-]*\.)+[a-z]{2,}$/.test(domain) ? domain : ''
}

export function isAddress(address: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(address.trim()) && domainOf(address) !== ''
}

/** The port that goes with a way of securing the connection, where it was the usual one before. */
export function portFor(kind: 'imap' | 'smtp', security: Security, now: number): number {
  const usual = { imap: { tls: 993, starttls: 143, none: 143 }, smtp: { tls: 465, starttls: 587, none: 25 } }[kind]
  return Object.values(usual).includes(now) ? usual[security] : now
}
