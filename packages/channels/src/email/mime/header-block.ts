import type { MailFlag, MailLimits } from '../types.ts'

/** One header line: name in lower case, value unfolded, each char one raw byte (latin1). */
export type HeaderField = { name: string; value: string }
export type HeaderBlock = { fields: HeaderField[]; bodyStart: number }

/**
 * Splits the header of a mail or part in raw[start, end). The block ends at the first empty line, or where a line
 * cannot be a header and none follows it: losing the blank line must not lose the text.
 */
export function readHeaderBlock(
  raw: Buffer,
  start: number,
  end: number,
  limits: Pick<MailLimits, 'headers' | 'headerBytes'>,
  flags: Set<MailFlag>,
): HeaderBlock {
  const fields: HeaderField[] = []
  let at = start
  while (at < end) {
    const lineEnd = endOfLine(raw, at, end)
    const first = raw[at]
    if (first === 10 || (first === 13 && raw[at + 1] === 10)) return { fields, bodyStart: lineEnd }
    if (isMboxLine(raw, at)) {
      at = lineEnd
      continue
    }
    const colon = colonOf(raw, at, lineEnd)
    if (colon < 0) {
      if (fields.length === 0 || colonOf(raw, lineEnd, endOfLine(raw, lineEnd, end)) < 0) {
        if (fields.length > 0) flags.add('header-broken')
        return { fields, bodyStart: at }
      }
      flags.add('header-broken')
      at = lineEnd
      continue
    }
    let fieldEnd = lineEnd
    while (fieldEnd < end && continues(raw, fieldEnd)) fieldEnd = endOfLine(raw, fieldEnd, end)
    if (fields.length < limits.headers) fields.push(field(raw, at, colon, fieldEnd, limits.headerBytes, flags))
    else flags.add('truncated-headers')
    at = fieldEnd
  }
  return { fields, bodyStart: end }
}

function field(raw: Buffer, at: number, colon: number, end: number, most: number, flags: Set<MailFlag>): HeaderField {
  if (end - colon > most) flags.add('truncated-headers')
  const value = raw.toString('latin1', colon + 1, Math.min(end, colon + most))
  return { name: raw.toString('latin1', at, colon).trimEnd().toLowerCase(), value: unfold(value) }
}

function unfold(value: string): string {
  const text = value.trim()
  return text.includes('\n') ? text.replace(/\r?\n[ \t]*/g, ' ') : text
}

/** A line that begins with a blank goes on with the field before. */
function continues(raw: Buffer, at: number): boolean {
  return raw[at] === 32 || raw[at] === 9
}

/** Position of the colon after a header name, -1 when the line is none. Names are printable ASCII, blanks may follow. */
function colonOf(raw: Buffer, at: number, end: number): number {
  let i = at
  while (i < end && (raw[i] as number) > 32 && (raw[i] as number) < 127 && raw[i] !== 58) i++
  if (i === at || i - at > 200) return -1
  while (raw[i] === 32 || raw[i] === 9) i++
  return i < end && raw[i] === 58 ? i : -1
}

function endOfLine(raw: Buffer, at: number, end: number): number {
  const lf = raw.indexOf(10, at)
  return lf < 0 || lf >= end ? end : lf + 1
}

/** `From somebody Mon Jan 1 …` of an mbox file, plain or quoted. */
function isMboxLine(raw: Buffer, at: number): boolean {
  const from = raw[at] === 62 ? at + 1 : at
  return raw[from] === 70 && raw.toString('latin1', from, from + 5) === 'From '
}

/** Value of the first field of that name, '' when there is none. */
export function firstField(fields: readonly HeaderField[], name: string): string {
  for (const field of fields) if (field.name === name) return field.value
  return ''
}

export function lastField(fields: readonly HeaderField[], name: string): string {
  for (let i = fields.length - 1; i >= 0; i--) if (fields[i]?.name === name) return fields[i]?.value ?? ''
  return ''
}

export function allFields(fields: readonly HeaderField[], name: string): string[] {
  const values: string[] = []
  for (const field of fields) if (field.name === name) values.push(field.value)
  return values
}
