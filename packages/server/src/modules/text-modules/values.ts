import type { Language, TemplateValues, TemplateVariable } from '@resonanz/contracts'
import type { Actor } from '#platform/deps'
import type { CaseFacts } from './store-case.ts'

export type ValueContext = {
  language: Language
  topicNames: ReadonlyMap<string, { de: string; en: string }>
  /** Of the service hours of the house. */
  timeZone: string
  now: Date
}

/** What the variables of text modules say in a case, in the language of the answer. What is not known is left out. */
export function valuesOf(facts: CaseFacts, actor: Pick<Actor, 'name'>, context: ValueContext): TemplateValues {
  const { language, timeZone } = context
  const locale = language === 'de' ? 'de-DE' : 'en-GB'
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone })
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone })
  const name = facts.customer_name ?? personName(facts.contact_name)
  const words = wordsOf(name ?? '')
  const values: Record<TemplateVariable, string | null | undefined> = {
    'customer.greeting': greetingOf(facts, name, language),
    'customer.salutation': titleOf(facts.salutation, language),
    'customer.name': name,
    'customer.firstName': words.length > 1 ? words[0] : null,
    'customer.lastName': words.length > 1 ? words.at(-1) : null,
    'customer.number': facts.customer_number,
    'customer.organisation': facts.organisation,
    'order.number': orderNumber(facts.fields),
    'case.number': String(facts.number),
    'case.title': facts.title,
    'case.topic': facts.topic_id ? context.topicNames.get(facts.topic_id)?.[language] : null,
    'case.opened': day.format(facts.opened_at),
    'case.promisedAt': facts.promised_at ? moment.format(facts.promised_at) : null,
    'agent.name': actor.name,
    'agent.firstName': wordsOf(actor.name)[0],
    'agent.initials': initialsOf(actor.name),
    'team.name': facts.team_name,
    'company.name': facts.workspace_name,
    today: day.format(context.now),
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value?.trim()))
}

/** "Mara Klein" → "mk"; of longer names the first and the last word. */
export function initialsOf(name: string): string {
  const words = wordsOf(name ?? '')
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '')
  return letters.join('').toLowerCase()
}

function wordsOf(name: string): string[] {
  return name.trim().split(/\s+/u).filter(Boolean)
}

/** An address or a handle is nobody's name. */
function personName(contact: string): string | null {
  return contact.trim() === '' || /[@\d/_]/.test(contact) ? null : contact
}

type Title = 'f' | 'm'
function titleKind(salutation: string | null): Title | null {
  if (/^(?:frau|fr\.?|ms\.?|mrs\.?|miss|madam)$/i.test(salutation?.trim() ?? '')) return 'f'
  return /^(?:herrn?|hr\.?|mr\.?|sir)$/i.test(salutation?.trim() ?? '') ? 'm' : null
}
const titles = { de: { f: 'Frau', m: 'Herr' }, en: { f: 'Ms', m: 'Mr' } } as const

function titleOf(salutation: string | null, language: Language): string | null {
  const kind = titleKind(salutation)
  return kind ? titles[language][kind] : salutation
}

/** "Guten Tag Frau Wagner", "Hallo Eva"; by name alone where nobody knows more; null without a name. */
function greetingOf(facts: CaseFacts, name: string | null, language: Language): string | null {
  if (!name) return null
  const words = wordsOf(name ?? '')
  const title = titleOf(facts.salutation, language)
  const isInformal = (facts.address_form ?? facts.workspace_address_form) === 'du'
  if (language === 'de') {
    if (isInformal) return `Hallo ${words[0]}`
    return title && words.length > 1 ? `Guten Tag ${title} ${words.at(-1)}` : `Guten Tag ${name}`
  }
  if (isInformal) return `Hi ${words[0]}`
  return title && words.length > 1 ? `Dear ${title} ${words.at(-1)}` : `Dear ${name}`
}

const orderFields = new Set(['bestellnummer', 'bestellnr', 'auftragsnummer', 'ordernumber', 'orderno', 'order'])
function orderNumber(fields: Record<string, string> | null): string | null {
  const found = Object.entries(fields ?? {}).find(([key]) => orderFields.has(key.toLowerCase().replace(/[^a-z]/g, '')))
  return typeof found?.[1] === 'string' ? found[1] : null
}
