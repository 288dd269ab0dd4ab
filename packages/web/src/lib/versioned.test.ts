import { expect, test } from 'vitest'
import { afterSaving } from './versioned.ts'

test('after saving the form follows the answer again; what was typed meanwhile builds on what was saved', () => {
  const sent = { text: 'Mit freundlichen Grüßen' }
  expect(afterSaving({ basedOn: 3, value: sent }, sent, 4)).toBeNull()
  const typedOn = { text: 'Mit freundlichen Grüßen aus Emden' }
  expect(afterSaving({ basedOn: 3, value: typedOn }, sent, 4)).toEqual({ basedOn: 4, value: typedOn })
  expect(afterSaving(null, sent, 4)).toBeNull()
})
