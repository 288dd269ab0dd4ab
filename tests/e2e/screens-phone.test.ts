import { afterAll, beforeAll, expect, test } from 'vitest'
import { lookAtAll, tryWithLittleRoom } from './over-all.ts'
import { openSample, type Sample } from './sample.ts'

// Every screen on a phone; the other half stands in a file of its own, so that two run at once.
let sample: Sample
beforeAll(async () => {
  sample = await openSample()
}, 180_000)
afterAll(() => sample?.close())

test.each([
  { language: 'en', theme: 'light', width: 390, height: 844 },
  { language: 'de', theme: 'dark', width: 390, height: 844 },
] as const)(
  'every screen, $width px, $theme, $language: axe finds nothing, one main heading, no word on the console',
  { timeout: 1_200_000 },
  async (look) => {
    expect(await lookAtAll(sample, look)).toEqual([])
  },
)

test('400 % zoom: nothing runs out of the page, something can be done', { timeout: 900_000 }, async () => {
  expect(await tryWithLittleRoom(sample, { width: 320, height: 256 })).toEqual([])
})
