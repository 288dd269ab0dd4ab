import type { Question } from '@resonanz/contracts'
import { escapeHtml as text } from '#platform/http/public-page'
import type { Plain } from './plain.ts'
import type { PageLanguage, PlaceWords } from './words.ts'

const attributes: Record<Question['kind'], string> = {
  text: '',
  number: ' inputmode="decimal" autocomplete="off"',
  date: ' type="date"',
  choice: '',
  email: ' type="email" autocomplete="email" spellcheck="false" autocapitalize="none"',
  phone: ' type="tel" autocomplete="tel"',
  iban: ' autocomplete="off" spellcheck="false" autocapitalize="characters"',
  'customer-number': ' autocomplete="off" spellcheck="false"',
  address: ' autocomplete="street-address"',
  file: ' type="file" accept=".pdf,.jpg,.jpeg,.png,.webp,.heic,application/pdf,image/*"',
}

/** One question as a field: its name, why it is asked, what becomes of the answer. All of it is read out with the field. */
export function fieldOf(
  question: Question,
  language: PageLanguage,
  words: PlaceWords,
  { errors, values }: Pick<Plain, 'errors' | 'values'>,
): string {
  const { key, kind, isRequired, isMasked, keepDays } = question
  const id = `q-${key}`
  const hints = [
    question.reason[language],
    kind === 'iban' ? words.questions.ibanHint : '',
    kind === 'file' ? words.questions.fileHint : '',
    isMasked ? words.questions.masked(keepDays) : '',
  ].filter((hint) => hint !== '')
  const optional = isRequired ? '' : ` <span class="optional">(${words.questions.optional})</span>`
  const hint = hints.length > 0 ? `<p class="hint" id="${id}-hint">${hints.map(text).join(' ')}</p>` : ''
  const wrong = errors.get(key)
  const described = [hint ? `${id}-hint` : '', wrong ? `${id}-error` : ''].filter((part) => part !== '').join(' ')
  const common = `id="${id}" name="${key}"${described ? ` aria-describedby="${described}"` : ''}${hint ? ` data-hint="${id}-hint"` : ''}${wrong ? ' aria-invalid="true"' : ''}${isRequired ? ' required' : ''}`
  const error = wrong ? `<p class="error" id="${id}-error">${text(wrong)}</p>` : ''
  const control = controlOf(question, language, words, common, values[key] ?? '')
  return `<div class="field"><label for="${id}">${text(question.label[language])}${optional}</label>${hint}${control}${error}</div>`
}

function controlOf(
  question: Question,
  language: PageLanguage,
  words: PlaceWords,
  common: string,
  value: string,
): string {
  if (question.kind === 'choice')
    return `<select ${common}><option value="">${words.questions.choose}</option>${question.choices
      .map((choice) => `<option${choice[language] === value ? ' selected' : ''}>${text(choice[language])}</option>`)
      .join('')}</select>`
  if (question.kind === 'text' || question.kind === 'address')
    return `<textarea ${common} class="short" rows="3" maxlength="${question.kind === 'text' ? 2000 : 500}"${attributes[question.kind]}>${value ? `\n${text(value)}` : ''}</textarea>`
  if (question.kind === 'file') return `<input ${common}${attributes.file}>`
  return `<input ${common}${attributes[question.kind]} maxlength="254"${value ? ` value="${text(value)}"` : ''}>`
}
