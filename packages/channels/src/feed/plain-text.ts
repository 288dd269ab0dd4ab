import { htmlToText } from '../kit/html-text.ts'

/** Markup read for the text of one item; what lies beyond is in `html`. */
const charsRead = 400_000
const depthRead = 1_000

/**
 * Readable text of an item's markup. Real pages nest some dozen elements; thousands are an attack on the reader,
 * whose cost grows with depth, and get their tags cut out instead.
 */
export function plainText(html: string): string {
  if (!html.includes('<') && !html.includes('&')) return html.trim()
  const part = html.length > charsRead ? html.slice(0, charsRead) : html
  return depthOf(part) > depthRead
    ? part
        .replace(/<[^<>]*>?/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
    : htmlToText(part)
}

function depthOf(html: string): number {
  let depth = 0
  let deepest = 0
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at + 1)) {
    const next = html.charCodeAt(at + 1)
    if (next === 47) depth = Math.max(0, depth - 1)
    else if (next > 64) deepest = Math.max(deepest, ++depth)
  }
  return deepest
}
