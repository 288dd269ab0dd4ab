import { expect, test } from 'vitest'
import { handlesIn, withoutMentions } from './handles.ts'

test('names are found as networks read them, addresses of mail and the web are none', () => {
  expect(handlesIn('@Karl und @gerda@nutzer.example, siehe @karl.')).toEqual(['karl', 'gerda@nutzer.example'])
  expect(handlesIn('service@firma.example, https://sozial.example/@karl, (@ina_7) @ und @-')).toEqual(['ina_7'])
})

test('others are named without being called; the words stay readable and as long', () => {
  const words = '@gerda@nutzer.example, @karl sagte: Fragen Sie @ina@netz.example oder post@firma.example'
  const said = withoutMentions(words, ['gerda@nutzer.example'])
  expect(handlesIn(said)).toEqual(['gerda@nutzer.example'])
  expect(said.normalize('NFKC')).toBe(words)
  expect(said).toHaveLength(words.length)
})
