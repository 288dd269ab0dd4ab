import type { ChatState } from '@resonanz/contracts'
import { el } from './dom.ts'
import type { Link } from './link.ts'
import type { Words } from './words.ts'

/** The end of a conversation: go on by mail, say how it was, or go back to it. */
export function makeLeaving(given: {
  words: Words
  state: ChatState
  link: Link
  onBack(): void
  onMail(email: string): void
}) {
  const { words: w, state, link } = given
  const outcome = el('p', { role: 'status' })
  const head = el('p', { tabindex: -1 }, w.ended)
  const box = el(
    'div',
    { class: 'body', hidden: true },
    head,
    state.goesOnByMail ? mailForm() : null,
    state.asksSatisfaction ? rateForm() : null,
    outcome,
    el('button', { type: 'button', class: 'quiet', onclick: given.onBack }, w.back),
  )

  function mailForm(): HTMLElement {
    const wrong = el('p', { class: 'wrong', id: 'mail-wrong', hidden: true })
    const field = el('input', {
      id: 'leave-mail',
      type: 'email',
      maxlength: 254,
      autocomplete: 'email',
      'aria-describedby': 'mail-why mail-wrong',
    })
    const form = el(
      'form',
      {
        novalidate: true,
        onsubmit: (event: SubmitEvent) => {
          event.preventDefault()
          void send()
        },
      },
      el('p', { id: 'mail-why' }, w.byMailWhy),
      el('div', {}, el('label', { for: 'leave-mail' }, w.email), field, wrong),
      el('button', { type: 'submit', class: 'quiet' }, w.byMailSend),
    )
    async function send(): Promise<void> {
      const email = field.value.trim()
      const isWhole = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email)
      wrong.hidden = isWhole
      wrong.textContent = isWhole ? '' : w.emailWrong
      field.setAttribute('aria-invalid', String(!isWhole))
      if (!isWhole) return field.focus()
      const isTaken = await link.mail(email).catch(() => false)
      outcome.textContent = isTaken ? w.byMailDone(email) : w.failed
      if (!isTaken) return
      form.hidden = true
      given.onMail(email)
    }
    return form
  }

  function rateForm(): HTMLElement {
    const words = el('textarea', { id: 'rate-words', rows: 2, maxlength: 1000 })
    const scores = w.scores.map((name, index) =>
      el(
        'label',
        { title: name },
        el('input', { type: 'radio', name: 'score', value: index + 1, 'aria-label': `${index + 1}: ${name}` }),
        el('span', { 'aria-hidden': 'true' }, String(index + 1)),
      ),
    )
    const form = el(
      'form',
      {
        onsubmit: (event: SubmitEvent) => {
          event.preventDefault()
          void send()
        },
      },
      el(
        'fieldset',
        {},
        el('legend', {}, w.ask),
        el('div', { class: 'scores' }, ...scores),
        el('p', { class: 'dim' }, `1 = ${w.scores[0]}, 5 = ${w.scores[4]}`),
      ),
      el('div', {}, el('label', { for: 'rate-words' }, `${w.rateWords} (${w.optional})`), words),
      el('button', { type: 'submit', class: 'quiet' }, w.rateSend),
    )
    async function send(): Promise<void> {
      const score = Number(new FormData(form).get('score') ?? 0)
      if (score === 0) return form.querySelector('input')!.focus()
      const isTaken = await link.rate(score, words.value.trim()).catch(() => false)
      outcome.textContent = isTaken ? w.thanks : w.failed
      if (isTaken) form.hidden = true
    }
    return form
  }

  return {
    box,
    show() {
      box.hidden = false
      outcome.textContent = ''
      head.focus()
    },
  }
}
