import { expect, test } from 'vitest'
import { FormSettings as FormSettingsSchema } from '@resonanz/contracts'
import { embedSnippet, formDraftOf, formSettingsOf, originsIn } from './form-draft.ts'

test('websites are taken as people write them', () => {
  expect(originsIn('www.firma.example/kontakt\nhttps://shop.firma.example:8443/a?b, http://alt.example')).toEqual({
    good: ['https://www.firma.example', 'https://shop.firma.example:8443', 'http://alt.example'],
    bad: [],
  })
  expect(originsIn('https://a.example https://a.example/x').good).toEqual(['https://a.example'])
  expect(originsIn("https://a.example';script-src,ftp://b.example").good).not.toContain('ftp://b.example')
})

test('settings go there and back, and hold in the contract', () => {
  const settings = formSettingsOf({ ...formDraftOf({}), origins: 'www.firma.example', privacyUrl: ' ' })
  expect(settings.privacyUrl).toBeNull()
  expect(FormSettingsSchema.parse(settings)).toEqual(settings)
  expect(formSettingsOf(formDraftOf(settings))).toEqual(settings)
})

test('the snippet names the form', () => {
  expect(embedSnippet('https://s.example', 'abc_DEF-1')).toBe(
    '<script src="https://s.example/f/abc_DEF-1/embed.js" async></script>',
  )
})
