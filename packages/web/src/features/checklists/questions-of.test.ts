import type { CaseStep } from '@resonanz/contracts'
import { expect, test } from 'vitest'
import { questionsOf } from './checklist-data.ts'

const step = (id: string, state: CaseStep['state'], question: CaseStep['question']): CaseStep => ({
  id,
  state,
  question,
  text: id,
  isRequired: true,
  hint: '',
  link: '',
  reason: '',
  by: null,
  at: null,
})
const list = (...steps: CaseStep[]) => [{ checklistId: 'x', name: 'x', version: 1, isBegun: true, steps }]
const photo = { de: 'Haben Sie ein Foto?', en: 'Do you have a photo?' }

test('only what is still open and can be asked, in the language of the customer', () => {
  const lists = list(
    step('a', 'open', photo),
    step('b', 'done', { de: 'Und die Nummer?', en: '' }),
    step('c', 'open', null),
    step('d', 'open', { de: 'Seit wann?', en: '' }),
  )
  expect(questionsOf(lists, 'de')).toEqual(['Haben Sie ein Foto?', 'Seit wann?'])
  expect(questionsOf(lists, 'en')).toEqual(['Do you have a photo?', 'Seit wann?'])
  expect(questionsOf(lists, 'fr')).toEqual(['Do you have a photo?', 'Seit wann?'])
  expect(questionsOf([], 'de')).toEqual([])
})
