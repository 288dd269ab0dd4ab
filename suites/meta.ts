// What Meta pushes and answers, from a public suite (restfb, MIT; pywa's updates where they lie beside it): taken whole,
// nothing lost, nothing throws, what nobody acts on is left out by name. And what we send, held against the published
// description of the WhatsApp API.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse as parseYaml } from 'yaml'
import { facebookConnector, instagramConnector, whatsAppConnector } from '../packages/channels/src/meta/connectors.ts'
import { readItem } from '../packages/channels/src/meta/read-things.ts'
import { unpackPush } from '../packages/channels/src/meta/unpack.ts'
import type { AnyConnector, InboundEvent, RawItem } from '../packages/channels/src/connector.ts'
import { exampleSendings } from '../packages/channels/src/meta/example-sendings.ts'
import { dataFolder, type Miss, score, type SuiteResult } from './result.ts'

type Json = Record<string, unknown>
const folders = ['social_payloads/restfb_meta/', 'social_payloads/pywa/'].map((path) => new URL(path, dataFolder))
const specification = new URL('specs/whatsapp-business-messaging.v23.yaml', dataFolder)

export async function run(): Promise<SuiteResult[]> {
  const files = folders.flatMap(filesBelow).flatMap((file) => {
    const value = readJson(file)
    return isObject(value) ? [{ name: file.pathname.split('/social_payloads/')[1]!, value }] : []
  })
  const pushes = files.filter(({ value }) => typeof value.object === 'string' && Array.isArray(value.entry))
  return [
    score(
      'meta pushes taken whole',
      pushes.flatMap(({ name, value }) => taken(name, value)),
    ),
    score(
      'meta things read',
      files.filter((file) => !pushes.includes(file)).flatMap(({ name, value }) => thingsRead(name, value)),
    ),
    existsSync(specification) ? await sendingsByDescription() : score('meta WhatsApp calls by the description', []),
  ]
}

/** As many items as events, counted by another hand; each gives events; the same push again gives the same keys. */
function taken(name: string, push: Json): Miss[] {
  const raw = Buffer.from(JSON.stringify(push))
  const reordered = Buffer.from(
    JSON.stringify({ ...push, entry: [...(push.entry as unknown[]), ...(push.entry as unknown[])].toReversed() }),
  )
  const items = unpackPush(raw)
  const events = items.map((item) => eventsOf(connectorOf(push), item))
  return [
    { id: name, field: 'items', expected: countedIn(push), got: items.length },
    { id: name, field: 'doubled and reordered', expected: keysOf(items), got: keysOf(unpackPush(reordered)) },
    ...events.map((got, at) => ({ id: name, field: `event ${at}`, expected: 'taken', got: verdictOn(got) })),
  ]
}

function verdictOn(events: InboundEvent[] | string): string {
  if (typeof events === 'string') return events
  if (events.length === 0) return 'lost'
  const bad = events.find((event) =>
    event.type === 'filtered'
      ? !/^[a-z][a-z0-9-]{2,40}$/.test(event.code) || event.code === 'other-account'
      : event.externalId === '',
  )
  if (bad) return `bad ${JSON.stringify(bad).slice(0, 80)}`
  // Something was said: words, a file, or the flag that the network does not hand it on.
  const silent = events.find(
    (event) =>
      event.type === 'message' &&
      !event.own &&
      event.text === '' &&
      event.attachments.length === 0 &&
      event.flags.length === 0 &&
      !event.meta['post'],
  )
  return silent ? 'a message that says nothing' : 'taken'
}

/** Things of the Graph API of any kind: every way of reading them ends in events. */
function thingsRead(name: string, value: Json): Miss[] {
  const fields = ['post', 'comment', 'rating', 'message']
  return fields.map((field) => {
    const item = readItem('1', field, '1', value, '', 0)
    const got = [facebookConnector, instagramConnector].map((connector) => {
      const events = eventsOf(connector, item)
      return typeof events === 'string' ? events : events.length > 0 ? 'taken' : 'lost'
    })
    return { id: name, field, expected: ['taken', 'taken'], got }
  })
}

function eventsOf(connector: AnyConnector, item: RawItem): InboundEvent[] | string {
  const stored = JSON.parse(Buffer.from(item.raw).toString()) as {
    account: string
    value?: { metadata?: { phone_number_id?: string } }
  }
  const settings = {
    pageId: stored.account,
    accountId: stored.account,
    username: 'uferlinie',
    phoneNumberId: stored.value?.metadata?.phone_number_id ?? '',
  }
  try {
    return connector.parse(item, { presenceId: 'p', settings, ownAddresses: [], nowMs: Date.UTC(2026, 10, 20) })
  } catch (error) {
    return `threw ${String(error)}`
  }
}

function connectorOf({ object }: Json): AnyConnector {
  if (object === 'instagram') return instagramConnector
  return object === 'whatsapp_business_account' ? whatsAppConnector : facebookConnector
}

const lists = ['messages', 'statuses', 'errors', 'groups', 'calls', 'message_echoes', 'user_preferences', 'history']

/** Plainly from the shape of a push: elements of messaging, standby and changes; of a WhatsApp change its lists' elements. */
function countedIn(push: Json): number {
  const counts = (push.entry as Json[]).map((entry) => {
    const talks = [entry.messaging, entry.standby].flatMap((list) => (Array.isArray(list) ? list : [])).length
    const changes = (Array.isArray(entry.changes) ? (entry.changes as Json[]) : []).map(({ value }) => {
      if (!isObject(value) || value.messaging_product !== 'whatsapp') return 1
      return Math.max(
        1,
        lists.reduce((sum, list) => sum + (Array.isArray(value[list]) ? value[list].length : 0), 0),
      )
    })
    return Math.max(1, talks + changes.reduce((sum, n) => sum + n, 0))
  })
  return counts.reduce((sum, n) => sum + n, 0)
}

/**
 * What we hand to WhatsApp keeps the schemas of its published description. As it stands nothing could: each kind joins the
 * common fields by `allOf` to a part that forbids all fields but its own; so the parts are laid together first. Two fields
 * of ours stand in Meta's reference and not in this description; they are left out of the comparison by name.
 */
async function sendingsByDescription(): Promise<SuiteResult> {
  const description = parseYaml(readFileSync(specification, 'utf8')) as { components: { schemas: Json } }
  const { schemas } = description.components
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
  ajv.addSchema({ $id: 'description', components: { schemas: laidTogether(schemas) } })
  const check = (type: string, body: Json) =>
    ajv.validate({ $ref: `description#/components/schemas/${type}` }, withoutUndescribed(body))
      ? 'kept'
      : ajv.errorsText().slice(0, 300)
  const sendings = await exampleSendings()
  const misses: Miss[] = sendings.map(({ name, type, body }) => ({
    id: name,
    field: 'call',
    expected: 'kept',
    got: check(type, body as Json),
  }))
  // A comparison that lets everything pass would be none.
  const planted = sendings.map(({ name, type, body }) => ({
    id: `${name}, to what is no number`,
    field: 'call',
    expected: false,
    got: check(type, { ...(body as Json), to: 5 }) === 'kept',
  }))
  misses.push(...planted)
  return score('meta WhatsApp calls by the description', misses)
}

function withoutUndescribed(body: Json): Json {
  const kept = Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'biz_opaque_callback_data'))
  if (!isObject(kept.document)) return kept
  return {
    ...kept,
    document: Object.fromEntries(Object.entries(kept.document).filter(([name]) => name !== 'filename')),
  }
}

/** Every `allOf` of objects as one object: fields of all, required of all. */
function laidTogether(schemas: Json): Json {
  const open = (schema: unknown, depth: number): Json => {
    if (!isObject(schema) || depth > 8) return {}
    const inner = typeof schema.$ref === 'string' ? schemas[schema.$ref.split('/').at(-1)!] : null
    if (inner) return open(inner, depth + 1)
    if (!Array.isArray(schema.allOf)) return schema
    const parts = schema.allOf.map((part) => open(part, depth + 1))
    return {
      type: 'object',
      properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
      required: [...new Set(parts.flatMap(({ required }) => (Array.isArray(required) ? required : [])))],
      additionalProperties: !parts.some((part) => part.additionalProperties === false),
    }
  }
  const cleaned = Object.entries(schemas).map(([name, schema]) => [name, open(schema, 0)])
  // Words for other tools, and patterns that are none.
  return JSON.parse(
    JSON.stringify(Object.fromEntries(cleaned), (key, value: unknown) =>
      ['discriminator', 'pattern', 'example'].includes(key) && !isObject((value as Json)?.type) ? undefined : value,
    ),
  ) as Json
}

function keysOf(items: readonly RawItem[]): string[] {
  return items.map(({ sourceKey, version }) => `${sourceKey}@${version}`).toSorted()
}
function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
function readJson(file: URL): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}
function filesBelow(folder: URL): URL[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => new URL(name, folder))
}
