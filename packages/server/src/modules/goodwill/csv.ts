/**
 * A table as spreadsheets of these countries open it: semicolons, UTF-8 with a byte order mark, CRLF. A field that a
 * spreadsheet would run as a formula gets an apostrophe in front; quotes, breaks and separators are enclosed.
 */
export function csvOf(lines: readonly (readonly string[])[]): string {
  return `\uFEFF${lines.map((line) => line.map(fieldOf).join(';')).join('\r\n')}\r\n`
}

function fieldOf(value: string): string {
  const harmless = /^[\s]*[=+\-@\t\r|%]/.test(value) ? `'${value}` : value
  return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
