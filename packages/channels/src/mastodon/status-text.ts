import { htmlToText } from '../kit/html-text.ts'
import type { Status } from './shapes.ts'

const mostHtml = 200_000

/** What a person wrote, without what it quotes: names and hashtags without the addresses behind them, a poll as its choices. */
export function textOf(status: Status): string {
  const quote = status.quote ?? status.pleroma?.quote
  const html = status.content.slice(0, mostHtml)
  // For servers that know no quotes its address stands before the words; where we show the quote it says nothing.
  const text = htmlToText(plainNames(quote ? html.replace(quoteLine, '') : html))
  const choices = (status.poll?.options ?? []).slice(0, 50).map(({ title }) => `◯ ${(title ?? '').slice(0, 200)}`)
  return choices.length === 0 ? text : `${text}\n\n${choices.join('\n')}`.trim()
}

/** The same with what is quoted below it, by whom and where; null where nothing is. */
export function wholeText(status: Status): string | null {
  const quote = status.quote ?? status.pleroma?.quote
  if (!quote) return null
  const said = htmlToText(plainNames(quote.content.slice(0, mostHtml))).slice(0, mostQuoted)
  const lines = [`@${quote.account.acct.slice(0, 300)}: ${said}`.trim(), (quote.url ?? quote.uri ?? '').slice(0, 2_000)]
  return `${textOf(status)}\n\n${lines.filter(Boolean).join('\n').replace(/^/gm, '> ')}`.trim()
}
const mostQuoted = 20_000
const quoteLine = /<p\s[^<>]{0,200}class="[^"<>]{0,100}\bquote-inline\b[^<>]{0,200}>[^]{0,4000}?<\/p>/i

/** Links whose words are a name or a hashtag lose their address: `@gerda`, not `@gerda <https://…>`. */
function plainNames(html: string): string {
  return html.replace(/<a\s[^<>]{0,2000}>(?=(?:<span[^<>]{0,300}>)?[@#])/gi, '')
}
