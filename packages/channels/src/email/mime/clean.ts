/**
 * Characters that no database column or screen should meet: NUL and other C0/C1 controls, lone surrogates,
 * and in one-line fields also the marks that reverse the reading direction (`gnp.exe` shown as `exe.png`).
 */
export function cleanText(text: string): string {
  let out = text.isWellFormed() ? text : text.toWellFormed().replaceAll('\uFFFD', '')
  if (out.includes('\r')) out = out.replace(/\r\n?/g, '\n')
  return controls.test(out) ? out.replace(everyControl, '') : out
}

/** The same for a header value: line breaks and runs of blanks become one blank, ends are trimmed. */
export function cleanLine(text: string): string {
  const line = cleanText(text)
  return (unquiet.test(line) ? line.replace(breaks, ' ').replace(direction, '') : line).trim()
}

// oxlint-disable-next-line no-control-regex -- removing them is the point
const controls = /[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\uFEFF]/
// oxlint-disable-next-line no-control-regex -- removing them is the point
const everyControl = /[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\uFEFF]/g
const unquiet = /[\n\t\u2028\u2029\u202A-\u202E\u2066-\u2069]/
const breaks = /[\n\t\u2028\u2029]+/g
const direction = /[\u202A-\u202E\u2066-\u2069]/g
