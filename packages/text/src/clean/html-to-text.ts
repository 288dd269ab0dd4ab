// HTML as plain text, in one pass over any bytes: no tree, no nesting limit to hit, nothing executed or fetched.

import { decodeEntity } from './entities.ts'

/** Tags that start a new line, and those that leave an empty line before them. */
const lineTags = new Set(
  'address article aside blockquote br dd div dl dt fieldset figcaption figure footer form header hr li main nav ol option section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)
const paragraphTags = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre'])
const cellTags = new Set(['td', 'th'])
/** What stands in these is no text. */
const silentTags = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'iframe', 'object', 'svg'])
/** Nobody's message is longer; what follows is not read. */
const charsRead = 2_000_000

/** Blanks collapse as in a browser, blocks become lines, `li` a dash; a broken tag is text. */
export function htmlToText(html: string): string {
  const source = html.length > charsRead ? html.slice(0, charsRead) : html
  const writer = newWriter()
  // The searches below go forward only: each remembers that there is none left, so the whole stays linear.
  let noTagEnd = false
  let noCommentEnd = false
  const withoutEnd = new Set<string>()
  let at = 0
  while (at < source.length) {
    const open = source.indexOf('<', at)
    writer.text(source.slice(at, open < 0 ? source.length : open))
    if (open < 0) break
    if (source.startsWith('<!--', open) && !noCommentEnd) {
      const end = source.indexOf('-->', open + 4)
      if (end >= 0) {
        at = end + 3
        continue
      }
      noCommentEnd = true
    }
    const tag = noTagEnd ? undefined : tagAt(source, open)
    if (tag === 'unclosed') noTagEnd = true
    if (tag === undefined || tag === 'unclosed') {
      writer.text('<')
      at = open + 1
      continue
    }
    at = tag.end
    if (silentTags.has(tag.name) && !tag.isClosing && !tag.isEmpty && !withoutEnd.has(tag.name)) {
      const end = endOfSilent(source, tag.name, at)
      if (end < 0) withoutEnd.add(tag.name)
      else at = end
    } else writer.tag(tag.name, tag.isClosing)
  }
  return writer.result()
}

type Tag = { name: string; end: number; isClosing: boolean; isEmpty: boolean }

function tagAt(source: string, open: number): Tag | undefined | 'unclosed' {
  const isClosing = source[open + 1] === '/'
  const nameStart = open + (isClosing ? 2 : 1)
  let nameEnd = nameStart
  while (nameEnd < source.length && nameEnd - nameStart < 20 && isNameCode(source.charCodeAt(nameEnd))) nameEnd++
  const isMarkup = nameEnd > nameStart || source[open + 1] === '!' || source[open + 1] === '?'
  if (!isMarkup) return undefined
  const close = source.indexOf('>', nameEnd)
  if (close < 0) return 'unclosed'
  return {
    name: source.slice(nameStart, nameEnd).toLowerCase(),
    end: close + 1,
    isClosing,
    isEmpty: source[close - 1] === '/',
  }
}

function endOfSilent(source: string, name: string, from: number): number {
  let at = from
  for (;;) {
    const open = source.indexOf('</', at)
    if (open < 0) return -1
    if (source.slice(open + 2, open + 2 + name.length).toLowerCase() === name) {
      const close = source.indexOf('>', open)
      return close < 0 ? -1 : close + 1
    }
    at = open + 2
  }
}

function newWriter() {
  const lines: string[] = []
  let line: string[] = []
  let endsInSpace = true
  const push = (piece: string) => {
    if (piece === '') return
    line.push(piece)
    endsInSpace = piece.endsWith(' ')
  }
  const endLine = () => {
    lines.push(line.join('').trim())
    line = []
    endsInSpace = true
  }
  const hasText = () => line.some((piece) => piece.trim() !== '' && piece !== '- ')
  return {
    text(raw: string) {
      if (raw === '') return
      const plain = decodeEntities(raw).replace(/[ \t\n\r\f]+/g, ' ')
      push(endsInSpace && plain.startsWith(' ') ? plain.slice(1) : plain)
    },
    tag(name: string, isClosing: boolean) {
      if (cellTags.has(name)) push(isClosing && !endsInSpace ? ' ' : '')
      else if (name === 'br') endLine()
      else if (lineTags.has(name) || paragraphTags.has(name)) {
        if (hasText()) endLine()
        if (paragraphTags.has(name) && lines.length > 0 && lines.at(-1) !== '') lines.push('')
        if (name === 'li' && !isClosing && line.length === 0) push('- ')
      }
    },
    result(): string {
      endLine()
      const kept = lines.filter((each, index) => each !== '' || (lines[index - 1] ?? '') !== '')
      return kept.join('\n').trim()
    },
  }
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#?[a-zA-Z0-9]{1,24});?/g, (whole, name: string) => decodeEntity(name) ?? whole)
}

function isNameCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 0x3a
}
