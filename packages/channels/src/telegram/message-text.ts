import type { Entity, Message } from './shapes.ts'

/** The words of a message. What a link hides stands behind it; places, contacts and votes are told in signs, not words. */
export function textOf(message: Message): string {
  const words =
    message.text === undefined
      ? withLinks(message.caption ?? '', message.caption_entities)
      : withLinks(message.text, message.entities)
  return [words, ...signsOf(message)].filter((part) => part !== '').join('\n')
}

export function entitiesOf(message: Message): { text: string; entities: readonly Entity[] } {
  return message.text === undefined
    ? { text: message.caption ?? '', entities: message.caption_entities ?? [] }
    : { text: message.text, entities: message.entities ?? [] }
}

/** Offsets and lengths of entities count UTF-16 units, as strings here do. */
export function wordsOf(text: string, { offset, length }: Entity): string {
  return offset < 0 || length < 0 ? '' : text.slice(offset, offset + length)
}

function withLinks(text: string, entities: readonly Entity[] = []): string {
  const links = entities
    .filter(({ type, url, offset, length }) => type === 'text_link' && url && offset >= 0 && length > 0)
    .toSorted((a, b) => a.offset - b.offset)
  let at = 0
  let out = ''
  for (const link of links) {
    const end = Math.min(link.offset + link.length, text.length)
    if (end < at) continue
    const words = wordsOf(text, link)
    out += text.slice(at, end) + (words.includes(link.url!) ? '' : ` (${link.url!.slice(0, 2_000)})`)
    at = end
  }
  return out + text.slice(at)
}

function signsOf({ location, venue, contact, poll, dice, sticker }: Message): string[] {
  const place = venue?.location ?? location
  return [
    venue ? `${venue.title}, ${venue.address}` : '',
    place ? `geo:${place.latitude},${place.longitude}` : '',
    contact
      ? `${[contact.first_name, contact.last_name].filter(Boolean).join(' ')} tel:${contact.phone_number.replace(/[^\d+]/g, '')}`
      : '',
    poll ? [poll.question, ...poll.options.map(({ text }) => `☐ ${text}`)].join('\n') : '',
    dice ? `${dice.emoji} ${dice.value}` : '',
    sticker?.emoji ?? '',
  ]
}
