import type { PageWord, PageRow } from '../store.ts'
import type { StepTold } from '../course.ts'
import type { Concern } from '../store-status.ts'
import { escapeHtml as text, markOf, type PageFrame, pageHtml, type PageLogo } from '#platform/http/public-page'
import { fieldOf } from './fields.ts'
import type { Plain } from './plain.ts'
import { type PlaceWords, placeWords } from './words.ts'

type Script = { data: unknown; script: string }
export type House = { company: string; logo: PageLogo | null; at(moment: Date): string }

/** Before anything is opened: nothing of the case, so a program that follows the link learns nothing. */
export function doorPage(
  frame: PageFrame,
  house: House,
  page: Pick<PageRow, 'kind' | 'code'>,
  plain: Plain,
  script: Script,
): string {
  const words = placeWords(frame.language)
  const isStatus = page.kind === 'status'
  const title = isStatus ? words.door.statusTitle : words.door.title
  const body = `${head(frame, house)}<h1>${title}</h1>
<p>${text((isStatus ? words.door.statusText : words.door.text)(house.company))}</p>${isStatus ? '' : `<p>${words.door.bound}</p>`}
${outcome(plain)}
<form method="post" action="/p/${plain.token}/open"><div class="row"><input type="hidden" name="w:key" value="${plain.formKey}"><button id="open" type="submit">${words.door.open}</button></div></form>${genuine(words, page.code)}`
  return pageHtml(frame, title, body, script)
}

export function questionsPage(
  frame: PageFrame,
  house: House,
  page: PageRow,
  { answered, said }: { answered: ReadonlySet<string>; said: readonly PageWord[] },
  plain: Plain,
  script: Script,
): string {
  const { language } = frame
  const words = placeWords(language)
  const open = page.questions.filter(({ key }) => !answered.has(key))
  const given = page.questions.filter(({ key }) => answered.has(key))
  const body = `${head(frame, house)}<h1>${words.questions.title}</h1>
<p>${text(words.questions.intro(house.company))} ${words.questions.until(text(house.at(page.expires_at)))}</p>
${page.words ? `<blockquote>${paragraphs(page.words)}</blockquote>` : ''}
${conversation(words, house, said)}
${outcome(plain)}
${summary(words, page, language, plain)}
<form novalidate method="post" enctype="multipart/form-data" action="/p/${plain.token}/send">${own(plain)}
${open.length > 0 ? `<h2 id="asked">${words.questions.asked}</h2>${open.map((question) => fieldOf(question, language, words, plain)).join('\n')}` : ''}
${page.questions.length > 0 && open.length === 0 ? `<p class="done">${words.questions.allGiven}</p>` : ''}
${wordsField(words.questions.words, null, plain.words)}
<div class="row"><button id="send" type="submit">${words.questions.send}</button><button id="partly" type="button" class="quiet" hidden>${words.script.partly}</button></div></form>
${given.length > 0 ? `<h2>${words.questions.given}</h2><ul>${given.map(({ label }) => `<li>${text(label[language])}</li>`).join('')}</ul>` : ''}
${genuine(words, page.code)}`
  return pageHtml(frame, words.questions.title, body, script)
}

const steps = ['hear', 'understand', 'resolve', 'inform', 'document'] as const

export function statusPage(
  frame: PageFrame,
  house: House,
  page: PageRow,
  given: {
    concern: Concern
    states: ReadonlyMap<string, 'done' | 'current' | 'ahead'>
    course: readonly StepTold[]
    said: readonly PageWord[]
  },
  plain: Plain,
  script: Script,
): string {
  const words = placeWords(frame.language)
  const { concern } = given
  const isOver = concern.category === 'done' || concern.category === 'closed'
  const course = given.course.map(({ at, step, until, text: said }) =>
    line(house, at, words.status.told[step](until ? text(house.at(until)) : ''), said),
  )
  const next =
    concern.next_update_at !== null && !isOver
      ? `<p>${words.status.next(text(house.at(concern.next_update_at)))}</p>`
      : ''
  const body = `${head(frame, house)}<h1>${words.status.title}</h1><p>${words.status.number(concern.number)}</p>
<ol class="steps">${steps.map((step) => stepItem(words, step, given.states.get(step) ?? 'ahead')).join('')}</ol>
<p><strong>${words.status.waits[concern.category]}</strong></p>${next}
<h2>${words.status.course}</h2><ul class="course">${course.join('')}</ul>
${conversation(words, house, given.said)}
${outcome(plain)}<div id="summary" class="summary" tabindex="-1" role="alert" hidden></div>
<form novalidate method="post" enctype="multipart/form-data" action="/p/${plain.token}/send">${own(plain)}<h2>${words.status.add}</h2>${wordsField(words.questions.words, words.status.addHint, plain.words)}
<div class="row"><button id="send" type="submit">${words.questions.send}</button></div></form>${genuine(words, page.code)}`
  return pageHtml(frame, words.status.title, body, script)
}

/** `told`: what came of a code that was sent without a script. */
export function checkPage(frame: PageFrame, told: Plain['told'], script: Script): string {
  const words = placeWords(frame.language)
  const body = `${head(frame, null)}<h1>${words.check.title}</h1><p>${words.check.text}</p>
<form novalidate method="post" action="/p"><div class="field"><label for="code">${words.check.label}</label><p class="hint" id="code-hint">${words.check.hint}</p>
<input id="code" name="code" maxlength="40" autocomplete="off" spellcheck="false" autocapitalize="characters" aria-describedby="code-hint"></div>
<div class="row"><button id="send" type="submit">${words.check.button}</button></div></form>${outcome({ told })}`
  return pageHtml(frame, words.check.title, body, script)
}

export function gonePage(frame: PageFrame): string {
  const { gone } = placeWords(frame.language)
  return pageHtml(frame, gone.title, `<h1>${gone.title}</h1><p>${gone.text}</p>`, null)
}

function head({ language }: PageFrame, house: House | null): string {
  const other = language === 'de' ? 'en' : 'de'
  return `<header><p>${house ? markOf(house.company, house.logo) : ''}</p><p><a href="?lang=${other}" hreflang="${other}" lang="${other}">${placeWords(language).otherLanguage}</a></p></header>`
}

function outcome({ told }: Pick<Plain, 'told'>): string {
  if (!told) return '<div id="outcome" tabindex="-1" role="status" hidden></div>'
  return `<div id="outcome" class="${told.isGood ? 'done' : 'summary'}" tabindex="-1" role="status">${text(told.text)}</div>`
}

/** The questions that are wrong, as links to their fields. */
function summary(words: PlaceWords, page: PageRow, language: PageFrame['language'], { errors }: Plain): string {
  const wrong = page.questions.filter(({ key }) => errors.has(key))
  if (wrong.length === 0) return '<div id="summary" class="summary" tabindex="-1" role="alert" hidden></div>'
  const items = wrong.map(({ key, label }) => `<li><a href="#q-${key}">${text(label[language])}</a></li>`).join('')
  return `<div id="summary" class="summary" tabindex="-1" role="alert">${words.script.errors}<ul>${items}</ul></div>`
}

function own({ formKey, clientKey }: Plain): string {
  return `<input type="hidden" name="w:key" value="${formKey}"><input type="hidden" name="w:client" value="${clientKey}">`
}

function genuine(words: PlaceWords, code: string): string {
  return `<footer><h2 class="small">${words.genuine.title}</h2><p>${words.genuine.text(`<strong class="code">${code}</strong>`)} ${words.genuine.how}</p><p><a href="/p" target="_blank" rel="noopener noreferrer">${words.genuine.link}</a></p></footer>`
}

function wordsField(label: string, hint: string | null, value: string): string {
  return `<div class="field"><label for="words">${label}</label>${hint ? `<p class="hint" id="words-hint">${hint}</p>` : ''}<textarea id="words" name="w:words" rows="4" maxlength="10000" class="short"${hint ? ' aria-describedby="words-hint"' : ''}>${value ? `\n${text(value)}` : ''}</textarea></div>`
}

function conversation(words: PlaceWords, house: House, said: readonly PageWord[]): string {
  if (said.length === 0) return ''
  const items = said.toReversed().map((word) => {
    const who = word.direction === 'in' ? words.questions.you : [word.author, house.company].filter(Boolean).join(', ')
    return `<li class="${word.direction}"><p class="who">${text(who)} · ${text(house.at(word.at))}</p>${paragraphs(word.text)}</li>`
  })
  return `<h2>${words.questions.conversation}</h2><ol class="said">${items.join('')}</ol>`
}

function stepItem(words: PlaceWords, step: (typeof steps)[number], state: 'done' | 'current' | 'ahead'): string {
  return `<li data-state="${state}"${state === 'current' ? ' aria-current="step"' : ''}>${words.status.steps[step]} <span class="hint">(${words.status[state]})</span></li>`
}

function line(house: House, at: Date, what: string, said: string | null): string {
  return `<li><p><strong>${what}</strong> <span class="hint">${text(house.at(at))}</span></p>${said ? paragraphs(said) : ''}</li>`
}

function paragraphs(given: string): string {
  return given
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${text(paragraph.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('')
}
