export type Json = Record<string, unknown>

/** What Meta calls an object, else an empty one: fields that are missing or of another kind count as missing. */
export function objectOf(value: unknown): Json {
  return isObject(value) ? value : {}
}
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
/** At most so many: nobody makes us work through a million. */
export function listOf(value: unknown, most = 200): unknown[] {
  return Array.isArray(value) ? value.slice(0, most) : []
}
/** Text or number as text, cut; '' when it is neither. NUL is nothing that can be stored. */
export function textOf(value: unknown, most = 10_000): string {
  const text =
    typeof value === 'string' ? value : typeof value === 'number' && Number.isFinite(value) ? String(value) : ''
  return text.replaceAll('\u0000', '').slice(0, most).toWellFormed()
}
/** An id of the network: short, one line. */
export function idOf(value: unknown): string {
  return textOf(value, 400).trim()
}
/** Seconds, milliseconds or a date as ISO 8601 in UTC; null when it says nothing believable. */
export function instantOf(value: unknown): string | null {
  const text = textOf(value, 60)
  if (text === '') return null
  const n = Number(text)
  // Meta writes +0000 without a colon.
  const ms = Number.isFinite(n) ? (n < 1e11 ? n * 1000 : n) : Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  if (!Number.isFinite(ms) || ms <= 0 || ms > 8.64e15) return null
  return new Date(ms).toISOString()
}
/** An address that leads somewhere by the web; null for anything else. */
export function webAddress(value: unknown): string | null {
  const url = URL.parse(textOf(value, 4_000))
  return url && /^https?:$/.test(url.protocol) && url.username === '' ? url.href : null
}
