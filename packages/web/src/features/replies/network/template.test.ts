import { type MessageTemplate, wordsOfTemplate } from '@resonanz/contracts'
import { expect, test } from 'vitest'
import { type ChoiceOfTemplate, hasGaps, templateToSend } from './template.ts'

const template: MessageTemplate = {
  name: 'neues',
  language: 'de',
  category: 'UTILITY',
  header: 'Bestellung {{1}}',
  body: 'Guten Tag {{1}}, {{ 2 }}.',
  footer: 'Uferlinie',
  variables: ['1', '2'],
  headerVariables: ['1'],
  needs: null,
  buttons: [],
}
const chosen = (values: Record<string, string>, isFilled: boolean): ChoiceOfTemplate => ({
  name: 'neues',
  language: 'de',
  values,
  headerValues: {},
  said: wordsOfTemplate(template, values, {}),
  isFilled,
})

test('what is not filled yet is a gap, and keeps the answer here', () => {
  const half = chosen({ '1': ' Gerda ' }, false)
  expect(half.said).toBe('Bestellung …\n\nGuten Tag Gerda, ….\n\nUferlinie')
  expect(hasGaps(half, half.said)).toBe(true)
  expect(hasGaps(half, 'Eigene Worte')).toBe(false)
  expect(hasGaps(undefined, '')).toBe(false)
})

test('only its own wording leaves as the template', () => {
  const whole = chosen({ '1': ' Gerda ', '2': 'es kommt' }, true)
  expect(templateToSend(whole, `${whole.said}\n`)).toEqual({
    name: 'neues',
    language: 'de',
    values: { '1': 'Gerda', '2': 'es kommt' },
    headerValues: {},
  })
  expect(templateToSend(whole, `${whole.said} Und mehr`)).toBeUndefined()
})
