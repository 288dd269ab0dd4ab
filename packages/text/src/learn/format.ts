import { groupNames } from './features.ts'
import type { Head } from './head.ts'
import type { Space } from './space.ts'

/**
 * A model file: the four letters RZTM, the length of a JSON header (little endian), the header, then the bytes of the
 * parts one after the other. Numbers of a few places and words belong into `about`, tables into `heads` and `parts`.
 */
export type Model = {
  /** What it is for, such as "sentiment"; a reader refuses another. */
  name: string
  /** Grows when the meaning of the bytes or the training changes; kept beside every result. */
  version: string
  heads: Record<string, Head>
  parts: Record<string, Uint8Array>
  about: Record<string, unknown>
}

const magic = [0x52, 0x5a, 0x54, 0x4d]
const formatVersion = 1

type StoredHead = Omit<Head, 'table' | 'scale' | 'bias'> & { scale: number[]; bias: number[]; bytes: number }
type Header = {
  format: number
  name: string
  version: string
  heads: Record<string, StoredHead>
  parts: Record<string, number>
  about: Record<string, unknown>
}

export function writeModel({ name, version, heads, parts, about }: Model): Uint8Array {
  const header: Header = { format: formatVersion, name, version, heads: {}, parts: {}, about }
  const bodies: Uint8Array[] = []
  for (const [key, { table, scale, bias, ...rest }] of Object.entries(heads)) {
    header.heads[key] = { ...rest, scale: [...scale], bias: [...bias], bytes: table.length }
    bodies.push(new Uint8Array(table.buffer, table.byteOffset, table.byteLength))
  }
  for (const [key, bytes] of Object.entries(parts)) {
    header.parts[key] = bytes.length
    bodies.push(bytes)
  }
  const text = new TextEncoder().encode(JSON.stringify(header))
  const size = 8 + text.length + bodies.reduce((sum, body) => sum + body.length, 0)
  const bytes = new Uint8Array(size)
  bytes.set(magic)
  new DataView(bytes.buffer).setUint32(4, text.length, true)
  bytes.set(text, 8)
  let at = 8 + text.length
  for (const body of bodies) {
    bytes.set(body, at)
    at += body.length
  }
  return bytes
}

/** Reads a model by that name. The tables are views of the given bytes. Throws `Error` on bytes that are none. */
export function readModel(given: Uint8Array, name: string): Model {
  // Of a Buffer, as files are read into, slice() would be no copy.
  const bytes = new Uint8Array(given.buffer, given.byteOffset, given.byteLength)
  if (bytes.length < 8 || magic.some((byte, at) => bytes[at] !== byte)) throw bad('it does not begin like one')
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(4, true)
  if (length > bytes.length - 8) throw bad('its header is cut off')
  const header = parseHeader(bytes.subarray(8, 8 + length))
  if (header.name !== name) throw bad(`it is one of "${String(header.name).slice(0, 40)}", not of "${name}"`)
  let at = 8 + length
  const take = (size: unknown): Uint8Array => {
    if (!isCount(size) || size > bytes.length - at) throw bad('a table is cut off')
    at += size
    return bytes.subarray(at - size, at)
  }
  const heads: Record<string, Head> = {}
  for (const [key, stored] of Object.entries(header.heads)) heads[key] = readHead(stored, take(stored?.bytes))
  const parts: Record<string, Uint8Array> = {}
  for (const [key, size] of Object.entries(header.parts)) parts[key] = take(size)
  if (at !== bytes.length) throw bad('there is more in it than it says')
  return { name, version: String(header.version), heads, parts, about: header.about }
}

function parseHeader(bytes: Uint8Array): Header {
  let header: Partial<Header> | null
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Partial<Header> | null
  } catch {
    throw bad('its header cannot be read')
  }
  if (header?.format !== formatVersion) throw bad('its format is not known here')
  if (!isRecord(header.heads) || !isRecord(header.parts) || !isRecord(header.about)) throw bad('its header lacks parts')
  return header as Header
}

function readHead(stored: StoredHead, bytes: Uint8Array): Head {
  const { labels, kind, space, scale, bias, temperature } = stored
  if (!Array.isArray(labels) || labels.length === 0 || !labels.every((label) => typeof label === 'string'))
    throw bad('a head has no labels')
  if (kind !== 'one-of' && kind !== 'any-of') throw bad('a head is of no known kind')
  if (!isSpace(space)) throw bad('a head reads features that are not known here')
  if (!areNumbers(scale, labels.length) || !areNumbers(bias, labels.length) || !Number.isFinite(temperature))
    throw bad('numbers of a head are missing')
  if (bytes.length !== 2 ** space.bits * labels.length) throw bad('a table has another size than its header says')
  if (temperature <= 0) throw bad('numbers of a head are missing')
  const table = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)
  return { labels, kind, space, table, scale: Float64Array.from(scale), bias: Float64Array.from(bias), temperature }
}

function isSpace(space: unknown): space is Space {
  if (!isRecord(space) || !isCount(space['bits']) || space['bits'] < 1 || space['bits'] > 24) return false
  const groups = space['groups']
  return (
    Array.isArray(groups) &&
    groups.every((g) => isRecord(g) && groupNames.includes(g['group'] as 'word') && Number.isFinite(g['gain']))
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function areNumbers(value: unknown, length: number): value is number[] {
  return Array.isArray(value) && value.length === length && value.every((n) => Number.isFinite(n))
}

function bad(why: string): Error {
  return new Error(`These bytes are no model: ${why}.`)
}
