import { presenceOf, teamOf } from './build-case.ts'
import { address, addressAfterPreposition, lastName } from './manner.ts'
import { notes, nudges, thanks } from './phrases.ts'
import type { Random } from './prng.ts'
import { fillSlots, spin } from './spin.ts'
import type { CaseTemplate } from './templates/index.ts'
import { asPost, inOwnWords } from './tone.ts'
import type { DemoCustomer, Language, PresenceKey, Priority, StaffKey, StatusCategory, TeamKey } from './types.ts'
import { drawSlots, type Slots } from './world.ts'
import { hold, logged, note, spoke, them, type Utterance, us, type WrittenCase } from './write.ts'

/** One case still to be filled: what the views need, before anything is said in it. */
export type Opening = { status: StatusCategory; owner: StaffKey | null; ago: [number, number]; inEnglish: boolean }

export type Filling = {
  template: CaseTemplate
  opening: Opening
  presence: PresenceKey
  customer: DemoCustomer
  count: number
  key: string
  said: Set<string>
  random: Random
}

/** One case as somebody could have written it: the template in this customer's words, answered as far as the opening wants. */
export function fill(filling: Filling): WrittenCase {
  const { template, opening, presence, customer, count, key, random } = filling
  const { language } = template
  const slots: Slots = {
    ...drawSlots(random, template.slots),
    kunde: address(customer, language),
    kunden: addressAfterPreposition(customer, language),
  }
  const unowned = { topic: template.topic, presence, owner: opening.owner }
  const owner = opening.owner ?? (opening.status === 'new' ? null : memberFor(teamOf(unowned), language, random))
  const isPublic = presenceOf(presence).public
  return {
    key,
    presence,
    customer: customer.key,
    language,
    subject: capital(spin(turn(template.subjects, template, count), random, slots)),
    topic: template.topic,
    kind: template.kind,
    status: opening.status === 'closed' && template.maxAgeHours ? 'done' : opening.status,
    owner,
    ago: ageOf(template, opening, count),
    say: conversation(filling, slots, owner),
    priority: priorityOf(template, random),
    tags: template.tags ?? [],
    promise: opening.status === 'new' ? receiptPromise[language] : spin(template.promise, random, slots),
    template: template.key,
    ...(template.du ? { du: true } : {}),
    ...(isPublic ? { reach: Math.floor(random.between(40, 1_900)) * 2 } : {}),
    ...(presence === 'phone' ? { wishedAnswer: 'phone' as const } : {}),
    ...(presence === 'letter' ? { wishedAnswer: 'letter' as const } : {}),
  }
}

/** A fault of the last update is not two weeks old, and the day we ask again still lies ahead. */
function ageOf(template: CaseTemplate, opening: Opening, count: number): [number, number] {
  const [from, to] = opening.ago
  const days = opening.status === 'waiting_customer' ? askedAgainAfter(template, count) : null
  const latest = Math.min(to, template.maxAgeHours ?? to, days === null ? to : days * 24 - 20)
  return [Math.min(from, latest * 0.4), latest]
}

function askedAgainAfter(template: CaseTemplate, count: number): number | null {
  const days = turn(template.asks ?? template.holds, template, count).match(/\{w\+(\d+)\}/)?.[1]
  return days === undefined ? null : Number(days)
}

const receiptPromise = {
  de: 'Erste Antwort, zugesagt in der Eingangsbestätigung',
  en: 'First answer, promised by the receipt',
}

function conversation(filling: Filling, slots: Slots, owner: StaffKey | null): Utterance[] {
  const { template, opening, presence, customer, count, random } = filling
  const { language } = template
  const isHeld = random.chance(0.26)
  const once = (make: () => string) => unique(filling.said, make)
  const first = once(() => {
    const text = spin(turn(template.texts, template, count), random, slots)
    if (isByHand(presence)) return capital(text)
    return presenceOf(presence).public ? asPost(text, random) : inOwnWords(text, customer, template.kind, random)
  })
  const opener = isByHand(presence) ? logged(owner ?? 'mara', first) : them(first, 0, { html: random.chance(0.1) })
  if (owner === null) return [opener]
  const answer = (texts: string[], after: number, make: typeof us) => {
    const text = once(() => spin(turn(texts, template, count), random, slots))
    return isByHand(presence)
      ? spoke(owner, after, toldTo(customer, capital(text), language), { holding: make === hold })
      : make(owner, after, text)
  }
  const soon = () => Math.floor(random.between(9, 60) * (random.chance(0.3) ? 5 : 1))
  const later = () => Math.floor(random.between(260, 1_700))
  const theirs = (texts: string[], after: number) => {
    const text = once(() => spin(random.pick(texts), random, slots))
    return isByHand(presence)
      ? them(text, after, { presence: replyWay(customer) })
      : them(text, after, { quote: isMail(presence) && random.chance(0.3) })
  }
  const about = { ...slots, about: aboutOf(template, count, slots) }
  const inside = () =>
    note(
      owner,
      Math.floor(random.between(4, 40)),
      once(() => spin(noteFor(template, presence, owner, random), random, about)),
    )

  if (opening.status === 'new') return [opener]
  if (opening.status === 'waiting_customer') return [opener, answer(template.asks ?? template.holds, soon(), us)]
  if (opening.status === 'waiting_internal') return [opener, answer(template.holds, soon(), hold), inside()]
  if (opening.status === 'open') {
    const held = [opener, answer(template.holds, soon(), hold)]
    if (random.chance(0.45)) held.push(theirs(nudges[language], Math.floor(random.between(40, 220))))
    return random.chance(0.2) ? [...held, inside()] : held
  }
  const settled = isHeld
    ? [opener, answer(template.holds, soon(), hold), answer(template.answers, later(), us)]
    : [opener, answer(template.answers, soon() * 2, us)]
  if (random.chance(0.12)) settled.splice(1, 0, inside())
  if (random.chance(0.38) && replyWay(customer) !== 'phone')
    settled.push(theirs(thanks[language], Math.floor(random.between(8, 600))))
  return settled
}

/** What was said to whom, for those who read the case later. */
function toldTo(customer: DemoCustomer, text: string, language: Language): string {
  if (text.includes(lastName(customer))) return text
  return language === 'de'
    ? `An ${addressAfterPreposition(customer, 'de')}: ${text}`
    : `To ${address(customer, 'en')}: ${text}`
}

function memberFor(team: TeamKey, language: Language, random: Random): StaffKey {
  const german: Record<TeamKey, StaffKey[]> = {
    kundenservice: ['mara', 'tolga', 'mara', 'tolga', 'nadia', 'grace'],
    social: ['mara', 'grace', 'grace', 'nadia'],
    rechnung: ['falk', 'tolga', 'owen', 'falk'],
  }
  const englishSpeaking: Record<TeamKey, StaffKey[]> = {
    kundenservice: ['grace', 'grace', 'owen', 'mara'],
    social: ['grace'],
    rechnung: ['owen', 'owen', 'tolga'],
  }
  return random.pick(language === 'en' ? englishSpeaking[team] : german[team])
}

/** What the case is about in two marks a colleague understands: "Linie 24, Deichtor". */
function aboutOf(template: CaseTemplate, count: number, slots: Slots): string {
  const text = `${turn(template.texts, template, count)} ${turn(template.subjects, template, count)}`
  const marks: Record<string, string> = {
    order: '{order}',
    invoice: '{invoice}',
    fine: '{fine}',
    bike: 'Rad {bike}',
    line: 'Linie {line}',
    train: '{train}',
    stop: 'Halt {stop}',
    station: 'Station {station}',
    shop: 'Laden {shop}',
    thing: '{thing}',
    product: '{product}',
    ticket: '{ticket}',
    from: 'Bahnhof {from}',
  }
  const used = Object.keys(marks).filter((slot) => text.includes(`{${slot}}`))
  const wording = used.slice(0, 2).map((slot) => marks[slot])
  return wording.length > 0 ? fillSlots(wording.join(', '), slots) : (slots.kunde as string)
}

function noteFor(template: CaseTemplate, presence: PresenceKey, owner: StaffKey, random: Random): string {
  const team = teamOf({ topic: template.topic, presence, owner })
  const choices = notes[team].filter((text) => !text.startsWith(`@${owner}`) && !text.includes(`@${owner} `))
  return random.pick(choices.length > 0 ? choices : notes.kundenservice)
}

function priorityOf(template: CaseTemplate, random: Random): Priority {
  if (template.priority) return template.priority
  if (template.kind === 'praise' || template.kind === 'suggestion') return 'low'
  return random.chance(0.06) ? 'urgent' : random.chance(0.14) ? 'high' : random.chance(0.12) ? 'low' : 'normal'
}

function replyWay(customer: DemoCustomer): PresenceKey {
  return customer.identities.some(({ kind }) => kind === 'email') ? 'mail-service' : 'phone'
}

/** Says it again in other words until nobody has said it before. */
function unique(said: Set<string>, make: () => string): string {
  let text = make()
  for (let attempt = 0; said.has(text) && attempt < 30; attempt++) text = make()
  said.add(text)
  return text
}

/** The wording that belongs to the text in use; a shorter list fits every text and takes turns. */
function turn(wordings: string[], template: CaseTemplate, count: number): string {
  const index = wordings.length === template.texts.length ? count % template.texts.length : count % wordings.length
  return wordings[index] as string
}

export function isByHand(presence: PresenceKey): boolean {
  return presence === 'phone' || presence === 'letter' || presence === 'visit'
}

function isMail(presence: PresenceKey): boolean {
  return presence.startsWith('mail-')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
