import { readFileSync } from 'node:fs'

/** Cut from the published description of the Discourse API (discourse/discourse_api_docs, MIT), words left out. */
type Schema = {
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean
  items?: Schema
}
type Call = { parameters: string[]; body: Schema | null; answer: Schema | null }
const description = JSON.parse(readFileSync(new URL('discourse-api.json', import.meta.url), 'utf8')) as Record<
  string,
  Record<string, Call>
>

/** Routes of the forum that its description leaves out (config/routes.rb: `resources :post_actions`). */
const undescribed: typeof description = {
  '/post_actions/{id}.json': { delete: { parameters: ['post_action_type_id'], body: null, answer: null } },
}

/** The described call that a request is; null: there is none. */
export function callOf(method: string, path: string): Call | null {
  const calls = Object.entries({ ...description, ...undescribed }).find(([template]) =>
    new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  )?.[1]
  return calls?.[method.toLowerCase()] ?? null
}

/** Where a value leaves its description; empty when nowhere. */
export function check(schema: Schema, value: unknown, at: string): string[] {
  const types = [schema.type ?? []].flat()
  if (types.length > 0 && !types.some((type) => isOf(type, value))) return [`${at}: not ${types.join(' or ')}`]
  if (Array.isArray(value)) return value.flatMap((one, n) => check(schema.items ?? {}, one, `${at}[${n}]`))
  if (typeof value !== 'object' || value === null) return []
  const given = value as Record<string, unknown>
  const known = schema.properties ?? {}
  return [
    ...(schema.required ?? []).flatMap((name) => (name in given ? [] : [`${at}.${name}: missing`])),
    ...Object.entries(given).flatMap(([name, one]) => {
      if (known[name]) return check(known[name], one, `${at}.${name}`)
      return schema.additionalProperties === false ? [`${at}.${name}: no such field`] : []
    }),
  ]
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'array') return Array.isArray(value)
  if (type === 'null') return value === null
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return typeof value === type
}
