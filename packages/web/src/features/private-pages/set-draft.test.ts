import { expect, test } from 'vitest'
import { choicesFrom, choicesText, isWhole, newQuestion, withKind } from './set-draft.ts'

test('choices are read a line each, in both languages or one word for both', () => {
  const choices = choicesFrom('Ja | Yes\n\nXL\n Nein |No\n| x')
  expect(choices).toEqual([
    { de: 'Ja', en: 'Yes' },
    { de: 'XL', en: 'XL' },
    { de: 'Nein', en: 'No' },
  ])
  expect(choicesFrom(choicesText({ choices }))).toEqual(choices)
})

test('a kind brings its habits; a question needs a label in both languages', () => {
  const question = newQuestion()
  expect(question.key).toMatch(/^[a-z][a-z0-9-]{0,39}$/)
  expect(withKind(question, 'iban').isMasked).toBe(true)
  expect(withKind(question, 'file').isMasked).toBe(true)
  expect(withKind({ ...question, choices: [{ de: 'a', en: 'a' }] }, 'text').choices).toEqual([])
  expect(isWhole(question)).toBe(false)
  expect(isWhole({ ...question, label: { de: 'IBAN', en: 'IBAN' } })).toBe(true)
  expect(isWhole(withKind({ ...question, label: { de: 'A', en: 'B' } }, 'choice'))).toBe(false)
})
