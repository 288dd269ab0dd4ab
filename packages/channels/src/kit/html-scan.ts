import { Parser } from 'htmlparser2'

/** What a scan of HTML reports, in order. `attribute` reads one attribute of the tag at hand, undefined when absent. */
export type HtmlEvents = {
  open: (name: string, attribute: (name: string) => string | undefined) => void
  close: (name: string) => void
  /** entities decoded; never within script, style or another raw element */
  text: (text: string) => void
}

/**
 * Walks over HTML from left to right without building or closing a tree: linear for every input, where the usual
 * parsers take seconds for deep nesting. Comments, declarations and the content of raw elements are left out.
 */
export function scanHtml(html: string, events: HtmlEvents): void {
  let textStart = 0
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    if (open < 0) break
    const next = html.charCodeAt(open + 1)
    const isTag = isLetter(next) || (next === 47 && isLetter(html.charCodeAt(open + 2)))
    if (!isTag && next !== 33 && next !== 63 && next !== 47) {
      // a lone `<` is text
      at = open + 1
      continue
    }
    if (open > textStart) emitText(html.slice(textStart, open), events)
    at = isTag ? tag(html, open, events) : declarationEnd(html, open)
    textStart = at
  }
  emitText(html.slice(textStart), events)
}

function tag(html: string, open: number, events: HtmlEvents): number {
  const closes = html.charCodeAt(open + 1) === 47
  let nameEnd = open + (closes ? 2 : 1)
  const nameStart = nameEnd
  while (nameEnd < html.length && !endsName(html.charCodeAt(nameEnd))) nameEnd++
  const name = html.slice(nameStart, Math.min(nameEnd, nameStart + 40)).toLowerCase()
  const end = tagEnd(html, nameEnd)
  if (closes) {
    events.close(name)
    return end
  }
  events.open(name, (wanted) => readAttribute(html, nameEnd, end, wanted))
  if (!rawElements.has(name)) return end
  const close = findClose(html, name, end)
  events.close(name)
  return close
}

/** Behind the `>` that ends the tag; a `>` within quotes does not. Without an end the rest belongs to the tag. */
function tagEnd(html: string, from: number): number {
  let at = from
  for (;;) {
    const code = html.charCodeAt(at)
    if (code !== code) return html.length
    if (code === 62) return at + 1
    if ((code === 34 || code === 39) && html.charCodeAt(at - 1) === 61) {
      const close = html.indexOf(code === 34 ? '"' : "'", at + 1)
      if (close < 0) return html.length
      at = close
    }
    at++
  }
}

function readAttribute(html: string, from: number, end: number, wanted: string): string | undefined {
  let at = from
  while (at < end) {
    while (at < end && (isBlank(html.charCodeAt(at)) || html.charCodeAt(at) === 47)) at++
    const start = at
    while (at < end && !endsAttribute(html.charCodeAt(at))) at++
    if (at === start) at++
    const name = html.slice(start, at).toLowerCase()
    while (at < end && isBlank(html.charCodeAt(at))) at++
    let value = ''
    if (html.charCodeAt(at) === 61 && at < end) {
      at++
      while (at < end && isBlank(html.charCodeAt(at))) at++
      const quote = html.charCodeAt(at)
      if (quote === 34 || quote === 39) {
        const close = html.indexOf(quote === 34 ? '"' : "'", at + 1)
        const stop = close < 0 || close > end ? end : close
        value = html.slice(at + 1, stop)
        at = stop + 1
      } else {
        const valueStart = at
        while (at < end && !isBlank(html.charCodeAt(at)) && html.charCodeAt(at) !== 62) at++
        value = html.slice(valueStart, at)
      }
    }
    if (name === wanted) return decodeEntities(value)
  }
  return undefined
}

function findClose(html: string, name: string, from: number): number {
  for (let at = html.indexOf('</', from); at >= 0; at = html.indexOf('</', at + 2)) {
    if (html.slice(at + 2, at + 2 + name.length).toLowerCase() === name) return tagEnd(html, at + 2 + name.length)
  }
  return html.length
}

/** `<!-- … -->`, `<!doctype …>`, `<?xml …>`; what never ends takes the rest with it. */
function declarationEnd(html: string, open: number): number {
  const isComment = html.startsWith('<!--', open)
  const end = isComment ? html.indexOf('-->', open + 2) : html.indexOf('>', open)
  return end < 0 ? html.length : end + (isComment ? 3 : 1)
}

function emitText(text: string, events: HtmlEvents): void {
  if (text !== '') events.text(text.includes('&') ? decodeEntities(text) : text)
}

/** Named and numeric entities as in HTML 5; each distinct one is looked up once. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][\da-z]{1,31});?/gi, (entity) => {
    const known = entities.get(entity)
    if (known !== undefined) return known
    let decoded = ''
    const parser = new Parser({ ontext: (piece) => (decoded += piece) }, { decodeEntities: true })
    parser.end(entity)
    if (entities.size < 3_000) entities.set(entity, decoded)
    return decoded
  })
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13)
}

function endsName(code: number): boolean {
  return isBlank(code) || code === 62 || code === 47
}

function endsAttribute(code: number): boolean {
  return isBlank(code) || code === 61 || code === 62 || code === 47
}

const entities = new Map<string, string>()
const rawElements = new Set(['script', 'style', 'title', 'textarea', 'iframe', 'noembed', 'noframes', 'xmp'])
