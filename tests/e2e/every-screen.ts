import { afterAll, beforeAll, expect, test } from 'vitest'
import { lookAtAll, tryWithLittleRoom } from './over-all.ts'
import { type Look, openSample, type Sample } from './sample.ts'

/** All screens in these looks and with little room. In a file for each half, so that two run at once. */
export function examineEveryScreen(looks: readonly Look[], little: { name: string; width: number; height: number }) {
  let sample: Sample
  beforeAll(async () => {
    sample = await openSample()
  }, 240_000)
  afterAll(() => sample?.close())

  test.each(looks)(
    'every screen, $width px, $theme, $language: axe finds nothing, one main heading, no word on the console',
    { timeout: 1_200_000 },
    async (look) => {
      expect(await lookAtAll(sample, look)).toEqual([])
    },
  )

  test(`${little.name}: nothing runs out of the page, something can be done`, { timeout: 900_000 }, async () => {
    expect(await tryWithLittleRoom(sample, little)).toEqual([])
  })
}
