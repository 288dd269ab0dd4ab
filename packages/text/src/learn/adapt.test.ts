import { expect, test } from 'vitest'
import { adapt, extractFeatures, readAdapted, scoreAdapted, writeAdapted } from './index.ts'

const labels = ['praise', 'complaint']
const examples = [
  ['Der Bus war wieder mega spät', 1, 0],
  ['Wieder mega Gedränge im Bus', 1, 0.2],
  ['Die App stürzt mega ab', 1, 0],
  ['Danke an die Fahrerin', 0, 1],
  ['Danke für den netten Service', 0, 0.8],
  ['Toller Service heute', 0, 0.9],
].map(([text, label, signal]) => ({
  features: extractFeatures(text as string),
  signals: [signal as number],
  label: label as number,
}))

test('a workspace learns its own words and how far to trust what is shipped', () => {
  const bytes = writeAdapted(adapt(examples, { labels, l2: 0.1 }), 'sentiment-own', '1')
  const adapted = readAdapted(bytes, 'sentiment-own')
  const complaint = (text: string, signal: number) => {
    const [praise, complaint] = scoreAdapted(adapted, extractFeatures(text), [signal])
    return complaint! > praise!
  }
  // Its own word decides, though the shipped head says nothing.
  expect(complaint('mega Bus', 0.5)).toBe(true)
  // A text of unknown words follows the shipped head.
  expect(complaint('xyz', 1)).toBe(false)
  expect(complaint('xyz', -0.5)).toBe(true)
  expect(() => readAdapted(bytes, 'other')).toThrow('not of "other"')
})

test('the same documents give the same bytes', () => {
  const once = () => writeAdapted(adapt(examples, { labels }), 'x', '1')
  expect(once()).toEqual(once())
})
