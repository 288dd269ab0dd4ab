import { type BodyOf, type ChannelCapabilities, type LengthLimit, type replyRoutes } from '@resonanz/contracts'
import { countFor, maxParts, numbered, splitIntoParts } from '@resonanz/contracts/length'
import { Refusal } from '#platform/errors'
import type { ReplyThread } from './store.ts'

type NewReply = BodyOf<typeof replyRoutes.send>

/** What holds for these words: private messages of a public network have a limit of their own. */
export function limitFor(
  capabilities: ChannelCapabilities,
  thread: Pick<ReplyThread, 'visibility'>,
  reply: Pick<NewReply, 'privately'>,
): LengthLimit | null {
  const isPrivate = reply.privately === true || thread.visibility === 'private'
  return (isPrivate ? capabilities.privateMaxLength : undefined) ?? capabilities.maxLength
}

/**
 * The words as they leave: one piece, or the numbered parts of a thread where the writer wants that. Refuses with
 * `over-channel-limit`: how long it is, how long it may be, in which unit, and whether a thread would carry it.
 */
export function partsWithin(limit: LengthLimit | null, text: string, asThread: boolean): string[] {
  if (!limit) return [text]
  const counted = countFor(limit, text)
  if (counted.left >= 0) return [text]
  const { used, total, unit } = counted
  const facts = { limit: total, used, unit }
  if (!asThread) throw new Refusal('over-channel-limit', undefined, facts)
  const parts = splitIntoParts(limit, text)
  if (!parts)
    throw new Refusal('over-channel-limit', 'Too long for a thread too: a service note carries it.', {
      ...facts,
      maxParts,
    })
  return numbered(parts)
}
