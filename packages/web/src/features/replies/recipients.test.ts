import { expect, test } from 'vitest'
import { addTo, isNewTo, looksLikeAddress, offeredCopies, removeFrom, startRecipients } from './recipients.ts'

const thread = { replyTo: ['jana@example.org'], replyCc: ['bruder@example.org', 'JANA@example.org'] }

test('the sender alone, unless chosen otherwise before', () => {
  expect(startRecipients(thread, {})).toEqual({ to: ['jana@example.org'], cc: [] })
  expect(startRecipients(thread, { to: ['x@example.org'], cc: ['y@example.org', 7] })).toEqual({
    to: ['x@example.org'],
    cc: ['y@example.org'],
  })
})

test('who was on the last mail is offered once and never added by itself', () => {
  expect(offeredCopies(thread, startRecipients(thread, {}))).toEqual(['bruder@example.org'])
  expect(offeredCopies(thread, { to: [], cc: ['Bruder@Example.org'] })).toEqual(['jana@example.org'])
})

test('an address stands in one place, however it is written', () => {
  const start = startRecipients(thread, {})
  expect(addTo(start, 'cc', 'Jana@example.org ')).toEqual({ to: [], cc: ['Jana@example.org'] })
  expect(removeFrom(start, 'JANA@EXAMPLE.ORG')).toEqual({ to: [], cc: [] })
})

test('new ones are known as new', () => {
  expect(isNewTo(thread, 'fremd@example.com')).toBe(true)
  expect(isNewTo(thread, 'Bruder@example.org')).toBe(false)
})

test('what looks like an address', () => {
  for (const good of ['a@b.de', 'vor.nach+1@sub.example.org']) expect(looksLikeAddress(good)).toBe(true)
  for (const bad of ['', 'a', 'a@b', 'a b@c.de', 'a@b.de, c@d.de', '<a@b.de>', `${'x'.repeat(300)}@b.de`])
    expect(looksLikeAddress(bad)).toBe(false)
})
