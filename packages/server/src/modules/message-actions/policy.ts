import { capabilitiesOf, type MessageAction, may, moderating, needsReason } from '@resonanz/contracts'
import type { Actor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import type { Subject } from './store.ts'

/** What may be done to a message now: by its network, its own state, and the rights of who asks. */
export function allowedActions(actor: Pick<Actor, 'role'>, message: Subject): MessageAction[] {
  const known = capabilitiesOf[message.channel].actions ?? []
  return known.filter((action) => fits(action, message) && mayAsk(actor, action))
}

/** Refuses with what is missing: the right, the reason, or a network and a message that fit. */
export function refuseAction(actor: Actor, message: Subject, action: MessageAction, reason: string): void {
  if (!mayAsk(actor, action)) throw new Refusal('not-allowed')
  if (!allowedActions(actor, message).includes(action))
    throw new Refusal('conflict', 'This network, or this message as it is now, knows no such thing.')
  if (needsReason.includes(action) && reason === '')
    throw new Refusal('invalid-input', 'Say why: it takes words away from the public.')
}

function mayAsk(actor: Pick<Actor, 'role'>, action: MessageAction): boolean {
  return may(actor.role, moderating.includes(action) ? 'message.moderate' : 'case.reply')
}

/** Ours is what can be deleted, the others' what can be hidden and liked; what is done cannot be done again. */
function fits(action: MessageAction, message: Subject): boolean {
  if (message.is_deleted || !message.is_on_network) return false
  const isTheirs = message.direction === 'in'
  switch (action) {
    case 'like':
      return isTheirs && !message.is_liked
    case 'unlike':
      return isTheirs && message.is_liked
    case 'hide':
      return isTheirs && message.visibility === 'public' && !message.is_hidden
    case 'unhide':
      return isTheirs && message.visibility === 'public' && message.is_hidden
    case 'delete':
      return !isTheirs
    case 'pin':
      return !message.is_pinned
    case 'unpin':
      return message.is_pinned
  }
}
