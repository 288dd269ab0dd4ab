import type { PromiseKind } from '@resonanz/contracts'
import { dayWords } from '#promises'
import type { Fact } from './facts.ts'

export type Said = {
  language: 'de' | 'en'
  address: 'sie' | 'du'
  audience: 'private' | 'public'
  /** Null where nobody's name may be repeated: what a stranger calls himself does not go out by rule. */
  name: string | null
  /** Who signs. */
  by: string
  number: number
  zone: string
  facts: readonly Fact[]
  newDueAt: Date
  /** Of a public network. */
  maxLength: number
}

/** The state of things in the customer's language: what happened, who has it, until when; null when there is nothing. */
export function holdingWords(said: Said): string | null {
  if (said.facts.length === 0) return null
  return said.audience === 'public' ? publicWords(said) : privateWords(said)
}

/** Where nothing moved: says so, and leaves the reason to the writer. */
export function honestStart({ language, address, audience, name, by, newDueAt, zone }: Said): string {
  const until = dayWords(newDueAt, language, zone)
  const whom = audience === 'private' && name ? ` ${name}` : ''
  if (language === 'en')
    return `Hello${whom},\n\nwe have not come further yet, and we are sorry. The reason: \n\nYou will hear from us again by ${until}.\n\nKind regards\n${by}`
  const hear = address === 'du' ? 'Du hörst' : 'Sie hören'
  return `Guten Tag${whom},\n\nwir sind noch nicht weiter, und das tut uns leid. Der Grund: \n\n${hear} bis ${until} wieder von uns.\n\nFreundliche Grüße\n${by}`
}

export function holdingSubject(number: number, language: 'de' | 'en', address: 'sie' | 'du'): string {
  if (language === 'en') return `Where your case stands (number ${number})`
  return `Zwischenstand zu ${address === 'du' ? 'deinem' : 'Ihrem'} Anliegen (Nummer ${number})`
}

function privateWords(said: Said): string {
  const { language, address, name, by, newDueAt, zone, number } = said
  const until = dayWords(newDueAt, language, zone)
  const facts = sentencesOf(said).join('\n')
  if (language === 'en')
    return `Hello${name ? ` ${name}` : ''},\n\nthis is where your case (number ${number}) stands:\n\n${facts}\n\nYou will hear from us again by ${until}, even if not everything is settled by then.\n\nKind regards\n${by}`
  const you = address === 'du' ? { your: 'deinem', hear: 'Du hörst' } : { your: 'Ihrem', hear: 'Sie hören' }
  return `Guten Tag${name ? ` ${name}` : ''},\n\nso steht es um ${you.your === 'deinem' ? 'dein' : 'Ihr'} Anliegen (Nummer ${number}):\n\n${facts}\n\n${you.hear} bis ${until} wieder von uns, auch wenn dann noch nicht alles geklärt ist.\n\nFreundliche Grüße\n${by}`
}

/** As much of it as the network takes; no name, no number. */
function publicWords(said: Said): string | null {
  const { language, address, newDueAt, zone, maxLength } = said
  const until = dayWords(newDueAt, language, zone)
  const [open, end] =
    language === 'en'
      ? ['Where this stands:', `You will hear from us here by ${until}.`]
      : ['So ist der Stand:', `${address === 'du' ? 'Du hörst' : 'Sie hören'} bis ${until} hier wieder von uns.`]
  const sentences = sentencesOf({ ...said, facts: said.facts.filter(({ what }) => what !== 'taken') })
  for (let most = sentences.length; most > 0; most -= 1) {
    const text = [open, ...sentences.slice(0, most), end].join(' ')
    if ([...text].length <= maxLength) return text
  }
  return null
}

function sentencesOf(said: Said): string[] {
  return said.facts.map((fact) => (said.language === 'en' ? english(fact, said) : german(fact, said)))
}

function german(fact: Fact, { address, zone }: Said): string {
  const day = `am ${dayOf(fact.at, 'de', zone)}`
  const since = `Seit ${dayOf(fact.at, 'de', zone)}`
  const due = fact.dueAt && fact.dueAt > new Date() ? dayWords(fact.dueAt, 'de', zone) : null
  const department = fact.whom ? departmentWords(fact.whom) : 'Fachabteilung'
  switch (fact.what) {
    case 'taken':
      return `${since} bearbeitet ${fact.whom ?? 'jemand von uns'} ${address === 'du' ? 'dein' : 'Ihr'} Anliegen.`
    case 'asked':
      return `Wir haben ${day} unsere ${department} gefragt${fact.topic ? ` (Thema: ${fact.topic})` : ''}. ${
        due
          ? `Deren Antwort erwarten wir bis ${due}.`
          : fact.isChased
            ? 'Deren Antwort steht noch aus, wir haben nachgefragt.'
            : 'Deren Antwort steht noch aus.'
      }`
    case 'answered':
      return `${since} liegt uns die Antwort unserer ${department} vor.`
    case 'second-level':
      return `${since} arbeitet ${fact.whom ? teamWords(fact.whom, 'unser Team') : 'unsere zweite Ebene'} daran${due ? `, geplant bis ${due}` : ''}.`
    case 'being-checked':
      return 'Unsere Antwort ist geschrieben und wird gerade im Haus geprüft.'
    case 'promised':
      return `Unsere Zusage (${kindWords.de[fact.promise ?? 'other']}) bis ${due ?? ''} gilt weiter.`
  }
}

function english(fact: Fact, { zone }: Said): string {
  const day = dayOf(fact.at, 'en', zone)
  const due = fact.dueAt && fact.dueAt > new Date() ? dayWords(fact.dueAt, 'en', zone) : null
  const department = fact.whom ? `${fact.whom} department` : 'specialist department'
  switch (fact.what) {
    case 'taken':
      return `Since ${day} ${fact.whom ?? 'one of us'} is working on it.`
    case 'asked':
      return `On ${day} we asked our ${department}${fact.topic ? ` (subject: ${fact.topic})` : ''}. ${
        due
          ? `We expect their answer by ${due}.`
          : fact.isChased
            ? 'Their answer is still open, and we asked again.'
            : 'Their answer is still open.'
      }`
    case 'answered':
      return `Since ${day} we have the answer of our ${department}.`
    case 'second-level':
      return `Since ${day} ${fact.whom ? teamWords(fact.whom, 'our team') : 'our second level'} is working on it${due ? `, planned until ${due}` : ''}.`
    case 'being-checked':
      return 'Our answer is written and is being checked in house.'
    case 'promised':
      return `What we promised (${kindWords.en[fact.promise ?? 'other']}) by ${due ?? ''} still holds.`
  }
}

function dayOf(at: Date, language: 'de' | 'en', timeZone: string): string {
  return at.toLocaleDateString(language === 'de' ? 'de-DE' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone,
  })
}
/** „Abteilung Recht“ and „Recht“ alike. */
function departmentWords(name: string): string {
  return /abteilung/i.test(name) ? name : `Abteilung ${name}`
}
function teamWords(name: string, before: string): string {
  return /^team\b/i.test(name) ? `${before}${name.slice(4)}` : `${before} ${name}`
}

const kindWords: Record<'de' | 'en', Record<PromiseKind, string>> = {
  de: {
    next_update: 'nächste Nachricht',
    refund: 'Erstattung',
    return_of_originals: 'Rückgabe der Originale',
    call_back: 'Rückruf',
    document: 'Dokument',
    other: 'Antwort',
  },
  en: {
    next_update: 'next message',
    refund: 'refund',
    return_of_originals: 'return of the originals',
    call_back: 'call back',
    document: 'document',
    other: 'answer',
  },
}
