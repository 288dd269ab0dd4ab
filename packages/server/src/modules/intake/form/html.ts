import type { FormSettings } from '@resonanz/contracts'
import type { z } from 'zod'
import {
  escapeHtml as text,
  markOf,
  type PageFrame,
  type PageLogo,
  pageHtml as frame,
} from '#platform/http/public-page'
import type { Challenge } from './challenge.ts'
import { type FormWords, formWords } from './words.ts'

type Frame = PageFrame

export function formPage(
  given: Frame & {
    script: string
    key: string
    company: string
    logo: PageLogo | null
    settings: z.output<typeof FormSettings>
    challenge: Challenge
  },
): string {
  const { settings, language, company, key } = given
  const words = formWords(language, settings.answerWithinHours)
  const title = settings.title[language]
  const intro = settings.intro[language]
  const data = {
    key,
    language,
    either: settings.askPhone,
    challenge: given.challenge,
    sending: words.sending,
    words: words.script,
  }
  const other = language === 'de' ? 'en' : 'de'
  const body = `<header><p>${markOf(company, given.logo)}</p><p><a href="?lang=${other}" hreflang="${other}" lang="${other}">${words.otherLanguage}</a></p></header>
<h1>${text(title)}</h1>
${intro ? `<p>${text(intro)}</p>` : ''}
<noscript><p class="summary">${words.noScript}</p></noscript>
<div id="form"><div id="summary" class="summary" tabindex="-1" role="alert" hidden></div>
<form novalidate><div id="steps" hidden>
${questionField(words)}
<section id="contact" aria-labelledby="contact-title"><h2 id="contact-title" tabindex="-1">${words.contact}</h2>
${contactFields(words, settings)}
<div class="row"><button id="send" type="submit">${words.send}</button><button id="back" type="button" class="quiet">${words.back}</button></div></section>
<div class="trap" aria-hidden="true"><label for="website">${words.trap}</label><input id="website" name="website" tabindex="-1" autocomplete="off"></div>
</div></form></div>
${receipt(words)}
<footer><p>${words.answerTime}${settings.privacyUrl ? ` <a href="${text(settings.privacyUrl)}" target="_blank" rel="noopener noreferrer">${words.privacy}</a>` : ''}</p></footer>`
  return frame(given, `${title} – ${company}`, body, { data, script: given.script })
}

export function confirmPage(given: Frame & { script: string; token: string }): string {
  const words = formWords(given.language, 24).confirm
  const body = `<h1>${words.title}</h1><p>${words.text}</p>
<div id="outcome" tabindex="-1" role="status" hidden></div>
<button id="confirm" type="button" hidden>${words.button}</button><noscript><p class="summary">${formWords(given.language, 24).noScript}</p></noscript>`
  return frame(given, words.title, body, { data: { token: given.token, words }, script: given.script })
}

export function missingPage(given: Frame): string {
  const words = formWords(given.language, 24).missing
  return frame(given, words.title, `<h1>${words.title}</h1><p>${words.text}</p>`, null)
}

function questionField(words: FormWords): string {
  return `<div class="field"><label class="label-large" for="question">${words.question}</label><p class="hint" id="question-hint">${words.questionHint}</p>
<textarea id="question" name="question" rows="7" maxlength="20000" required aria-describedby="question-hint" data-hint="question-hint"></textarea></div>
<div id="next-row" class="row"><button id="next" type="button">${words.next}</button></div>`
}

function contactFields(words: FormWords, settings: { askPhone: boolean; askOrderNumber: boolean }): string {
  const optional = `<span class="optional">(${words.optional})</span>`
  const hint = settings.askPhone ? `<p class="hint" id="email-hint">${words.eitherHint}</p>` : ''
  const described = settings.askPhone ? ' aria-describedby="email-hint" data-hint="email-hint"' : ' required'
  const phone = `<div class="field"><label for="phone">${words.phone} ${optional}</label><input id="phone" name="phone" type="tel" maxlength="60" autocomplete="tel"></div>`
  const order = `<div class="field"><label for="orderNumber">${words.order} ${optional}</label><input id="orderNumber" name="orderNumber" maxlength="60" autocomplete="off"></div>`
  return `<div class="field"><label for="name">${words.name} ${optional}</label><input id="name" name="name" maxlength="200" autocomplete="name"></div>
<div class="field"><label for="email">${words.email}</label>${hint}<input id="email" name="email" type="email" maxlength="254" autocomplete="email" spellcheck="false" autocapitalize="none"${described}></div>
${settings.askPhone ? phone : ''}${settings.askOrderNumber ? order : ''}`
}

function receipt(words: FormWords): string {
  return `<section id="receipt" aria-labelledby="thanks" hidden><h2 id="thanks" tabindex="-1">${words.script.thanks}</h2>
<div class="done"><span id="number-label"></span><strong id="number" class="number"></strong><span id="number-hint"></span></div>
<p id="verify">${words.script.verify}</p><button id="another" type="button" class="quiet">${words.script.another}</button></section>`
}
