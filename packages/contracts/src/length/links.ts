import { isTopLevelDomain } from './top-level-domains.ts'

/** Where something stands in a text: from, to (UTF-16, end not included). */
export type Span = { from: number; to: number }

const letter = String.raw`0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0253-\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff`
const withScheme = new RegExp(String.raw`https?:\/\/([^\s\p{Cc}!'#%&()*+,\\/:;<=>?@[\]^{|}~$"]+)(?::\d+)?`, 'giu')
const bare = new RegExp(String.raw`(?:[-${letter}]+\.)+[a-z][-a-z0-9]*`, 'gi')
const pathCharacter = new RegExp(String.raw`[${letter}\u0400-\u04ff!*';:=+,.$/%#\[\]\-\u2013_~@|&]`)
const pathEnd = new RegExp(String.raw`[${letter}\u0400-\u04ff+\-=_#/)]`)
/** X's own short links end with their code. */
const shortened = /^https?:\/\/t\.co\/[a-z0-9]+(?:\?[a-z0-9!?*'@();:&=+$/%#[\]\-_.,~|]*[a-z0-9\-_&=#/])?/i
const queryCharacter = /[a-z0-9!?*'@();:&=+$/%#[\]\-_.,~|]/i
const queryEnd = /[a-z0-9\-_&=#/]/i

/**
 * Links as networks see them: with http(s), and by `alsoBare` names of hosts that end in a top level domain ("kiel.de/faq").
 * Linear in the text: a stranger's text may be counted too.
 */
export function linksIn(text: string, { alsoBare = true }: { alsoBare?: boolean } = {}): Span[] {
  if (!text.includes('.')) return []
  const found: Span[] = []
  for (const match of text.matchAll(withScheme)) {
    const host = match[1]!
    const length = hostLength(host)
    if (length === 0 || isInWord(text, match.index)) continue
    const wholeHost = length === host.length
    const hostEnd = match.index + match[0].indexOf(host) + length
    const end = wholeHost ? afterPath(text, match.index + match[0].length) : hostEnd
    const short = shortened.exec(text.slice(match.index, end))
    const to = short ? match.index + short[0].length : end
    if (to > (found.at(-1)?.to ?? 0)) found.push({ from: match.index, to })
  }
  if (!alsoBare) return found
  const spans = [...found, ...bareLinks(text, found)]
  return spans.toSorted((one, other) => one.from - other.from)
}

function bareLinks(text: string, taken: readonly Span[]): Span[] {
  const found: Span[] = []
  let at = 0
  for (const match of text.matchAll(bare)) {
    const from = match.index
    while (at < taken.length && taken[at]!.to <= from) at += 1
    if (from < (found.at(-1)?.to ?? 0) || (taken[at] && taken[at]!.from < from + match[0].length)) continue
    if (isInWord(text, from) || /[-_./]/.test(text[from - 1] ?? '')) continue
    const length = hostLength(match[0])
    if (length === 0) continue
    const end = from + length
    const next = text[end] ?? ''
    if (/[0-9A-Za-z@+-]/.test(next)) continue
    found.push({ from, to: length === match[0].length ? afterPath(text, end) : end })
  }
  return found
}

/** How much of it is a host that ends in a top level domain; 0: none. Points and hyphens at the end are the sentence's. */
function hostLength(host: string): number {
  const labels = host.split('.')
  for (let count = labels.length; count >= 2; count -= 1) {
    const last = labels[count - 1]!
    const before = labels.slice(0, count - 1)
    const isHost = before.every((label) => label !== '' && !/^[-_]|[-_]$/.test(label))
    const end = isHost ? domainIn(last) : ''
    if (end !== '') return [...before, end].join('.').length
  }
  return 0
}

/** A top level domain that the label begins with and that ends there: signs of other scripts may follow at once. */
function domainIn(label: string): string {
  const name = /^(?:xn--[-0-9a-z]+|[a-z]+)(?![0-9A-Za-z@+-])/i.exec(label)?.[0] ?? ''
  return isTopLevelDomain(name) || /^xn--/i.test(name) ? name : ''
}

/** `http` in the middle of a word, after @ or $: no link. */
function isInWord(text: string, from: number): boolean {
  return /[A-Za-z0-9@＠$#＃]/.test(text[from - 1] ?? '')
}

function afterPath(text: string, from: number): number {
  let to = from
  const port = /^:\d+/.exec(text.slice(to, to + 8))
  if (port) to += port[0].length
  if (text[to] === '/') to = trimmed(text, to, run(text, to, pathCharacter, true), pathEnd)
  if (text[to] === '?') {
    const end = trimmed(text, to, run(text, to + 1, queryCharacter, false), queryEnd)
    if (end > to + 1) to = end
  }
  return to
}

function run(text: string, from: number, character: RegExp, balanced: boolean): number {
  let [at, open] = [from, 0]
  for (; at < text.length; at += 1) {
    const sign = text[at]!
    if (balanced && sign === '(' && closes(text, at)) open += 1
    else if (balanced && sign === ')' && open > 0) open -= 1
    else if (!character.test(sign)) break
  }
  return at
}

/** A bracket belongs to the path only where it is closed before the next space. */
function closes(text: string, from: number): boolean {
  const end = text.slice(from, from + 200).search(/[\s)]/)
  return end > 1 && text[from + end] === ')'
}

function trimmed(text: string, from: number, to: number, ending: RegExp): number {
  let end = to
  while (end > from && !ending.test(text[end - 1]!)) end -= 1
  return end
}
