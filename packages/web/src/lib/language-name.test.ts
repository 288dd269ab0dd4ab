import { expect, test } from 'vitest'
import { languageName } from './language-name.ts'

test('a language is named in the words of the reader, a code that is none stays as it is', () => {
  expect(languageName('fr', 'de')).toBe('Französisch')
  expect(languageName('fr', 'en')).toBe('French')
  expect(languageName('?', 'de')).toBe('?')
})
