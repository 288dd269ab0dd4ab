import { expect, test } from 'vitest'
import { reachesPrivately } from './reaches-privately.ts'
import type { SpokenIn } from './store.ts'

test.each<[SpokenIn['channel'], SpokenIn['visibility'], boolean]>([
  ['facebook', 'public', true],
  ['telegram', 'private', true],
  ['mastodon', 'public', true],
  ['youtube', 'public', false],
  ['inlet', 'private', true],
  ['found', 'public', true],
  ['phone', 'private', false],
  ['email', 'private', false],
])('from %s, %s: a link can go by a private message there: %s', (channel, visibility, can) => {
  expect(reachesPrivately({ channel, visibility, limits: null })).toBe(can)
})

test('where our account may not write privately it is not offered', () => {
  expect(reachesPrivately({ channel: 'bluesky', visibility: 'public', limits: null })).toBe(true)
  expect(reachesPrivately({ channel: 'bluesky', visibility: 'public', limits: { noPrivate: true } })).toBe(false)
})
