import type { z } from 'zod'
import { type RawItem, Unreadable } from '../connector.ts'

const maxBytes = 4 * 1024 * 1024

/** The JSON of an item in its known shape. Throws Unreadable. */
export function readJsonItem<T>(item: RawItem, shape: z.ZodType<T>): T {
  if (item.raw.byteLength > maxBytes) throw new Unreadable('too-large', 'The item is larger than 4 MB.')
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(item.raw))
  } catch {
    throw new Unreadable('not-json', 'These bytes are not JSON.')
  }
  const parsed = shape.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Unreadable('wrong-shape', `${issue?.path.join('.') || 'item'}: ${issue?.message ?? 'not valid'}`)
}
