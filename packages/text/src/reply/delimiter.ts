// Lines of dashes, underscores and the like that divide a mail.

export type Delimiter = 'signature' | 'row' | null

const rowChars = new Set('-_,=+~#*ᐧ—–')

/** "-- " and "—" open a signature; a row of three and more divides. A lone bullet or comma is neither. */
export function delimiterKind(line: string): Delimiter {
  const text = line.trim()
  if (text === '' || text.length > 2_000) return null
  for (const char of text) if (!rowChars.has(char)) return null
  if (text === '--' || text === '—' || text === '–' || text === 'ᐧ' || text === '__') return 'signature'
  if (text.length < 3) return null
  // The border of a table drawn in text: "+----+----+".
  if (text.includes('+') && text.includes('-')) return null
  return 'row'
}

/** A row of "=" or "-" as long as the line above it underlines a heading. */
export function isUnderline(row: string, above: string): boolean {
  const text = row.trim()
  const heading = above.trim()
  return (
    heading.length >= 3 &&
    !/[.!?,:]$/.test(heading) &&
    /^(?:-+|=+|~+)$/.test(text) &&
    Math.abs(text.length - heading.length) <= 2
  )
}
