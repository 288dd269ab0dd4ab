import { expect, test } from 'vitest'
import { signedOff } from './sign-off.ts'

const signature = {
  kind: 'signature',
  text: 'Mit freundlichen Grüßen\nMara Klein\nKundenservice\nUferlinie GmbH',
} as const
const initials = { kind: 'initials', text: '^mk' } as const

test('once, whatever the writer has said already', () => {
  const whole = `Die Rechnung stimmt.\n\n${signature.text}`
  expect(signedOff('Die Rechnung stimmt.', signature)).toBe(whole)
  expect(signedOff(whole, signature)).toBe(whole)
  expect(signedOff(signedOff(whole, signature), signature)).toBe(whole)
  expect(signedOff('Gut.\n\nMit freundlichen Grüßen', signature)).toBe(
    'Gut.\n\nMit freundlichen Grüßen\nMara Klein\nKundenservice\nUferlinie GmbH',
  )
  expect(signedOff('Gut.\n\nViele Grüße,\nMara Klein', signature)).toBe(
    'Gut.\n\nViele Grüße,\nMara Klein\nKundenservice\nUferlinie GmbH',
  )
  expect(signedOff('Fine.\n\nKind regards\nMara', { kind: 'signature', text: 'Best regards\nMara' })).toBe(
    'Fine.\n\nKind regards\nMara',
  )
  expect(
    signedOff('Wir richten Grüße aus und melden uns bald bei Ihnen, versprochen ist versprochen.', signature),
  ).toContain('\n\nMit freundlichen Grüßen')
})

test('initials stand at the end of a public answer, once', () => {
  expect(signedOff('Wir sehen nach.', initials)).toBe('Wir sehen nach. ^mk')
  expect(signedOff('Wir sehen nach. ^MK \n', initials)).toBe('Wir sehen nach. ^MK')
  expect(signedOff('Wir sehen nach. ^ab', initials)).toBe('Wir sehen nach. ^ab ^mk')
  expect(signedOff('', initials)).toBe('')
  expect(signedOff('Nichts', null)).toBe('Nichts')
})
