import { teamOf } from './build-case.ts'
import { staff } from './company.ts'
import { customers } from './customers.ts'
import { fill, isByHand, type Opening } from './fill.ts'
import type { Random } from './prng.ts'
import { type CaseTemplate, templates } from './templates/index.ts'
import type { DemoCustomer, Language, PresenceKey, StaffKey } from './types.ts'
import type { WrittenCase } from './write.ts'

/** Fills the openings from the templates, so that together with the written cases every view looks alive. */
export function generate(openings: Opening[], random: Random): WrittenCase[] {
  const said = new Set<string>()
  const hands = { de: handOf('de', openings, random), en: handOf('en', openings, random) }
  const people = { de: castOf('de', random), en: castOf('en', random) }
  const used = new Map<string, number>()
  const met = new Set<string>()
  return openings.map((opening, index) => {
    const language: Language = opening.inEnglish ? 'en' : 'de'
    const template = takeFitting(hands[language], opening)
    const count = used.get(template.key) ?? 0
    used.set(template.key, count + 1)
    const presence = presenceFor(template, opening, count)
    const customer = takeReachable(people[language], presence, template, met)
    return fill({ template, opening, presence, customer, count, key: `case-${index + 1}`, said, random })
  })
}

/** As many templates as openings of that language, each by its weight, mixed. */
function handOf(language: Language, openings: Opening[], random: Random): CaseTemplate[] {
  const size = openings.filter((opening) => opening.inEnglish === (language === 'en')).length
  const own = templates.filter((template) => template.language === language)
  const total = own.reduce((sum, { weight = 1 }) => sum + weight, 0)
  const hand = own.flatMap((template) =>
    Array.from({ length: Math.floor(((template.weight ?? 1) / total) * size) }, () => template),
  )
  while (hand.length < size) hand.push(random.pick(own))
  return random.shuffle(hand)
}

function takeFitting(hand: CaseTemplate[], opening: Opening): CaseTemplate {
  const index = hand.findIndex((template) => fits(template, opening))
  const [template] = hand.splice(Math.max(index, 0), 1)
  if (template === undefined) throw new Error('no template left for the sample data')
  return template
}

function fits(template: CaseTemplate, opening: Opening): boolean {
  if (opening.status === 'waiting_customer' && !template.asks) return false
  // Praise is answered or new; nobody waits for anything.
  if (template.kind === 'praise' && ['open', 'waiting_internal'].includes(opening.status)) return false
  if (opening.owner === null && opening.status === 'new') return template.presences.some((key) => !isByHand(key))
  return (
    opening.owner === null ||
    template.presences.some((presence) => isOwnTeam(template, presence, opening.owner as StaffKey))
  )
}

function isOwnTeam(template: CaseTemplate, presence: PresenceKey, owner: StaffKey): boolean {
  const team = teamOf({ topic: template.topic, presence, owner: null })
  return staff.some((member) => member.key === owner && member.teams.includes(team))
}

function presenceFor(template: CaseTemplate, opening: Opening, count: number): PresenceKey {
  const fitting = template.presences.filter((presence) => {
    if (opening.status === 'new') return !isByHand(presence)
    return opening.owner === null || isOwnTeam(template, presence, opening.owner)
  })
  const choices = fitting.length > 0 ? fitting : template.presences
  return choices[count % choices.length] as PresenceKey
}

/** Everybody in turn; people with a story of their own stay out of it. */
function castOf(language: Language, random: Random): DemoCustomer[] {
  const apart = new Set([
    'petersohn',
    'hagenow',
    'wenzel',
    'eckhoff',
    'brandhorst',
    'quast',
    'nehls',
    'tanabe',
    'wanjiru',
  ])
  return random.shuffle(
    customers.filter(
      (customer) => customer.language === language && !apart.has(customer.key) && !isSecondRecord(customer),
    ),
  )
}

function isSecondRecord(customer: DemoCustomer): boolean {
  return ['brandhorst-fediverse', 'overbeck-work', 'claasen-old'].includes(customer.key)
}

/** The next in turn who can be reached there and has not come with the same concern already. */
function takeReachable(
  people: DemoCustomer[],
  presence: PresenceKey,
  template: CaseTemplate,
  met: Set<string>,
): DemoCustomer {
  const kinds = {
    'found-fediverse': 'fediverse',
    'found-bluesky': 'bluesky',
    phone: 'phone',
    letter: '',
    visit: '',
  } as const
  const needed = kinds[presence as keyof typeof kinds] ?? 'email'
  const reachable = (person: DemoCustomer) => needed === '' || person.identities.some(({ kind }) => kind === needed)
  const index = people.findIndex((person) => reachable(person) && !met.has(`${template.key} ${person.key}`))
  const [customer] = index < 0 ? [] : people.splice(index, 1)
  if (customer === undefined) throw new Error(`no customer left for ${template.key}`)
  met.add(`${template.key} ${customer.key}`)
  people.push(customer)
  return customer
}
