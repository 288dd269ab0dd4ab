import { z } from 'zod'

/** Channel kinds. A presence is an account of ours on one of them. */
export const ChannelKind = z.enum([
  'email',
  'form',
  'feed',
  'phone',
  'letter',
  'visit',
  'found',
  'inlet',
  'chat',
  'bluesky',
  'firehose',
  'telegram',
  'private-page',
  'mastodon',
  'discourse',
  'wordpress',
  'facebook',
  'instagram',
  'whatsapp',
  'x',
  'youtube',
])
export type ChannelKind = z.infer<typeof ChannelKind>

export const Visibility = z.enum(['private', 'public'])
export type Visibility = z.infer<typeof Visibility>

/**
 * How a network counts: characters (code points), UTF-16 units, graphemes (what a reader calls a letter), bytes of UTF-8, or
 * weighted as X does. `bytes`: this many too, both hold. `link`: every link counts as so many.
 */
export type LengthLimit = {
  count: number
  unit: 'characters' | 'utf16' | 'graphemes' | 'bytes' | 'weighted'
  bytes?: number
  link?: number
}

export const MessageAction = z.enum(['like', 'unlike', 'hide', 'unhide', 'delete', 'pin', 'unpin'])
export type MessageAction = z.infer<typeof MessageAction>

/** What a channel can do, as data: code asks, it never guesses. */
export type ChannelCapabilities = {
  kind: ChannelKind
  /** Can an answer be handed over by us? 'log': a person answers by hand and notes it. */
  reply: 'send' | 'log' | 'none'
  visibility: Visibility
  /** Longest answer and the unit the channel counts in. null: no limit that matters. */
  maxLength: LengthLimit | null
  /** Of its private messages, where the channel is public otherwise. */
  privateMaxLength?: LengthLimit
  /** `types`: only these, by their bytes. `alt`: the network takes words for a picture. */
  attachments: {
    maxCount: number
    maxBytesEach: number
    maxBytesTogether: number
    /** Of a picture, where other files may be larger. */
    maxBytesImage?: number
    types?: readonly string[]
    alt?: boolean
  } | null
  /** Items that nobody addressed to us become mentions, the others cases. */
  undirected: boolean
  /** Is it read by asking (poll, IDLE), does it come to us (push), both, or by hand? */
  intake: 'poll' | 'push' | 'both' | 'hand'
  /** Hours after the customer's last word in which we may write privately; `longHours`: a person, by hand. Then: */
  window?: { hours: number; longHours?: number; after: 'template' | 'none' }
  /** One private message in answer to a public one, for so many days. */
  privateReply?: { days: number; once: boolean }
  /** What can be done to a message on the network. */
  actions?: readonly MessageAction[]
  /** Who is named by `@` in our words is told of them; `joins`: in private words too, and reads along from then on. */
  mentions?: 'told' | 'joins'
  /** Takes new posts of ours. */
  publish?: boolean
  /** People sign in at the network itself, by a button, instead of typing its tokens. */
  signIn?: boolean
  /** Can a sending be looked up at the provider after a crash? */
  lookup: boolean
}

/** Can public words be answered by a private message there? */
export function answersPrivately({ privateReply, privateMaxLength }: ChannelCapabilities): boolean {
  return privateReply !== undefined || privateMaxLength !== undefined
}

/**
 * What the network says that one account of ours may do, where it differs from others of its kind: servers of the
 * Fediverse set their own. Learned while it is read; kept with the presence.
 */
export const OwnLimits = z.strictObject({
  /** In the unit of the kind, what goes before the words taken off. */
  maxLength: z.number().int().min(1).max(1_000_000).optional(),
  /** Every link counts as so many. */
  link: z.number().int().min(0).max(1_000).optional(),
  maxFiles: z.number().int().min(0).max(100).optional(),
  maxBytesEach: z.number().int().min(1).optional(),
  maxBytesImage: z.number().int().min(1).optional(),
  types: z.array(z.string().max(100)).max(100).optional(),
  /** Words for who cannot see a picture. */
  maxAlt: z.number().int().min(0).max(100_000).optional(),
  /** The account may not write privately, though its kind can. */
  noPrivate: z.boolean().optional(),
})
export type OwnLimits = z.infer<typeof OwnLimits>

/** What holds for one account of ours: its kind's, and over that what the network says of it. */
export function capabilitiesWith(kind: ChannelKind, own: OwnLimits | null | undefined): ChannelCapabilities {
  const usual = capabilitiesOf[kind]
  if (!own) return usual
  const { maxLength, attachments } = usual
  const { link = maxLength?.link } = own
  const { privateMaxLength, privateReply: _reply, ...rest } = usual
  const ownLength = maxLength && {
    ...maxLength,
    count: own.maxLength ?? maxLength.count,
    ...(link === undefined ? {} : { link }),
  }
  return {
    ...(own.noPrivate ? rest : usual),
    maxLength: ownLength,
    // Where private words are posts like others, what the server says holds for both.
    ...(!own.noPrivate && ownLength && privateMaxLength === maxLength ? { privateMaxLength: ownLength } : {}),
    attachments: attachments && {
      ...attachments,
      maxCount: own.maxFiles ?? attachments.maxCount,
      // What leaves together is held in memory once: that bound stays ours.
      maxBytesEach: Math.min(own.maxBytesEach ?? attachments.maxBytesEach, attachments.maxBytesTogether),
      ...(own.maxBytesImage === undefined ? {} : { maxBytesImage: own.maxBytesImage }),
      ...(own.types && own.types.length > 0 ? { types: own.types } : {}),
    },
  }
}

/** How many bytes one file of this type may have. */
export function mostBytesFor(
  { maxBytesEach, maxBytesImage = maxBytesEach }: NonNullable<ChannelCapabilities['attachments']>,
  type: string | undefined,
): number {
  return type?.startsWith('image/') ? Math.min(maxBytesImage, maxBytesEach) : maxBytesEach
}

const megabyte = 1024 * 1024
/** 500 less "@", the longest name and a space: who is answered must be named. What a server itself allows is learned and holds over this. */
const fediversePost: LengthLimit = { count: 468, unit: 'graphemes', link: 23 }
const none = { maxLength: null, attachments: null, undirected: false, lookup: false } as const

/** Clocks differ: so long after the end of a window an answer is still tried, and the network decides. */
export const windowEdgeMs = 5 * 60_000

export const capabilitiesOf: Record<ChannelKind, ChannelCapabilities> = {
  email: {
    kind: 'email',
    reply: 'send',
    visibility: 'private',
    maxLength: { count: 200_000, unit: 'characters' },
    attachments: { maxCount: 20, maxBytesEach: 15 * megabyte, maxBytesTogether: 20 * megabyte },
    undirected: false,
    intake: 'poll',
    lookup: true,
  },
  form: { ...none, kind: 'form', reply: 'send', visibility: 'private', intake: 'push' },
  feed: { ...none, kind: 'feed', reply: 'log', visibility: 'public', undirected: true, intake: 'poll' },
  phone: { ...none, kind: 'phone', reply: 'log', visibility: 'private', intake: 'hand' },
  letter: { ...none, kind: 'letter', reply: 'log', visibility: 'private', intake: 'hand' },
  visit: { ...none, kind: 'visit', reply: 'log', visibility: 'private', intake: 'hand' },
  found: { ...none, kind: 'found', reply: 'log', visibility: 'public', intake: 'hand' },
  'private-page': {
    ...none,
    kind: 'private-page',
    reply: 'send',
    visibility: 'private',
    maxLength: { count: 10_000, unit: 'characters' },
    intake: 'push',
    lookup: true,
  },
  inlet: { ...none, kind: 'inlet', reply: 'log', visibility: 'private', intake: 'push' },
  chat: {
    ...none,
    kind: 'chat',
    reply: 'send',
    visibility: 'private',
    maxLength: { count: 4_000, unit: 'characters' },
    attachments: { maxCount: 5, maxBytesEach: 10 * megabyte, maxBytesTogether: 20 * megabyte },
    intake: 'push',
    lookup: true,
  },
  bluesky: {
    ...none,
    kind: 'bluesky',
    reply: 'send',
    visibility: 'public',
    mentions: 'told',
    maxLength: { count: 300, unit: 'graphemes', bytes: 3_000 },
    privateMaxLength: { count: 1_000, unit: 'graphemes', bytes: 10_000 },
    attachments: {
      maxCount: 4,
      maxBytesEach: 1_000_000,
      maxBytesTogether: 4_000_000,
      types: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
      alt: true,
    },
    intake: 'poll',
    actions: ['like', 'unlike', 'delete'],
    signIn: true,
    publish: true,
    lookup: true,
  },
  firehose: { ...none, kind: 'firehose', reply: 'log', visibility: 'public', undirected: true, intake: 'poll' },
  telegram: {
    ...none,
    kind: 'telegram',
    reply: 'send',
    visibility: 'private',
    mentions: 'told',
    maxLength: { count: 4_096, unit: 'utf16' },
    attachments: { maxCount: 10, maxBytesEach: 50 * megabyte, maxBytesTogether: 50 * megabyte },
    undirected: true,
    intake: 'both',
    actions: ['like', 'unlike', 'delete', 'pin', 'unpin'],
  },
  mastodon: {
    ...none,
    kind: 'mastodon',
    reply: 'send',
    visibility: 'public',
    mentions: 'joins',
    maxLength: fediversePost,
    privateMaxLength: fediversePost,
    attachments: { maxCount: 4, maxBytesEach: 16 * megabyte, maxBytesTogether: 40 * megabyte, alt: true },
    undirected: true,
    intake: 'poll',
    actions: ['like', 'unlike', 'delete', 'pin', 'unpin'],
    publish: true,
    signIn: true,
  },
  discourse: {
    ...none,
    kind: 'discourse',
    reply: 'send',
    visibility: 'public',
    mentions: 'told',
    maxLength: { count: 32_000, unit: 'characters' },
    privateMaxLength: { count: 32_000, unit: 'characters' },
    undirected: true,
    intake: 'both',
    actions: ['like', 'unlike', 'delete'],
  },
  wordpress: {
    ...none,
    kind: 'wordpress',
    reply: 'send',
    visibility: 'public',
    // Bytes of its database's column, as HTML.
    maxLength: { count: 50_000, unit: 'characters', bytes: 60_000 },
    undirected: true,
    intake: 'poll',
    actions: ['hide', 'unhide', 'delete'],
  },
  facebook: {
    ...none,
    kind: 'facebook',
    reply: 'send',
    visibility: 'public',
    maxLength: { count: 8_000, unit: 'utf16' },
    privateMaxLength: { count: 2_000, unit: 'utf16' },
    attachments: {
      maxCount: 1,
      maxBytesEach: 8 * megabyte,
      maxBytesTogether: 8 * megabyte,
      types: ['image/jpeg', 'image/png', 'image/gif'],
    },
    intake: 'both',
    window: { hours: 24, longHours: 168, after: 'none' },
    privateReply: { days: 7, once: true },
    actions: ['like', 'unlike', 'hide', 'unhide', 'delete'],
    publish: true,
    signIn: true,
  },
  instagram: {
    ...none,
    kind: 'instagram',
    reply: 'send',
    visibility: 'public',
    mentions: 'told',
    maxLength: { count: 2_200, unit: 'utf16' },
    privateMaxLength: { count: 1_000, unit: 'bytes' },
    intake: 'both',
    window: { hours: 24, longHours: 168, after: 'none' },
    privateReply: { days: 7, once: true },
    actions: ['hide', 'unhide', 'delete'],
    signIn: true,
  },
  whatsapp: {
    ...none,
    kind: 'whatsapp',
    reply: 'send',
    visibility: 'private',
    maxLength: { count: 4_096, unit: 'utf16' },
    attachments: { maxCount: 1, maxBytesEach: 16 * megabyte, maxBytesTogether: 16 * megabyte },
    intake: 'push',
    window: { hours: 24, after: 'template' },
  },
  x: {
    ...none,
    kind: 'x',
    reply: 'send',
    visibility: 'public',
    mentions: 'told',
    maxLength: { count: 280, unit: 'weighted', link: 23 },
    privateMaxLength: { count: 10_000, unit: 'characters' },
    attachments: {
      maxCount: 4,
      maxBytesEach: 5 * megabyte,
      maxBytesTogether: 20 * megabyte,
      types: ['image/jpeg', 'image/png', 'image/webp'],
      alt: true,
    },
    undirected: true,
    intake: 'both',
    actions: ['like', 'unlike', 'hide', 'unhide', 'delete'],
    publish: true,
    signIn: true,
  },
  youtube: {
    ...none,
    kind: 'youtube',
    reply: 'send',
    visibility: 'public',
    maxLength: { count: 10_000, unit: 'characters' },
    intake: 'poll',
    actions: ['hide', 'unhide', 'delete'],
    signIn: true,
  },
}
