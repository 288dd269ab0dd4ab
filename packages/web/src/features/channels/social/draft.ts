import type { NetworkField } from './fields.ts'

/** What stands in the fields of a network, by name. */
export type NetworkDraft = Record<string, string | number | boolean>

/** Secrets never come back: their fields begin empty and stay as they are stored when nothing is typed. */
export function draftOf(fields: readonly NetworkField[], settings: Record<string, unknown>): NetworkDraft {
  return Object.fromEntries(
    fields.map((field) => [field.name, field.in === 'secrets' ? '' : shown(field, settings[field.name])]),
  )
}

export function settingsOf(fields: readonly NetworkField[], draft: NetworkDraft): Record<string, unknown> {
  return partOf(fields, draft, 'settings')
}

/** Undefined when nothing was typed: what is stored stays. */
export function secretsOf(fields: readonly NetworkField[], draft: NetworkDraft): Record<string, string> | undefined {
  const typed = fields.filter(({ name, in: place }) => place === 'secrets' && String(draft[name] ?? '').trim() !== '')
  return typed.length === 0
    ? undefined
    : Object.fromEntries(typed.map(({ name }) => [name, String(draft[name]).trim()]))
}

/** Names of required fields that are empty. Stored secrets need not be typed again. */
export function missingIn(fields: readonly NetworkField[], draft: NetworkDraft, hasSecrets = false): string[] {
  return fields
    .filter(({ required, in: place }) => required === true && !(place === 'secrets' && hasSecrets))
    .filter(({ name }) => String(draft[name] ?? '').trim() === '')
    .map(({ name }) => name)
}

function partOf(fields: readonly NetworkField[], draft: NetworkDraft, place: NetworkField['in']) {
  return Object.fromEntries(
    fields.filter((field) => field.in === place).map((field) => [field.name, stored(field, draft[field.name])]),
  )
}

function shown(field: NetworkField, value: unknown): string | number | boolean {
  if (field.type === 'lines') return Array.isArray(value) ? value.join('\n') : String(field.initial ?? '')
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return field.initial ?? (field.type === 'switch' ? false : '')
}

function stored(field: NetworkField, value: string | number | boolean | undefined): unknown {
  if (field.type === 'switch') return value === true
  const text = String(value ?? '').trim()
  if (field.type === 'lines')
    return text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
  if (text === '' && field.nullable) return null
  return field.type === 'number' ? Number(text) : text
}
