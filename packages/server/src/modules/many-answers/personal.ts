import { fillTemplate, type ManyContent } from '@resonanz/contracts'
import type { Candidate } from './store.ts'

/** The words as one recipient gets them. `isFilled` false: a variable has no value for them. */
export function personalText(
  content: ManyContent,
  to: Candidate,
  agentName: string,
): { text: string; isFilled: boolean } {
  const name = nameOf(to)
  const { text, missing } = fillTemplate(content.text, {
    'customer.greeting': greeting(content, to, name),
    'customer.name': name,
    'customer.firstName': firstName(name),
    'customer.lastName': lastName(name),
    ...(to.customer_number ? { 'customer.number': to.customer_number } : {}),
    'case.number': String(to.number),
    ...(to.is_other ? {} : { 'case.title': to.title }),
    'agent.name': agentName,
  })
  return { text, isFilled: missing.length === 0 }
}

export function nameOf(to: Pick<Candidate, 'customer_name' | 'contact_name'>): string {
  const name = (to.customer_name ?? to.contact_name).trim()
  // An address or a handle is no name to greet somebody by.
  return /[@\d/]/.test(name) ? '' : name
}

/** Without the comma: it belongs to the text. "Guten Tag Frau Berger", "Hallo Jana", "Guten Tag". */
function greeting({ language, address }: ManyContent, to: Candidate, name: string): string {
  const hello =
    language === 'de' ? (address === 'formal' ? 'Guten Tag' : 'Hallo') : address === 'formal' ? 'Dear' : 'Hi'
  if (name === '') return language === 'en' && address === 'formal' ? 'Hello' : hello
  if (address === 'informal') return `${hello} ${firstName(name)}`
  const title = titleOf(to.salutation, language)
  return title ? `${hello} ${title} ${lastName(name)}` : `${hello} ${name}`
}

function titleOf(salutation: string | null, language: 'de' | 'en'): string | null {
  if (!salutation) return null
  if (/^frau$|^ms\.?$|^mrs\.?$/i.test(salutation)) return language === 'de' ? 'Frau' : 'Ms'
  if (/^herr$|^mr\.?$/i.test(salutation)) return language === 'de' ? 'Herr' : 'Mr'
  return null
}
const firstName = (name: string) => name.split(/\s+/)[0] ?? ''
const lastName = (name: string) => name.split(/\s+/).at(-1) ?? ''
