import { type Json, objectOf, textOf } from './json.ts'

/** Signs of Facebook and Instagram by their names. */
const signs = new Map([
  ['like', '👍'],
  ['love', '❤️'],
  ['care', '🤗'],
  ['haha', '😆'],
  ['wow', '😮'],
  ['sad', '😢'],
  ['angry', '😡'],
  ['dislike', '👎'],
  ['smile', '😆'],
  ['other', '•'],
])
export function reactionSign(name: string): string {
  return signs.get(name) ?? (/^[a-z_ ]+$/i.test(name) ? '•' : name.slice(0, 40))
}

/** `★★★☆☆`, or a thumb where people recommend instead of counting. */
export function stars(value: Json): string {
  const rating = Number(textOf(value['rating'], 10))
  if (Number.isInteger(rating) && rating >= 1 && rating <= 5) return '★'.repeat(rating) + '☆'.repeat(5 - rating)
  const recommendation = textOf(value['recommendation_type'], 40).toLowerCase()
  return recommendation === 'positive' ? '👍' : recommendation === 'negative' ? '👎' : ''
}

export function facebookPermalink(id: string): string | null {
  return /^\d+(?:_\d+)*$/.test(id) ? `https://www.facebook.com/${id}` : null
}

/** A place in words that every language reads. */
export function placeWords(place: {
  name?: string
  address?: string
  lat: unknown
  long: unknown
  url?: string
}): string {
  const [lat, long] = [place.lat, place.long].map((n) => textOf(n, 30))
  const point = lat && long ? `${lat}, ${long}` : ''
  return [
    `📍 ${[place.name, place.address].filter(Boolean).join(', ') || point}`,
    place.name || place.address ? point : '',
    place.url,
  ]
    .filter(Boolean)
    .join('\n')
}

/** Name and numbers of a contact that somebody passed on. */
export function contactWords(contact: Json): string {
  const name = objectOf(contact['name'])
  const whole =
    textOf(name['formatted_name'], 200) ||
    [name['first_name'], name['last_name']]
      .map((part) => textOf(part, 100))
      .filter(Boolean)
      .join(' ')
  const card = /^FN[;:][^\n]*?([^:\n\r]{1,200})\r?$/m.exec(textOf(contact['vcard'], 4_000))?.[1] ?? ''
  const lines = ['phones', 'emails', 'urls'].flatMap((kind) =>
    (Array.isArray(contact[kind]) ? (contact[kind] as unknown[]).slice(0, 10) : []).map((one) => {
      const { phone, email, url } = objectOf(one)
      return textOf(phone ?? email ?? url, 300)
    }),
  )
  return [`👤 ${whole || card}`.trimEnd(), ...lines].filter(Boolean).join('\n')
}
