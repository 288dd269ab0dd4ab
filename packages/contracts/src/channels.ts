import { z } from 'zod'

/** Channel kinds. A presence is an account of ours on one of them. */
export const ChannelKind = z.enum(['email', 'form', 'feed', 'phone', 'letter', 'visit', 'found', 'inlet'])
export type ChannelKind = z.infer<typeof ChannelKind>

export const Visibility = z.enum(['private', 'public'])
export type Visibility = z.infer<typeof Visibility>

/** What a channel can do, as data: code asks, it never guesses. */
export type ChannelCapabilities = {
  kind: ChannelKind
  /** Can an answer be handed over by us? 'log': a person answers by hand and notes it. */
  reply: 'send' | 'log' | 'none'
  visibility: Visibility
  /** Longest answer and the unit the channel counts in. null: no limit that matters. */
  maxLength: { count: number; unit: 'characters' | 'graphemes' | 'bytes' } | null
  attachments: { maxCount: number; maxBytesEach: number; maxBytesTogether: number } | null
  /** Items that nobody addressed to us become mentions, the others cases. */
  undirected: boolean
  /** Is it read by asking (poll, IDLE), does it come to us (push), or by hand? */
  intake: 'poll' | 'push' | 'hand'
  /** Can a sending be looked up at the provider after a crash? */
  lookup: boolean
}

const megabyte = 1024 * 1024
const none = { maxLength: null, attachments: null, undirected: false, lookup: false } as const

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
  inlet: { ...none, kind: 'inlet', reply: 'log', visibility: 'private', intake: 'push' },
}
