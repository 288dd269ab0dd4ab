import type { MailFlag, MailLimits } from '../types.ts'
import { firstField, type HeaderField, lastField, readHeaderBlock } from './header-block.ts'
import { type Parameterised, parameterText, readParameters } from './parameters.ts'

/** One node of the MIME tree; content is raw[bodyStart, bodyEnd), not yet decoded. */
export type MailPart = {
  fields: HeaderField[]
  /** lower case, 'text/plain' when the header says nothing usable */
  type: string
  contentType: Parameterised
  charset: string
  /** 'inline', 'attachment' or '' */
  disposition: string
  name: string
  contentId: string
  encoding: string
  raw: Buffer
  bodyStart: number
  bodyEnd: number
  children: MailPart[]
}

export type PartReading = {
  limits: MailLimits
  flags: Set<MailFlag>
  /** parts read so far */
  parts: number
  /** where lines begin with two dashes: found once for the mail, so that deep nesting does not search it again */
  dashes?: number[]
}

/** Lines with two dashes that can be delimiters; a text may hold many that are none. */
const dashesMost = 50_000

/** Reads the tree of parts in raw[start, end). Parts beyond the limits are left out or kept unopened, and flagged. */
export function readParts(raw: Buffer, start: number, end: number, reading: PartReading): MailPart {
  return readPart(raw, start, end, reading, 0, 'text/plain')
}

function readPart(
  raw: Buffer,
  start: number,
  end: number,
  reading: PartReading,
  depth: number,
  defaultType: string,
): MailPart {
  reading.parts++
  const { fields, bodyStart } = readHeaderBlock(raw, start, end, reading.limits, reading.flags)
  const contentType = readParameters(lastField(fields, 'content-type'))
  const disposition = readParameters(lastField(fields, 'content-disposition'))
  const part: MailPart = {
    fields,
    type: mimeType(contentType.value, defaultType),
    contentType,
    charset: parameterText(contentType, 'charset').replace(/^"|"$/g, ''),
    disposition:
      disposition.value === 'inline' || disposition.value === 'attachment'
        ? disposition.value
        : otherDisposition(disposition),
    name: '',
    contentId: firstField(fields, 'content-id').trim().replace(/^<|>$/g, ''),
    encoding: transferEncoding(lastField(fields, 'content-transfer-encoding')),
    raw,
    bodyStart,
    bodyEnd: end,
    children: [],
  }
  part.name = parameterText(disposition, 'filename', part.charset) || parameterText(contentType, 'name', part.charset)
  if (part.type.startsWith('multipart/')) openMultipart(part, reading, depth)
  return part
}

function openMultipart(part: MailPart, reading: PartReading, depth: number): void {
  if (depth >= reading.limits.nesting) {
    reading.flags.add('nesting-too-deep')
    part.type = 'application/octet-stream'
    return
  }
  const boundary = part.contentType.params.get('boundary')?.trimEnd() || guessBoundary(part)
  if (!boundary) {
    reading.flags.add('boundary-missing')
    part.type = 'text/plain'
    return
  }
  const delimiter = Buffer.from(`--${boundary}`, 'latin1')
  const childType = part.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
  let open = nextDelimiter(part, delimiter, part.bodyStart, reading)
  if (!open) {
    reading.flags.add('boundary-missing')
    part.type = 'text/plain'
    return
  }
  while (open && !open.closes) {
    if (reading.parts >= reading.limits.parts) {
      reading.flags.add('truncated-parts')
      return
    }
    const next = nextDelimiter(part, delimiter, open.after, reading)
    if (!next) reading.flags.add('boundary-missing')
    const end = next ? next.before : part.bodyEnd
    if (next || end > open.after)
      part.children.push(readPart(part.raw, open.after, Math.max(end, open.after), reading, depth + 1, childType))
    open = next
  }
}

type Delimiter = { before: number; after: number; closes: boolean }

/** The next line in [from, end) that is `--boundary` or `--boundary--`; the line break before it belongs to it. */
function nextDelimiter(part: MailPart, delimiter: Buffer, from: number, reading: PartReading): Delimiter | null {
  const { raw, bodyEnd } = part
  reading.dashes ??= findDashes(raw, reading)
  const { dashes } = reading
  for (let i = firstNotBelow(dashes, from); i < dashes.length; i++) {
    const at = dashes[i] as number
    const end = at + delimiter.length
    if (end > bodyEnd) return null
    if (!matches(raw, at, delimiter)) continue
    const closes = raw[end] === 45 && raw[end + 1] === 45
    if (!closes && end < raw.length && !isBlank(raw[end])) continue
    const line = raw.indexOf(10, end)
    let before = at
    if (before > from && raw[before - 1] === 10) before--
    if (before > from && raw[before - 1] === 13) before--
    return { before, after: line < 0 || line >= bodyEnd ? bodyEnd : line + 1, closes }
  }
  return null
}

function findDashes(raw: Buffer, reading: PartReading): number[] {
  const found: number[] = []
  if (raw[0] === 45 && raw[1] === 45) found.push(0)
  for (let at = raw.indexOf('\n--'); at >= 0; at = raw.indexOf('\n--', at + 3)) {
    if (found.length >= dashesMost) {
      reading.flags.add('truncated-parts')
      break
    }
    found.push(at + 1)
  }
  return found
}

function firstNotBelow(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}

function matches(raw: Buffer, at: number, wanted: Buffer): boolean {
  for (let i = wanted.length - 1; i >= 0; i--) if (raw[at + i] !== wanted[i]) return false
  return true
}

/** A boundary that the header forgot: the first line `--something` that a part header or the same line again follows. */
function guessBoundary(part: MailPart): string {
  const head = part.raw.toString('latin1', part.bodyStart, Math.min(part.bodyEnd, part.bodyStart + 65_536))
  const found = /^--([^\s-][^\r\n]{0,200})\r?\n(?:content-|\r?\n)/im.exec(head)
  return found?.[1]?.trimEnd() ?? ''
}

function mimeType(value: string, fallback: string): string {
  if (value === 'text') return 'text/plain'
  if (value === 'html') return 'text/html'
  return /^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}$/.test(value) ? value : fallback
}

/** RFC 2183: what is not inline is to be treated as an attachment; a bare file name alone decides nothing. */
function otherDisposition(disposition: Parameterised): string {
  return disposition.value === '' || disposition.value.includes('=') ? '' : 'attachment'
}

function transferEncoding(value: string): string {
  const word =
    value
      .replace(/\([^()]*\)/g, '')
      .trim()
      .toLowerCase()
      .split(/[\s;,]/, 1)[0] ?? ''
  return word.replace(/^["']|["']$/g, '')
}

function isBlank(byte: number | undefined): boolean {
  return byte === 10 || byte === 13 || byte === 32 || byte === 9
}
