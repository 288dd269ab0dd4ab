import { createHash } from 'node:crypto'
import type { RawItem } from '../connector.ts'
import { contactFinder } from './whatsapp-contacts.ts'

/** One event of a push as it is stored: which account it came for, by which field, and what it says. */
export type PushedEvent = {
  /** 'page', 'instagram', 'whatsapp_business_account' */
  object: string
  /** The account it is about. */
  account: string
  /** Milliseconds; when Meta says nothing else about the time. */
  entryMs: number | null
  /** 'messaging', 'standby', or the name of the changed field. */
  field: string
  value: unknown
}
type Json = Record<string, unknown>

/**
 * Every event of every entry as an item of its own: what came together says nothing, and what one of them lacks keeps
 * back none of the others. The key is what the event is about, the version what it says: pushed again it is the same.
 */
export function unpackPush(raw: Uint8Array): RawItem[] {
  const push = readPush(raw)
  const events = push === null ? [] : eventsOf(push)
  if (events.length === 0) return [itemOfBytes(raw)]
  const items = new Map<string, RawItem>()
  for (const event of events) {
    const item = itemOf(event)
    items.set(`${item.sourceKey}|${item.version}`, item)
  }
  return [...items.values()]
}

/** Ids larger than a double holds stay what they are: as text. */
function readPush(raw: Uint8Array): Json | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(raw)
    const value: unknown = JSON.parse(text, (_key, part: unknown, { source }: { source?: string } = {}) =>
      typeof part === 'number' && source !== undefined && /^-?\d{16,40}$/.test(source) ? source : part,
    )
    return isJson(value) ? value : null
  } catch {
    return null
  }
}

function eventsOf(push: Json): PushedEvent[] {
  const object = textOf(push['object'])
  return listOf(push['entry']).flatMap((entry) => {
    if (!isJson(entry)) return []
    const head = { object, account: textOf(entry['id']), entryMs: millis(entry['time']) }
    const found: PushedEvent[] = [
      ...listOf(entry['messaging']).map((value) => ({ ...head, field: 'messaging', value })),
      ...listOf(entry['standby']).map((value) => ({ ...head, field: 'standby', value })),
      ...listOf(entry['changes']).flatMap((change) => changesOf(head, change)),
    ]
    // An entry of a shape nobody knew is still an event: it is left out by name, not lost.
    return found.length > 0 ? found : [{ ...head, field: 'unknown', value: entry }]
  })
}

type Head = Pick<PushedEvent, 'object' | 'account' | 'entryMs'>

function changesOf(head: Head, change: unknown): PushedEvent[] {
  if (!isJson(change)) return [{ ...head, field: 'unknown', value: change }]
  const { field: name, value = null, ...rest } = change
  const field = textOf(name) || 'unknown'
  if (!isJson(value)) return [{ ...head, field, value: { value, ...rest } }]
  return apart(value).map((one) => ({ ...head, field, value: one }))
}

/** The lists of a WhatsApp change, one element in each: messages, receipts, errors, groups, calls, echoes. */
const lists = ['messages', 'statuses', 'errors', 'groups', 'calls', 'message_echoes', 'user_preferences', 'history']

function apart(value: Json): Json[] {
  const present = lists.filter((name) => Array.isArray(value[name]) && (value[name] as unknown[]).length > 0)
  if (value['messaging_product'] !== 'whatsapp' || present.length === 0) return [value]
  const { contacts, ...rest } = Object.fromEntries(Object.entries(value).filter(([name]) => !lists.includes(name)))
  // What is large and of no kind we know stands once, not beside each of the others.
  const [common, large] = sortBySize(rest)
  const count = present.reduce((sum, name) => sum + (value[name] as unknown[]).length, 0)
  const find = contactFinder(listOf(contacts), count)
  const apart = present.flatMap((name) =>
    (value[name] as unknown[]).map((one) => {
      const contact = isJson(one) ? find(one) : null
      return { ...common, ...(contact ? { contacts: [contact] } : {}), [name]: [one] }
    }),
  )
  return Object.keys(large).length === 0 ? apart : [...apart, { ...common, ...large }]
}

const smallChars = 4_000

function sortBySize(rest: Json): [small: Json, large: Json] {
  const isSmall = (value: unknown) => (JSON.stringify(value) ?? '').length <= smallChars
  const groups = Map.groupBy(Object.entries(rest), ([, value]) => isSmall(value))
  return [Object.fromEntries(groups.get(true) ?? []), Object.fromEntries(groups.get(false) ?? [])]
}

function itemOf(event: PushedEvent): RawItem {
  const said = JSON.stringify(event.value ?? null)
  const { entryMs, ...stored } = event
  const about = subjectOf(event)
  const digest = hash(said)
  return {
    sourceKey: `${event.account.slice(0, 60)}/${event.field.slice(0, 60)}/${about ?? digest}`,
    version: digest.slice(0, 24),
    contentType: 'application/json',
    source: { field: event.field.slice(0, 60), entryMs, account: accountOf(event) },
    raw: Buffer.from(JSON.stringify(stored)),
  }
}

/** Numbers of one WhatsApp business account come together; each is an account of ours. */
function accountOf({ account, value }: PushedEvent): string {
  const number = isJson(value) && isJson(value['metadata']) ? textOf(value['metadata']['phone_number_id']) : ''
  return (number || account).slice(0, 60)
}

const idNames = ['comment_id', 'post_id', 'open_graph_story_id', 'id']

/** The network's key of what an event is about; null where it names none. */
function subjectOf({ value }: PushedEvent): string | null {
  if (!isJson(value)) return null
  const message = isJson(value['message']) ? value['message'] : null
  const first = listOf(value['messages'] ?? value['statuses'] ?? value['message_echoes'])[0]
  const named =
    message?.['mid'] ?? (isJson(first) ? first['id'] : undefined) ?? idNames.map((name) => value[name]).find(Boolean)
  const key = textOf(named)
  return key === '' ? null : key.length <= 300 ? key : hash(key)
}

function itemOfBytes(raw: Uint8Array): RawItem {
  return { sourceKey: `bytes/${hash(raw)}`, version: '', contentType: 'application/json', source: {}, raw }
}

function hash(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}
function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' && Number.isFinite(value) ? String(value) : ''
}
/** Seconds or milliseconds: Meta sends both. */
function millis(value: unknown): number | null {
  const n = Number(textOf(value))
  return Number.isFinite(n) && n > 0 ? (n < 1e11 ? n * 1000 : n) : null
}
