import type { z } from 'zod'
import type { InboundEvent } from '../connector.ts'
import { messageKey } from './places.ts'
import type { Reaction, ReactionChange } from './shapes.ts'

/** What was there before and is no more, and what is new. */
export function reactionsOf(change: z.output<typeof ReactionChange>): InboundEvent[] {
  const before = new Set((change.old_reaction ?? []).map(signOf))
  const after = new Set((change.new_reaction ?? []).map(signOf))
  const actor = change.user?.id ?? change.actor_chat?.id
  if (actor === undefined) return [{ type: 'filtered', code: 'unknown-shape', reason: 'Telegram: reaction of nobody' }]
  const event = (emoji: string, present: boolean): InboundEvent => ({
    type: 'reaction',
    externalId: messageKey(change.chat.id, change.message_id),
    actorKey: String(actor),
    emoji,
    present,
    occurredAt: change.date === undefined ? null : new Date(change.date * 1000).toISOString(),
  })
  const events = [
    ...[...before].filter((sign) => !after.has(sign)).map((sign) => event(sign, false)),
    ...[...after].filter((sign) => !before.has(sign)).map((sign) => event(sign, true)),
  ]
  return events.length > 0 ? events : [{ type: 'filtered', code: 'no-change', reason: 'Telegram: reaction' }]
}

function signOf({ type, emoji, custom_emoji_id: custom }: Reaction): string {
  if (type === 'emoji' && emoji) return emoji.slice(0, 16)
  return custom ? `custom:${custom.slice(0, 40)}` : type.slice(0, 16)
}
