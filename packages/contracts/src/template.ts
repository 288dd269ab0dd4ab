/**
 * Texts with variables: one list of what may be named, one way to fill it in, used by the server and by the field that a
 * person writes in. Filling is one pass: what a value holds is never read as a template again.
 */

/** What a text module may name, as `{{customer.greeting}}`. Own fields come later. */
export const templateVariables = [
  'customer.greeting',
  'customer.salutation',
  'customer.name',
  'customer.firstName',
  'customer.lastName',
  'customer.number',
  'customer.organisation',
  'order.number',
  'case.number',
  'case.title',
  'case.topic',
  'case.opened',
  'case.promisedAt',
  'agent.name',
  'agent.firstName',
  'agent.initials',
  'team.name',
  'company.name',
  'today',
] as const
export type TemplateVariable = (typeof templateVariables)[number]
export type TemplateValues = Partial<Record<TemplateVariable, string>>

export type Placeholder = { name: string; start: number; end: number }

// At most 60 signs between the braces and none of them a brace: linear.
const placeholder = /\{\{([^{}\n]{0,60})\}\}/g
const known: ReadonlySet<string> = new Set(templateVariables)
const valueMost = 200

/** Every `{{…}}` of a text with its place, known or not. */
export function placeholdersIn(text: string): Placeholder[] {
  return Array.from(text.matchAll(placeholder), (match) => ({
    name: (match[1] ?? '').trim(),
    start: match.index,
    end: match.index + match[0].length,
  }))
}

export function isTemplateVariable(name: string): name is TemplateVariable {
  return known.has(name)
}

/** Why a text cannot be a template: names nobody knows, and braces that belong to no variable. Empty: it can. */
export function templateFaults(text: string): string[] {
  const unknown = placeholdersIn(text).flatMap(({ name }) => (isTemplateVariable(name) ? [] : [`{{${name}}}`]))
  const rest = text.replace(placeholder, '\u0000')
  return [...new Set([...unknown, ...(/\{\{|\}\}/.exec(rest) ?? [])])]
}

/**
 * Fills in what is known; the others stay as they are written, and `missing` says where they stand in the filled text.
 * A value comes from strangers as well: it is one line without braces, so that it cannot become a variable.
 */
export function fillTemplate(text: string, values: TemplateValues): { text: string; missing: Placeholder[] } {
  const missing: Placeholder[] = []
  let filled = ''
  let at = 0
  for (const { name, start, end } of placeholdersIn(text)) {
    filled += text.slice(at, start)
    const value = isTemplateVariable(name) && Object.hasOwn(values, name) ? tamed(values[name]) : ''
    if (value === '') missing.push({ name, start: filled.length, end: filled.length + end - start })
    filled += value || text.slice(start, end)
    at = end
  }
  return { text: filled + text.slice(at), missing }
}

function tamed(value: unknown): string {
  if (typeof value !== 'string') return ''
  return value
    .replaceAll('{', '(')
    .replaceAll('}', ')')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, valueMost)
    .toWellFormed()
}
