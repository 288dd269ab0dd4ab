import type { Question, QuestionKind } from '@resonanz/contracts'

export type Checked = { ok: true; value: string } | { ok: false; code: WrongValue }
export type WrongValue = 'wrong' | 'too-long'

const longest: Record<QuestionKind, number> = {
  text: 2_000,
  number: 40,
  date: 10,
  choice: 120,
  email: 254,
  phone: 40,
  iban: 42,
  'customer-number': 60,
  address: 500,
  file: 0,
}

/** What a customer gave for a question, in one spelling; whatever it cannot be is refused. Empty is not asked here. */
export function checkValue(question: Pick<Question, 'kind' | 'choices'>, given: string): Checked {
  const text = given.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '').trim()
  if (text.length > longest[question.kind]) return { ok: false, code: 'too-long' }
  const value = spelling[question.kind](text, question)
  return value === null || value === '' ? { ok: false, code: 'wrong' } : { ok: true, value }
}

type Spelling = (text: string, question: Pick<Question, 'choices'>) => string | null
const asIs: Spelling = (text) => text
const line: Spelling = (text) => text.replace(/\s+/g, ' ')

const spelling: Record<QuestionKind, Spelling> = {
  text: asIs,
  address: asIs,
  'customer-number': line,
  number: (text) => (/^-?\d{1,15}(?:[.,]\d{1,6})?$/.test(text.replace(/\s/g, '')) ? text.replace(/\s/g, '') : null),
  date: (text) => (isDay(text) ? text : null),
  choice: (text, { choices }) => (choices.some(({ de, en }) => text === de || text === en) ? text : null),
  email: (text) => (/^[^\s@<>()",;]{1,64}@[^\s@<>()",;]+\.[^\s@<>()",;.]{2,}$/.test(text) ? text : null),
  phone: (text) =>
    /^\+?[\d\s()/.-]{5,40}$/.test(text) && text.replace(/\D/g, '').length >= 5 ? line(text, { choices: [] }) : null,
  iban: (text) => {
    const plain = text.replace(/[\s.-]/g, '').toUpperCase()
    return isIban(plain) ? plain.replace(/(.{4})(?=.)/g, '$1 ') : null
  },
  file: () => null,
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** ISO 13616: the check digits make the whole, as a number, 1 modulo 97. */
function isIban(plain: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(plain)) return false
  let rest = 0
  for (const sign of plain.slice(4) + plain.slice(0, 4)) {
    const value = Number.parseInt(sign, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}

/** What may be shown of a masked answer: its last two signs where the rest hides enough. */
export function endingOf(kind: QuestionKind, value: string): string {
  const plain = value.replace(/\s/g, '')
  const shows = kind === 'iban' || kind === 'phone' || kind === 'customer-number' || kind === 'number'
  return shows && plain.length >= 8 ? plain.slice(-2) : ''
}
