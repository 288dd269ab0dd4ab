import type { ChannelKind } from '@resonanz/contracts'

/**
 * What a network asks of who connects it. Words: `network.<kind>.field.<name>.label` and `.help`, for a choice
 * `network.<kind>.field.<name>.choice.<value>`.
 */
export type NetworkField = {
  /** Its name in the settings or secrets of the kind. */
  name: string
  in: 'settings' | 'secrets'
  /** `lines`: one entry per line, a list of texts. */
  type: 'text' | 'password' | 'number' | 'lines' | 'switch' | 'choice'
  /** Shown when nothing is typed yet; what the schema would take without it. */
  initial?: string | number | boolean
  choices?: readonly string[]
  required?: boolean
  maxLength?: number
  /** Folded under "more settings". */
  later?: boolean
  /** Kept as null when empty. */
  nullable?: boolean
}

/** What the three channels of Meta ask for alike. */
const metaFields: readonly NetworkField[] = [
  { name: 'accessToken', in: 'secrets', type: 'password', required: true, maxLength: 2000 },
  { name: 'appSecret', in: 'secrets', type: 'password', required: true, maxLength: 200 },
  // Made by us, copied to the app's settings: no word that somebody else could think of.
  { name: 'verifyToken', in: 'settings', type: 'text', required: true, maxLength: 200, initial: freshWord() },
  { name: 'apiVersion', in: 'settings', type: 'text', required: true, maxLength: 10, initial: 'v23.0', later: true },
]

/** Networks that are connected by a list of fields; a kind without an entry has a screen of its own or none. */
export const networkFields: Partial<Record<ChannelKind, readonly NetworkField[]>> = {
  bluesky: [
    { name: 'identifier', in: 'settings', type: 'text', required: true, maxLength: 253 },
    { name: 'appPassword', in: 'secrets', type: 'password', required: true, maxLength: 200 },
    {
      name: 'service',
      in: 'settings',
      type: 'text',
      required: true,
      maxLength: 500,
      initial: 'https://bsky.social',
      later: true,
    },
    { name: 'backfillDays', in: 'settings', type: 'number', initial: 0, required: true, later: true },
  ],
  firehose: [
    { name: 'queries', in: 'settings', type: 'lines', required: true, maxLength: 500_000 },
    { name: 'ownAccounts', in: 'settings', type: 'lines' },
    { name: 'checkSignatures', in: 'settings', type: 'switch', initial: true },
    {
      name: 'relay',
      in: 'settings',
      type: 'text',
      required: true,
      maxLength: 500,
      initial: 'wss://bsky.network',
      later: true,
    },
    {
      name: 'directory',
      in: 'settings',
      type: 'text',
      required: true,
      maxLength: 500,
      initial: 'https://plc.directory',
      later: true,
    },
    {
      name: 'service',
      in: 'settings',
      type: 'text',
      required: true,
      maxLength: 500,
      initial: 'https://public.api.bsky.app',
      later: true,
    },
  ],
  mastodon: [
    { name: 'instance', in: 'settings', type: 'text', required: true, maxLength: 300 },
    { name: 'account', in: 'settings', type: 'text', required: true, maxLength: 254 },
    { name: 'accessToken', in: 'secrets', type: 'password', required: true, maxLength: 1000 },
    { name: 'hashtags', in: 'settings', type: 'lines' },
    { name: 'searches', in: 'settings', type: 'lines', later: true },
    { name: 'streaming', in: 'settings', type: 'switch', initial: true, later: true },
    { name: 'everyMinutes', in: 'settings', type: 'number', initial: 2, required: true, later: true },
    { name: 'backfillDays', in: 'settings', type: 'number', initial: 0, required: true, later: true },
  ],
  discourse: [
    { name: 'url', in: 'settings', type: 'text', required: true, maxLength: 300 },
    { name: 'username', in: 'settings', type: 'text', required: true, maxLength: 60 },
    { name: 'apiKey', in: 'secrets', type: 'password', required: true, maxLength: 500 },
    { name: 'webhookSecret', in: 'secrets', type: 'password', maxLength: 500 },
    { name: 'directed', in: 'settings', type: 'switch' },
    { name: 'everyMinutes', in: 'settings', type: 'number', initial: 5, required: true, later: true },
  ],
  wordpress: [
    { name: 'url', in: 'settings', type: 'text', required: true, maxLength: 300 },
    { name: 'username', in: 'settings', type: 'text', required: true, maxLength: 60 },
    { name: 'applicationPassword', in: 'secrets', type: 'password', required: true, maxLength: 200 },
    { name: 'directed', in: 'settings', type: 'switch', initial: true },
    { name: 'everyMinutes', in: 'settings', type: 'number', initial: 5, required: true, later: true },
  ],
  facebook: [
    { name: 'pageId', in: 'settings', type: 'text', required: true, maxLength: 25 },
    { name: 'pageName', in: 'settings', type: 'text', maxLength: 120 },
    ...metaFields,
  ],
  instagram: [
    { name: 'accountId', in: 'settings', type: 'text', required: true, maxLength: 25 },
    { name: 'username', in: 'settings', type: 'text', required: true, maxLength: 31 },
    ...metaFields,
  ],
  whatsapp: [
    { name: 'phoneNumberId', in: 'settings', type: 'text', required: true, maxLength: 25 },
    { name: 'businessAccountId', in: 'settings', type: 'text', required: true, maxLength: 25 },
    { name: 'displayNumber', in: 'settings', type: 'text', maxLength: 30 },
    ...metaFields,
  ],
  telegram: [
    { name: 'username', in: 'settings', type: 'text', required: true, maxLength: 33 },
    { name: 'token', in: 'secrets', type: 'password', required: true, maxLength: 130 },
    { name: 'channels', in: 'settings', type: 'lines' },
    { name: 'intake', in: 'settings', type: 'choice', initial: 'poll', choices: ['poll', 'webhook'], later: true },
    { name: 'hookAddress', in: 'settings', type: 'text', maxLength: 500, nullable: true, later: true },
    {
      name: 'apiRoot',
      in: 'settings',
      type: 'text',
      required: true,
      maxLength: 500,
      initial: 'https://api.telegram.org',
      later: true,
    },
  ],
  x: [
    { name: 'username', in: 'settings', type: 'text', required: true, maxLength: 16 },
    { name: 'clientId', in: 'secrets', type: 'text', required: true, maxLength: 500 },
    { name: 'clientSecret', in: 'secrets', type: 'password', maxLength: 1000 },
    { name: 'refreshToken', in: 'secrets', type: 'password', required: true, maxLength: 4000 },
    { name: 'consumerSecret', in: 'secrets', type: 'password', maxLength: 1000 },
    { name: 'dailyBudget', in: 'settings', type: 'number', initial: 5, required: true },
    { name: 'answersPassBudget', in: 'settings', type: 'switch', initial: true },
    { name: 'everyMinutes', in: 'settings', type: 'number', initial: 15, required: true },
    { name: 'readMessages', in: 'settings', type: 'switch', initial: false },
    { name: 'readForeignPrice', in: 'settings', type: 'number', initial: 0.005, required: true, later: true },
    { name: 'readOwnPrice', in: 'settings', type: 'number', initial: 0.001, required: true, later: true },
    { name: 'writePrice', in: 'settings', type: 'number', initial: 0.015, required: true, later: true },
    { name: 'writeWithLinkPrice', in: 'settings', type: 'number', initial: 0.2, required: true, later: true },
  ],
  youtube: [
    { name: 'channelId', in: 'settings', type: 'text', required: true, maxLength: 24 },
    { name: 'handle', in: 'settings', type: 'text', maxLength: 60 },
    { name: 'clientId', in: 'secrets', type: 'text', required: true, maxLength: 500 },
    { name: 'clientSecret', in: 'secrets', type: 'password', required: true, maxLength: 1000 },
    { name: 'refreshToken', in: 'secrets', type: 'password', required: true, maxLength: 4000 },
    { name: 'dailyQuota', in: 'settings', type: 'number', initial: 10_000, required: true, later: true },
    { name: 'keptForAnswers', in: 'settings', type: 'number', initial: 2_000, required: true, later: true },
  ],
}

export type NetworkKind = ChannelKind

export function isNetwork(kind: string): kind is NetworkKind {
  return Object.hasOwn(networkFields, kind)
}

/** Long enough that nobody thinks of it; made in this browser, also where there is no secure connection yet. */
function freshWord(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
