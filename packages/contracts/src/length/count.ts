import type { LengthLimit } from '../channels.ts'
import { linksIn, type Span } from './links.ts'

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const encoder = new TextEncoder()

export type Counted = {
  /** In `unit`: of two limits that hold the one that is nearer. */
  used: number
  total: number
  left: number
  unit: LengthLimit['unit']
}

/** How long a text is for a network, in the unit the network counts in, and what is left. */
export function countFor(limit: LengthLimit, text: string): Counted {
  const used = lengthOf(limit, text)
  const first: Counted = { used, total: limit.count, left: limit.count - used, unit: limit.unit }
  if (limit.bytes === undefined) return first
  const bytes = bytesOf(text)
  const second: Counted = { used: bytes, total: limit.bytes, left: limit.bytes - bytes, unit: 'bytes' }
  return second.left / second.total < first.left / first.total ? second : first
}

export function isOver(limit: LengthLimit, text: string): boolean {
  return countFor(limit, text).left < 0
}

function lengthOf(limit: LengthLimit, text: string): number {
  if (limit.unit === 'weighted') return weightOf(text, limit.link ?? 23)
  const counted = limit.link === undefined ? text : asCounted(text, limit.link)
  if (limit.unit === 'bytes') return bytesOf(counted)
  if (limit.unit === 'utf16') return counted.length
  if (limit.unit === 'characters') return [...counted].length
  return graphemesOf(counted)
}

export function bytesOf(text: string): number {
  return encoder.encode(text).length
}

/** What a reader calls a letter: a family of emoji is one, a letter with its accents too. */
export function graphemesOf(text: string): number {
  let count = 0
  for (const _ of segmenter.segment(text)) count += 1
  return count
}

/** Mastodon's way: a link counts as so many signs, of a mention only what stands before its server. */
function asCounted(text: string, link: number): string {
  const links = linksIn(text, { alsoBare: false })
  return outside(text, links, (part) => part.replace(remoteMention, '@$1'), 'x'.repeat(link))
}
const remoteMention =
  /(?<![=/\p{L}\p{M}\p{N}\p{Pc}])@([a-z0-9_]+(?:[a-z0-9_.-]+[a-z0-9_]+)?)@[\p{L}\p{M}\p{N}\p{Pc}.-]+[\p{L}\p{M}\p{N}\p{Pc}]+/giu

function outside(text: string, spans: readonly Span[], change: (part: string) => string, instead: string): string {
  let [out, at] = ['', 0]
  for (const span of spans) {
    out += change(text.slice(at, span.from)) + instead
    at = span.to
  }
  return out + change(text.slice(at))
}

/**
 * X's weighted way (configuration 3 of twitter-text): Latin, Greek, Cyrillic, Arabic and the like one, everything else two, an
 * emoji two however it is composed, every link as so many. Source: developer documentation "Counting characters".
 */
function weightOf(text: string, link: number): number {
  const composed = text.normalize('NFC')
  const links = linksIn(composed)
  let [hundredths, at, next] = [0, 0, 0]
  while (at < composed.length) {
    const span = links[next]
    if (span && span.from === at) {
      hundredths += link * 100
      at = span.to
      next += 1
      continue
    }
    const emojiLength = emojiAt(composed, at)
    if (emojiLength > 0) {
      hundredths += 200
      at += emojiLength
      continue
    }
    const point = composed.codePointAt(at)!
    hundredths += light.some(([from, to]) => point >= from && point <= to) ? 100 : 200
    at += point > 0xffff ? 2 : 1
  }
  return hundredths / 100
}

const light = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
] as const

const emoji = /\p{RGI_Emoji}/vy
function emojiAt(text: string, at: number): number {
  emoji.lastIndex = at
  return emoji.exec(text)?.[0].length ?? 0
}
