/** Days that filters name are days there; a workspace has no time zone of its own yet. */
export const zone = 'Europe/Berlin'

/** Reads 2026-11-01 or 1.11.2026; null where there is no such day. */
export function day(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text)
  const parts = iso ? [iso[1], iso[2], iso[3]] : german ? [german[3], german[2], german[1]] : null
  if (!parts) return null
  const [year, month, date] = parts.map(Number) as [number, number, number]
  const found = new Date(Date.UTC(year, month - 1, date))
  if (year < 1970 || found.getUTCMonth() !== month - 1 || found.getUTCDate() !== date) return null
  return found.toISOString().slice(0, 10)
}
