import { readFileSync } from 'node:fs'
import type { FastifyReply, FastifyRequest } from 'fastify'

export type PageLanguage = 'de' | 'en'
/** What every small page for people without an account has in common. */
/** `colour` (#rrggbb) is a line of the company's own above the page; words never stand on it. */
export type PageFrame = { language: PageLanguage; nonce: string; colour?: string; isIndexed?: boolean }

const css = readFileSync(new URL('./public-page.css', import.meta.url), 'utf8')

/** Only this page's own script and style, nothing from elsewhere; frames only where the company said so, or nowhere. */
export function pageHeaders(
  reply: FastifyReply,
  nonce: string,
  origins: readonly string[] | 'none' = [],
  forms: 'own' | 'none' = 'none',
): FastifyReply {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "img-src 'self'",
    "connect-src 'self'",
    `form-action ${forms === 'own' ? "'self'" : "'none'"}`,
    "base-uri 'none'",
    `frame-ancestors ${origins === 'none' ? "'none'" : ["'self'", ...origins].join(' ')}`,
  ]
  return reply.headers({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-store',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  })
}

export function pageHtml(
  given: PageFrame,
  title: string,
  body: string,
  code: { data: unknown; script: string } | null,
): string {
  // "<" written as an escape: no text inside can end the element.
  const data = code ? JSON.stringify(code.data).replaceAll('<', '\\u003c') : ''
  const scripts = code
    ? `<script type="application/json" id="given" nonce="${given.nonce}">${data}</script><script nonce="${given.nonce}">${code.script}</script>`
    : ''
  const own = given.colour ? `main{border-top:6px solid ${given.colour}}` : ''
  return `<!doctype html><html lang="${given.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${given.isIndexed ? '' : '<meta name="robots" content="noindex">'}<title>${escapeHtml(title)}</title><style nonce="${given.nonce}">${css}${own}</style></head><body><main>${body}</main>${scripts}</body></html>`
}

/** The company's mark where it has one, else its name: at the head of a page. */
export function markOf(company: string, logo: PageLogo | null): string {
  if (!logo) return escapeHtml(company)
  return `<img class="logo" src="${escapeHtml(logo.path)}" alt="${escapeHtml(company)}" width="${logo.width}" height="${logo.height}">`
}
export type PageLogo = { path: string; width: number; height: number }

/** Text anywhere in a page, also in an attribute. */
export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}

export function pageLanguage(request: FastifyRequest, fallback: string): PageLanguage {
  const asked = (request.query as { lang?: unknown } | null)?.lang
  if (asked === 'de' || asked === 'en') return asked
  const accepted = String(request.headers['accept-language'] ?? '')
    .toLowerCase()
    .slice(0, 200)
  const first = /(?:^|[\s,])(de|en)\b/.exec(accepted)?.[1]
  return (first as PageLanguage | undefined) ?? (fallback === 'en' ? 'en' : 'de')
}
