import { fileTypeFromBuffer } from 'file-type'

export type SniffedType = {
  /** what the bytes are; `application/octet-stream` when nobody can tell */
  type: string
  /** without the dot, '' when unknown */
  extension: string
  /** may be shown in the page; everything else is served as `attachment` */
  inline: boolean
  /** the sender declared or named something else */
  disguised: boolean
}

/**
 * The type of a file by its bytes; name and declaration only decide between kinds of text that bytes cannot tell
 * apart. HTML, SVG, XML and scripts are named as what they are and never inline, whatever they call themselves.
 */
export async function sniffType(bytes: Uint8Array, declared: string, name: string): Promise<SniffedType> {
  const claimed = declared.split(';', 1).join('').trim().toLowerCase()
  const named = extensionOf(name)
  const found = markupOf(bytes) ?? (await binaryOf(bytes)) ?? textOf(bytes, claimed, named)
  const claimedGroup = claimed === '' || claimed === 'application/octet-stream' ? '' : groupOf(claimed)
  const namedType = namedTypes.get(named)
  const disguised =
    (claimedGroup !== '' && claimedGroup !== groupOf(found.type)) ||
    (namedType !== undefined && groupOf(namedType) !== groupOf(found.type))
  return { ...found, inline: inlineTypes.has(found.type), disguised }
}

/** A file name fit to show and to send: no path, no control or direction marks, no leading dot, at most 120 characters. */
export function safeFileName(name: string, fallback = 'file'): string {
  const last = name.replaceAll('\\', '/').split('/').at(-1) ?? ''
  const clean = last
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  if (clean === '') return fallback
  const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(clean) ? `_${clean}` : clean
  const extension = extensionOf(reserved)
  const room = 120 - (extension === '' ? 0 : extension.length + 1)
  return reserved.length <= 120
    ? reserved
    : `${reserved.slice(0, room).toWellFormed()}${extension === '' ? '' : `.${extension}`}`
}

type Found = { type: string; extension: string }

/** Files of a text format that a browser would run or render. */
function markupOf(bytes: Uint8Array): Found | undefined {
  const head = headText(bytes)
  const start = head.replace(/^(?:\s|<!--[\s\S]{0,500}?-->){0,20}/, '')
  if (!start.startsWith('<') && !start.startsWith('#!')) return undefined
  if (start.startsWith('#!')) return { type: 'application/x-sh', extension: 'sh' }
  if (/<svg[\s>:]/.test(head)) return { type: 'image/svg+xml', extension: 'svg' }
  if (
    /^<(?:!doctype html|html|head|body|script|style|iframe|img|div|p|a|table|title|meta|link|form|br|h[1-6])[\s>/]/.test(
      start,
    )
  ) {
    return { type: 'text/html', extension: 'html' }
  }
  if (/<(?:html|script)[\s>]/.test(head)) return { type: 'text/html', extension: 'html' }
  return start.startsWith('<?') || /^<[a-z][\w:.-]{0,60}[\s>/]/.test(start)
    ? { type: 'application/xml', extension: 'xml' }
    : undefined
}

function headText(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 2_048))
  const wide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  const text = wide ? head.toString('latin1').replaceAll('\0', '') : head.toString('latin1')
  return text.replace(/^(?:\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)/, '').toLowerCase()
}

async function binaryOf(bytes: Uint8Array): Promise<Found | undefined> {
  try {
    const found = await fileTypeFromBuffer(bytes)
    return found && { type: found.mime, extension: found.ext }
  } catch {
    // a file made to break the reader of file types is just bytes
    return undefined
  }
}

function textOf(bytes: Uint8Array, claimed: string, named: string): Found {
  if (!looksLikeText(bytes)) return { type: 'application/octet-stream', extension: '' }
  const type = textTypes.has(claimed) ? claimed : (namedTypes.get(named) ?? 'text/plain')
  const kept = textTypes.has(type) ? type : 'text/plain'
  return { type: kept, extension: [...namedTypes].find(([, other]) => other === kept)?.[0] ?? 'txt' }
}

function looksLikeText(bytes: Uint8Array): boolean {
  const end = Math.min(bytes.length, 4_096)
  for (let i = 0; i < end; i++) {
    const byte = bytes[i] as number
    if (byte === 0 || (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27))
      return false
  }
  return true
}

function extensionOf(name: string): string {
  return /\.([\p{L}\p{N}]{1,10})$/u.exec(name.slice(-40).trim())?.[1]?.toLowerCase() ?? ''
}

/** Names of one thing: `image/jpg` beside `image/jpeg`, the many names of archives and office files. */
function groupOf(type: string): string {
  const plain = type.replace('/x-', '/').replace('image/jpg', 'image/jpeg').replace('image/pjpeg', 'image/jpeg')
  if (/zip|officedocument|opendocument|java-archive|epub|apk/.test(plain)) return 'zip'
  if (/msword|ms-excel|ms-powerpoint|cfb|ms-outlook|visio/.test(plain)) return 'office'
  if (plain.startsWith('text/') && plain !== 'text/html' && plain !== 'text/xml') return 'text'
  if (plain === 'text/xml') return 'application/xml'
  return plain.startsWith('audio/') || plain.startsWith('video/') ? 'media' : plain
}

const inlineTypes = new Set(
  'image/png image/jpeg image/gif image/webp image/avif image/bmp audio/mpeg audio/ogg audio/wav audio/mp4 audio/aac video/mp4 video/webm text/plain'.split(
    ' ',
  ),
)
const textTypes = new Set([
  'text/plain',
  'text/csv',
  'text/calendar',
  'text/vcard',
  'text/markdown',
  'application/json',
  'message/rfc822',
])
const namedTypes = new Map([
  ['txt', 'text/plain'],
  ['log', 'text/plain'],
  ['csv', 'text/csv'],
  ['ics', 'text/calendar'],
  ['vcf', 'text/vcard'],
  ['md', 'text/markdown'],
  ['json', 'application/json'],
  ['eml', 'message/rfc822'],
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['pdf', 'application/pdf'],
  ['zip', 'application/zip'],
  ['html', 'text/html'],
  ['htm', 'text/html'],
  ['svg', 'image/svg+xml'],
  ['xml', 'application/xml'],
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['doc', 'application/msword'],
  ['xls', 'application/vnd.ms-excel'],
])
