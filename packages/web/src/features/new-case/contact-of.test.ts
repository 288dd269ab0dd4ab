import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contactOf, isPhone } from './contact-of.ts'

test('name and way to reach are told apart', () => {
  expect(contactOf('Jana Berger', '')).toEqual({ name: 'Jana Berger' })
  expect(contactOf('Jana Berger, 0151 / 234-5678', '')).toEqual({ name: 'Jana Berger', phone: '0151 / 234-5678' })
  expect(contactOf('Jana Berger <jana@mailhaus.example>', '')).toEqual({
    name: 'Jana Berger',
    email: 'jana@mailhaus.example',
  })
  expect(contactOf('@jana_unterwegs', '+49 151 2345678')).toEqual({
    handle: '@jana_unterwegs',
    phone: '+49 151 2345678',
  })
  expect(contactOf('', 'jana@mailhaus.example')).toEqual({ email: 'jana@mailhaus.example' })
})

test('numbers of orders are no phone numbers when letters stand in them', () => {
  expect(isPhone('U-48195')).toBe(false)
  expect(isPhone('1234')).toBe(false)
})

test('any words give a contact, and nothing but blanks and separators is lost', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), fc.string({ maxLength: 40 }), (who, reach) => {
      const contact = contactOf(who, reach)
      const typed = /[^\s,;<>]/.test(who + reach)
      expect(Object.keys(contact).length > 0).toBe(typed)
    }),
  )
})
