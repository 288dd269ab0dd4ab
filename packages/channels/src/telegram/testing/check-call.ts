import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Cut from the published description of the Bot API 10.1 (PaulSonOfLars/telegram-bot-api-spec, MIT), words left out. */
type Field = { t: string[]; r?: 1; l?: [number, number] }
type Description = {
  methods: Record<string, Record<string, Field>>
  types: Record<string, { f: Record<string, Field>; s?: string[] }>
}
const description = JSON.parse(
  readFileSync(fileURLToPath(new URL('bot-api.json', import.meta.url)), 'utf8'),
) as Description

/** What a call does not keep of the description; empty when it keeps all. `null`: no such method. */
export function checkCall(method: string, given: Record<string, unknown>): string[] | null {
  const fields = description.methods[method]
  return fields ? checkFields(fields, given, method) : null
}

/** The same for an object that Telegram gives, such as an update in a test. */
export function checkObject(type: string, given: unknown): string[] {
  return checkType(type, given, type)
}

function checkFields(fields: Record<string, Field>, given: Record<string, unknown>, path: string): string[] {
  const wrong = Object.keys(given).flatMap((name) => (fields[name] ? [] : [`${path}.${name}: no such field`]))
  for (const [name, field] of Object.entries(fields)) {
    const value = given[name]
    if (value === undefined) {
      if (field.r) wrong.push(`${path}.${name}: missing`)
      continue
    }
    wrong.push(...checkAny(field.t, value, `${path}.${name}`))
    if (field.l && typeof value === 'string' && (value.length < field.l[0] || value.length > field.l[1]))
      wrong.push(`${path}.${name}: length ${value.length}`)
  }
  return wrong
}

function checkAny(types: string[], value: unknown, path: string): string[] {
  const results = types.map((type) => checkType(type, value, path))
  return results.find((wrong) => wrong.length === 0) ?? results[0] ?? []
}

function checkType(type: string, value: unknown, path: string): string[] {
  const inner = /^Array of (.+)$/.exec(type)?.[1]
  if (inner !== undefined)
    return Array.isArray(value)
      ? value.flatMap((one, index) => checkType(inner, one, `${path}[${index}]`))
      : [`${path}: not a list`]
  const plain: Record<string, boolean> = {
    Integer: Number.isSafeInteger(value),
    Float: typeof value === 'number',
    String: typeof value === 'string',
    Boolean: typeof value === 'boolean',
    InputFile: value instanceof Uint8Array,
  }
  if (type in plain) return plain[type] ? [] : [`${path}: not ${type}`]
  const known = description.types[type]
  if (!known) return [`${path}: unknown type ${type}`]
  if (known.s) return checkAny(known.s, value, path)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path}: not ${type}`]
  return checkFields(known.f, value as Record<string, unknown>, path)
}
