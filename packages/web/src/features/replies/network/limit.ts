import { capabilitiesWith, type ChannelKind, type LengthLimit, type OwnLimits, type Thread } from '@resonanz/contracts'
import { countFor, type Counted, handlesIn, maxParts, numbered, splitIntoParts } from '@resonanz/contracts/length'

/** `own`: what the network says of our account. */
export function limitOf(
  thread: Pick<Thread, 'channel' | 'visibility'>,
  privately: boolean,
  own: OwnLimits | null = null,
): LengthLimit | null {
  const { maxLength, privateMaxLength } = capabilitiesWith(thread.channel, own)
  return (privately || thread.visibility === 'private' ? privateMaxLength : undefined) ?? maxLength
}

export type Measured = {
  counted: Counted | null
  /** As they would be sent: one piece, or the parts of a thread where it is too long for one. Null: a thread neither. */
  parts: string[] | null
}

/** `isSingle`: the network takes one message only, so never a thread. */
export function measure(text: string, limit: LengthLimit | null, isSingle = false): Measured {
  if (!limit) return { counted: null, parts: [text] }
  const counted = countFor(limit, text)
  if (counted.left >= 0) return { counted, parts: [text] }
  const parts = isSingle ? null : splitIntoParts(limit, text)
  return { counted, parts: parts && parts.length <= maxParts ? numbered(parts) : null }
}

/** How a network shows a post: as a short post, a comment under something, or a message in a conversation. */
export type Family = 'post' | 'comment' | 'bubble'
const posts: ReadonlySet<string> = new Set(['bluesky', 'mastodon', 'x'])
export function familyOf(channel: ChannelKind, isPrivate: boolean): Family {
  if (isPrivate) return 'bubble'
  return posts.has(channel) ? 'post' : 'comment'
}

/** Who is named in the words beside the person answered and us, where the network tells them or lets them read along. */
export function namedBeside(
  { channel, replyAs }: Pick<Thread, 'channel' | 'replyAs'>,
  text: string,
  isPrivate: boolean,
  answered: string | null,
): string[] {
  const { mentions } = capabilitiesWith(channel, null)
  if (!mentions || (isPrivate && mentions !== 'joins')) return []
  const known = new Set([answered, replyAs].map((name) => name?.replace(/^@/, '').toLowerCase()))
  return handlesIn(text).filter((name) => !known.has(name.toLowerCase()))
}
