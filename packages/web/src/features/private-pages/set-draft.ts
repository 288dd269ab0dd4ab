import type { Question, QuestionKind } from '@resonanz/contracts'

export const questionKinds = [
  'text',
  'number',
  'date',
  'choice',
  'email',
  'phone',
  'iban',
  'customer-number',
  'address',
  'file',
] as const satisfies readonly QuestionKind[]
const masked: ReadonlySet<QuestionKind> = new Set(['iban', 'address', 'file', 'phone'])
const keepDays = 30

export function newQuestion(): Question {
  return {
    key: `q${crypto.randomUUID().slice(0, 8)}`,
    kind: 'text',
    label: { de: '', en: '' },
    reason: { de: '', en: '' },
    isRequired: true,
    isMasked: false,
    keepDays,
    choices: [],
  }
}

/** With a kind come its habits: bank details and files are masked, only a choice has choices. */
export function withKind(question: Question, kind: QuestionKind): Question {
  return { ...question, kind, isMasked: masked.has(kind), choices: kind === 'choice' ? question.choices : [] }
}

export function choicesText({ choices }: Pick<Question, 'choices'>): string {
  return choices.map(({ de, en }) => (de === en ? de : `${de} | ${en}`)).join('\n')
}

/** One a line: both languages with a stroke between them, one word for both without. */
export function choicesFrom(text: string): Question['choices'] {
  return text.split('\n').flatMap((line) => {
    const [de = '', en = de] = line.split('|').map((part) => part.trim())
    return de === '' ? [] : [{ de, en: en === '' ? de : en }]
  })
}

export function isWhole({ label, kind, choices, keepDays: days }: Question): boolean {
  const isNamed = label.de.trim() !== '' && label.en.trim() !== ''
  return isNamed && (kind !== 'choice' || choices.length > 0) && days >= 1 && days <= 3650
}
