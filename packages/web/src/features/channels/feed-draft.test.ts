import { expect, test } from 'vitest'
import { feedDraftOf, webAddress } from './feed-draft.ts'

test.each([
  ['https://blog.example.org/feed', 'https://blog.example.org/feed'],
  ['blog.example.org/feed', 'https://blog.example.org/feed'],
  ['blog.example.org:8080/feed', 'https://blog.example.org:8080/feed'],
  [' http://a.example ', 'http://a.example/'],
  ['javascript:alert(1)', ''],
  ['mailto:a@b.example', ''],
  ['file:///etc/passwd', ''],
  ['zwei worte', ''],
  ['', ''],
  ['localhost', ''],
])('%s', (typed, url) => expect(webAddress(typed)).toBe(url))

test('settings that lack a field get its default', () => {
  expect(feedDraftOf({ url: 'https://a.example/' })).toEqual({
    url: 'https://a.example/',
    everyMinutes: 10,
    directed: false,
  })
})
