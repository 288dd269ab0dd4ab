import type { DemoCustomer, DemoStaff, Language, PresenceKey, StaffKey } from './types.ts'

type Manner = { de: [greeting: string, close: string]; en: [greeting: string, close: string] }

/** Each member greets and signs in their own way. */
const manners: Record<StaffKey, Manner> = {
  henrike: { de: ['Guten Tag', 'Herzliche Grüße'], en: ['Dear', 'Kind regards'] },
  jonte: { de: ['Hallo', 'Viele Grüße'], en: ['Hello', 'Best wishes'] },
  nadia: { de: ['Guten Tag', 'Freundliche Grüße'], en: ['Hello', 'Kind regards'] },
  falk: { de: ['Guten Tag', 'Mit freundlichen Grüßen'], en: ['Dear', 'Best regards'] },
  mara: { de: ['Guten Tag', 'Viele Grüße aus Lünholm'], en: ['Hello', 'Best wishes from Lünholm'] },
  tolga: { de: ['Hallo', 'Freundliche Grüße'], en: ['Hello', 'Kind regards'] },
  grace: { de: ['Hallo', 'Herzliche Grüße'], en: ['Hello', 'All the best'] },
  owen: { de: ['Guten Tag', 'Viele Grüße'], en: ['Dear', 'Best regards'] },
  brigitte: { de: ['Guten Tag', 'Freundliche Grüße'], en: ['Dear', 'Kind regards'] },
}

/** The answer as it leaves the house: greeting, body, close and name, as the channel wants it. */
export function inHouseManner(
  body: string,
  member: DemoStaff,
  customer: DemoCustomer,
  presence: PresenceKey,
  language: Language,
  du: boolean,
): string {
  const first = member.name.split(' ')[0]
  const [greeting, close] = manners[member.key][language]
  if (presence.startsWith('found-')) return `${handleOf(customer, presence)} ${body} – ${first}`
  if (presence.startsWith('feed-')) {
    const hello = language === 'de' ? 'Hallo' : 'Hello'
    return `${hello},\n\n${opening(body, language)}\n\n${member.name}, Uferlinie`
  }
  const to = du ? `Hallo ${firstName(customer)}` : `${greeting} ${address(customer, language)}`
  return `${to},\n\n${opening(body, language)}\n\n${close}\n${member.name}\n${teamLine(member, language)}`
}

/** "Frau Karaca", "Kim Albers", "Ms Raman" */
export function address(customer: DemoCustomer, language: Language): string {
  if (customer.salutation === 'x') return customer.name
  const titles = language === 'de' ? { f: 'Frau', m: 'Herr' } : { f: 'Ms', m: 'Mr' }
  return `${titles[customer.salutation]} ${lastName(customer)}`
}

/** "Herrn Dietz": after von, an, für. */
export function addressAfterPreposition(customer: DemoCustomer, language: Language): string {
  const plain = address(customer, language)
  return language === 'de' && customer.salutation === 'm' ? plain.replace(/^Herr /, 'Herrn ') : plain
}

export function firstName(customer: DemoCustomer): string {
  return customer.name.split(' ')[0] as string
}

export function lastName(customer: DemoCustomer): string {
  return customer.name.split(' ').slice(1).join(' ')
}

/** After "Guten Tag Frau Karaca," German goes on in lower case unless a noun or "Sie" begins; English with a capital. */
function opening(body: string, language: Language): string {
  if (language === 'en') return body.charAt(0).toUpperCase() + body.slice(1)
  return body.replace(/^(Der|Die|Das|Ein|Eine|Im|Am|Zum|Zurück|Ob|Mit|Gleich|Beide|Kurzer)\b/, (word) =>
    word.toLowerCase(),
  )
}

/** "@name@social.example" or "@name.example" */
export function handleOf(customer: DemoCustomer, presence: PresenceKey): string {
  const kind = presence === 'found-bluesky' ? 'bluesky' : 'fediverse'
  return customer.identities.find((identity) => identity.kind === kind)?.value ?? `@${customer.key}`
}

function teamLine(member: DemoStaff, language: Language): string {
  const isBilling = member.teams.includes('rechnung') && !member.teams.includes('social') && member.key !== 'tolga'
  if (language === 'en') return isBilling ? 'Uferlinie, Billing and contracts' : 'Uferlinie Customer service'
  return isBilling ? 'Uferlinie, Rechnung und Vertrag' : 'Uferlinie Kundenservice'
}
