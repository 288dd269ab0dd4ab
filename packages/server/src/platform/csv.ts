/**
 * A table as spreadsheets of these countries open it: semicolons, UTF-8 with a byte order mark, CRLF. A field that a
 * spreadsheet would run as a formula gets an apostrophe in front, a plain number does not; quotes, breaks and separators are enclosed.
 */
export function csvOf(lines: readonly (readonly string[])[]): string {
  return `\uFEFF${lines.map((line) => line.map(fieldOf).join(';')).join('\r\n')}\r\n`
}

function fieldOf(value: string): string {
  const isNumber = /^-?\d+(?:[.,]\d+)?$/.test(value)
  const harmless = !isNumber && /^[\s]*[=+\-@\t\r|%]/.test(value) ? `'${value}` : value
  return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/**
 * Reads such a table, and one with commas: lines of fields. The apostrophe that was put before a formula goes again.
 * One pass over the text.
 */
export function readCsv(text: string): string[][] {
  const body = text.replace(/^\uFEFF/, '')
  const separator = separatorOf(body)
  const lines: string[][] = []
  let line: string[] = []
  let field = ''
  let isQuoted = false
  const end = () => {
    line.push(/^'[\s]*[=+\-@\t\r|%]/.test(field) ? field.slice(1) : field)
    field = ''
  }
  for (let at = 0; at < body.length; at++) {
    const sign = body[at]!
    if (isQuoted) {
      if (sign !== '"') field += sign
      else if (body[at + 1] === '"') field += body[++at]!
      else isQuoted = false
    } else if (sign === '"' && field === '') isQuoted = true
    else if (sign === separator) end()
    else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && body[at + 1] === '\n') at++
      end()
      lines.push(line)
      line = []
    } else field += sign
  }
  if (field !== '' || line.length > 0) {
    end()
    lines.push(line)
  }
  return lines.filter((fields) => fields.some((one) => one.trim() !== ''))
}

/** Whichever stands in the first line more often. */
function separatorOf(text: string): ';' | ',' {
  const first = text.slice(0, 10_000).split(/[\r\n]/, 1)[0] ?? ''
  return first.split(',').length > first.split(';').length ? ',' : ';'
}
