import type { House } from '../deps.ts'
import type { Objects } from './objects.ts'

/** What a request is made of: the actor's house and objects, and the ones it names beside `params.id` (own or foreign). */
export type Given = { house: House; own: Objects; named: Objects; namedHouse: House }
export type Recipe = {
  params?: (given: Given) => Record<string, string>
  query?: (given: Given) => Record<string, string>
  body?: (given: Given) => unknown
  /** Bytes of their own instead of JSON. */
  raw?: { type: string; bytes: Buffer }
  /** Answers that count as served on an own object beside 2xx, with the reason in a comment. */
  also?: readonly number[]
  /** Names objects beside `params.id`: then a foreign one there must answer like an unknown one, and be refused. */
  names?: boolean
  /** There is room for so many of them only, and every test leaves one: room is made before. */
  roomy?: true
  /** For public routes: what an anonymous stranger gets. */
  stranger?: readonly number[]
}

export const soon = new Date(Date.now() + 86_400_000).toISOString()
export const later = new Date(Date.now() + 2 * 86_400_000).toISOString()
export const boundary = 'kanarienvogel'
export const upload = Buffer.from(
  `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="zettel.txt"\r\nContent-Type: text/plain\r\n\r\nHallo\r\n--${boundary}--\r\n`,
)
