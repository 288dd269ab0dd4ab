import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { houseZone } from '#calendars'
import { lookOf } from '#private-pages'
import type { Deps } from '#platform/deps'
import { settingsOf } from '#settings'
import {
  escapeHtml,
  markOf,
  pageHeaders,
  pageHtml,
  type PageFrame,
  pageLanguage,
  type PageLogo,
} from '#platform/http/public-page'
import { publicNote, type PublicNote } from './store.ts'

/** The page of a service note: its words and nothing else. No script, no cookie, nothing from elsewhere. */
export function mountNotePage(app: FastifyInstance, deps: Deps): void {
  app.get<{ Params: { token: string } }>('/n/:token', { schema: { hide: true } }, async (request, reply) => {
    const nonce = randomBytes(16).toString('base64')
    const { token } = request.params
    const note = /^[\w-]{22}$/.test(token) ? await publicNote(deps.db.system, token) : undefined
    pageHeaders(reply, nonce, 'none')
    if (!note || note.is_expired || note.withdrawn_at) {
      const frame = { language: pageLanguage(request, note?.language ?? 'de'), nonce }
      return reply
        .code(note ? 410 : 404)
        .header('x-robots-tag', 'noindex')
        .send(gonePage(frame, note))
    }
    if (!note.indexed) reply.header('x-robots-tag', 'noindex, nofollow')
    const { colour } = await lookOf(deps.db.system, note.workspace_id)
    const timeZone = await houseZone(deps.db.system, note.workspace_id)
    const { logo } = await settingsOf(deps, note.workspace_id)
    return reply.send(
      notePage({ language: note.language, nonce, isIndexed: note.indexed, ...(colour ? { colour } : {}) }, note, {
        timeZone,
        logo,
      }),
    )
  })
}

function notePage(
  frame: PageFrame,
  note: PublicNote,
  { timeZone, logo }: { timeZone: string; logo: PageLogo | null },
): string {
  const words = wordsOf[frame.language]
  const day = new Intl.DateTimeFormat(frame.language, { dateStyle: 'long', timeZone })
  const body = `<header><p>${markOf(note.company, logo)}</p><p>${words.kind}</p></header>
<h1>${escapeHtml(note.title)}</h1>
${paragraphs(note.body)}
<p class="hint">${words.stand(day.format(note.created_at))} ${words.until(day.format(note.expires_at))}</p>`
  return pageHtml(frame, `${note.title} – ${note.company}`, body, null)
}

function gonePage(frame: PageFrame, note: PublicNote | undefined): string {
  const words = wordsOf[frame.language]
  const [title, text] = note ? [words.over, words.overText(note.company)] : [words.unknown, words.unknownText]
  return pageHtml(frame, title, `<h1>${title}</h1><p>${escapeHtml(text)}</p>`, null)
}

function paragraphs(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${withLinks(paragraph.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('\n')
}

const address = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}'“”]/g
/** Addresses with https become links; they tell the other side nothing about who came from here. */
function withLinks(text: string): string {
  let [html, at] = ['', 0]
  for (const match of text.matchAll(address)) {
    const url = escapeHtml(match[0])
    html += `${escapeHtml(text.slice(at, match.index))}<a href="${url}" rel="nofollow noopener noreferrer">${url}</a>`
    at = match.index + match[0].length
  }
  return html + escapeHtml(text.slice(at))
}

const wordsOf = {
  de: {
    kind: 'Service-Notiz',
    stand: (day: string) => `Stand: ${day}.`,
    until: (day: string) => `Diese Seite gilt bis ${day}.`,
    over: 'Diese Seite gibt es nicht mehr',
    overText: (company: string) =>
      `${company} hat sie zurückgenommen, oder ihre Zeit ist abgelaufen. Bitte fragen Sie dort nach, wo Sie den Link bekommen haben.`,
    unknown: 'Diese Seite gibt es nicht',
    unknownText: 'Bitte prüfen Sie, ob der Link vollständig ist.',
  },
  en: {
    kind: 'Service note',
    stand: (day: string) => `As of ${day}.`,
    until: (day: string) => `This page holds until ${day}.`,
    over: 'This page is no longer there',
    overText: (company: string) => `${company} took it off, or its time is over. Please ask where you got the link.`,
    unknown: 'There is no such page',
    unknownText: 'Please check whether the link is complete.',
  },
}
