import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { houseZone } from '#calendars'
import type { Deps } from '#platform/deps'
import { escapeHtml, pageHeaders, pageHtml, type PageFrame, pageLanguage } from '#platform/http/public-page'
import { requestOfLink } from '../link.ts'
import { moment } from '../mails.ts'
import { factsOf, type MailFactsRow } from '../store-people.ts'
import { answerWords } from './words.ts'

const script = readFileSync(new URL('./answer-script.js', import.meta.url), 'utf8')

/**
 * The page behind the link of a question: the question, what the asker chose to show, a field. Opening it changes
 * nothing, so programs that follow links do no harm. Forged, expired and unknown links show the same page.
 */
export function mountAnswerPage(app: FastifyInstance, deps: Deps): void {
  app.get<{ Params: { token: string } }>('/c/:token', { schema: { hide: true } }, async (request, reply) => {
    const nonce = randomBytes(16).toString('base64')
    const { token } = request.params
    const requestId = requestOfLink(deps, token)
    const facts = requestId ? await factsOf(deps.db.system, requestId) : undefined
    const isOpen = facts !== undefined && !facts.is_expired
    const frame = { language: pageLanguage(request, isOpen ? facts.language : 'de'), nonce }
    pageHeaders(reply, nonce)
    if (!isOpen) return reply.code(404).send(gonePage(frame))
    const timeZone = await houseZone(deps.db.system, facts.workspace_id)
    return reply.send(answerPage(frame, token, facts, timeZone))
  })
}

function answerPage(frame: PageFrame, token: string, facts: MailFactsRow, timeZone: string): string {
  const { language } = frame
  const words = answerWords(language)
  const other = language === 'de' ? 'en' : 'de'
  const asker = facts.asker ?? facts.company
  const isSettled = facts.state === 'answered' || facts.state === 'withdrawn'
  const body = `<header><p>${escapeHtml(facts.company)}</p><p><a href="?lang=${other}" hreflang="${other}" lang="${other}">${words.otherLanguage}</a></p></header>
<h1>${words.title}</h1>
<p>${escapeHtml(words.asks(asker, facts.company))} ${escapeHtml(words.due(moment(facts.due_at, language, timeZone)))}.</p>
${isSettled ? `<p class="summary">${words.settled}</p>` : ''}
<h2>${words.question}</h2><blockquote>${paragraphs(facts.question)}</blockquote>
${facts.context ? `<h2>${words.context}</h2><blockquote>${paragraphs(facts.context)}</blockquote>` : ''}
<noscript><p class="summary">${words.noScript}</p></noscript>
<div id="outcome" tabindex="-1" role="status" hidden></div>
<form novalidate hidden><div class="field"><label class="label-large" for="answer">${words.answer}</label><p class="hint" id="answer-hint">${words.hint}</p>
<textarea id="answer" name="answer" rows="7" maxlength="20000" required aria-describedby="answer-hint"></textarea></div>
<div class="row"><button id="send" type="submit">${words.send}</button></div></form>`
  return pageHtml(frame, `${words.title} – ${facts.company}`, body, {
    data: { token, words: words.script },
    script,
  })
}

function gonePage(frame: PageFrame): string {
  const { title, text } = answerWords(frame.language).gone
  return pageHtml(frame, title, `<h1>${title}</h1><p>${text}</p>`, null)
}

function paragraphs(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${escapeHtml(paragraph.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('')
}
