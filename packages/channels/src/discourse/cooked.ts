import type { InboundAttachment } from '../connector.ts'
import { scanHtml } from '../kit/html-scan.ts'
import { htmlToText } from '../kit/html-text.ts'

const mostHtml = 500_000
const mostPictures = 10

/** What the person wrote, without the posts they quote; `full` with them, null when that is the same. */
export function wordsOf(cooked: string): { text: string; full: string | null } {
  const html = cooked.slice(0, mostHtml)
  const full = htmlToText(plainNames(html))
  const text = htmlToText(plainNames(withoutQuotes(html)))
  // Nothing but a quote: that is what was said.
  if (text === '' || text === full) return { text: full, full: null }
  return { text, full }
}

/** Names of people and pictures lose the address behind them. */
function plainNames(html: string): string {
  return html.replace(/<a\s[^<>]{0,2000}>(?=[@#]|\s{0,20}<img\s)/gi, '')
}

/** Quoted posts stand in `<aside class="quote">`, one in the other where a quote quotes. */
function withoutQuotes(html: string): string {
  const kept: string[] = []
  let depth = 0
  let from = 0
  for (const match of html.matchAll(/<aside\b[^<>]{0,1000}>|<\/aside>/gi)) {
    const opens = match[0][1] !== '/'
    if (opens && (depth > 0 || /class="[^"]{0,200}\bquote\b/i.test(match[0]))) {
      if (depth === 0) kept.push(html.slice(from, match.index))
      depth += 1
    } else if (!opens && depth > 0) {
      depth -= 1
      from = match.index + match[0].length
    }
  }
  if (depth === 0) kept.push(html.slice(from))
  return kept.join(' ')
}

/** Pictures that were uploaded, without faces and smileys. */
export function picturesOf(cooked: string, base: string): InboundAttachment[] {
  const found = new Map<string, string>()
  scanHtml(cooked.slice(0, mostHtml), {
    open(name, attribute) {
      if (name !== 'img' || found.size >= mostPictures) return
      if (/\b(emoji|avatar|site-icon|thumbnail)\b/.test(attribute('class') ?? '')) return
      const url = URL.parse(attribute('src') ?? '', base)
      if (url && /^https?:$/.test(url.protocol) && url.href.length <= 2_000) found.set(url.href, attribute('alt') ?? '')
    },
    close() {},
    text() {},
  })
  return [...found].map(([url, alt], index) => ({
    index,
    name: new URL(url).pathname.split('/').at(-1)?.slice(-100) || `picture-${index + 1}`,
    type: 'image/jpeg',
    size: 0,
    inline: false,
    ...(alt.trim() === '' ? {} : { alt: alt.trim().slice(0, 1_000) }),
    remote: { url },
  }))
}
