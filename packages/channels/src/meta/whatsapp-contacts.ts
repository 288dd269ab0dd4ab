import { idOf, type Json, objectOf } from './json.ts'

type Who = { number: string; userId: string }

/**
 * Finds who wrote a message among the contacts that came with it, in one step each: by number, by the id that WhatsApp
 * gives for this business. A message that says neither, or whose own entry is missing, takes the only entry there is if
 * nothing in it speaks against that, and else nobody's: no name stands beside another's words.
 */
export function contactFinder(all: readonly unknown[], messages: number): (message: Json) => Json | null {
  const contacts = all.map(objectOf)
  const byNumber = new Map<string, Json>()
  const byUserId = new Map<string, Json>()
  for (const contact of contacts) {
    const { number, userId } = idsOf(contact)
    if (number !== '' && !byNumber.has(number)) byNumber.set(number, contact)
    if (userId !== '' && !byUserId.has(userId)) byUserId.set(userId, contact)
  }
  const only = contacts.length === 1 && messages === 1 ? contacts[0]! : null
  return (message) => {
    const who = whoOf(message)
    return (
      byNumber.get(who.number) ?? byUserId.get(who.userId) ?? (only !== null && agree(idsOf(only), who) ? only : null)
    )
  }
}

function idsOf(contact: Json): Who {
  return { number: idOf(contact['wa_id']), userId: idOf(contact['user_id']) }
}

/** The customer of a message: of an echo and of a receipt the receiver, else the sender. */
export function whoOf(message: Json): Who {
  const isOurs = message['to'] !== undefined || message['to_user_id'] !== undefined
  return isOurs
    ? { number: idOf(message['to']), userId: idOf(message['to_user_id']) }
    : {
        number: idOf(message['from'] ?? message['recipient_id']),
        userId: idOf(message['from_user_id'] ?? message['recipient_user_id']),
      }
}

function agree(contact: Who, said: Who): boolean {
  const numbers = contact.number === '' || said.number === '' || isSameNumber(contact.number, said.number)
  return numbers && (contact.userId === '' || said.userId === '' || contact.userId === said.userId)
}

/** Brazil, Mexico and Argentina write one number in two ways; its end is the same. */
function isSameNumber(a: string, b: string): boolean {
  const [left, right] = [a, b].map((number) => number.replace(/\D/g, '').slice(-8))
  return left!.length === 8 && left === right && a.slice(0, 2) === b.slice(0, 2)
}
