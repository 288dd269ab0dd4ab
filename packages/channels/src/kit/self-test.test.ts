import { expect, test } from 'vitest'
import { selfTestMark } from './self-test.ts'

test('a mark is found as programs send it and as people type it, in one spelling', () => {
  const sent = `selbsttest-${'0af9'.repeat(8)}`
  expect(selfTestMark(`Frage (${sent})`)).toBe(sent)
  for (const typed of [
    'selbsttest-abcd-2345',
    'Selbsttest ABCD 2345',
    'Hallo, SELBSTTEST-ABCD-2345.',
    'selbsttest - abcd -2345',
  ])
    expect(selfTestMark(typed)).toBe('selbsttest-abcd-2345')
  for (const none of [
    '',
    'selbsttest',
    'selbsttest-1234',
    'selbsttest-abcd-2345x',
    'xselbsttest-abcd-2345',
    'selbsttest-abio-2345',
    `${sent}0`,
  ])
    expect(selfTestMark(none)).toBeNull()
})
