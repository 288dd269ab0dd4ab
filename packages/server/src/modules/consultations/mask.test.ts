import { expect, test } from 'vitest'
import { makeSeal } from '#platform/seal'
import { linkToken, requestOfLink } from './link.ts'
import { mask } from './mask.ts'

test('personal data and the names of who speaks are said by their kind', () => {
  const text = 'Jana Berger, 0431 5550123, DE89 3704 0044 0532 0130 00: die Pumpe X200 von Frau Berger leckt.'
  const masked = mask(text, ['Jana Berger', 'jana@kunden.example'], 'de')
  expect(masked).toBe('[Name], [Telefonnummer], [IBAN]: die Pumpe X200 von Frau [Name] leckt.')
  expect(mask('Bitte 5550123 oder 431 5550 124 anrufen, Pumpe X200, 129 Euro, am 22.11.2026', [], 'de')).toBe(
    'Bitte [Nummer] oder [Nummer] anrufen, Pumpe X200, 129 Euro, am 22.11.2026',
  )
  expect(mask('Ask Jo at jo@x.example', ['Jo'], 'en')).toBe('Ask Jo at [e-mail address]')
})

test('a link says who was asked; anything else says nothing', () => {
  const deps = { seal: makeSeal('x'.repeat(32)) }
  const id = '0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000'
  const token = linkToken(deps, id)
  expect(requestOfLink(deps, token)).toBe(id)
  const others = [
    '',
    token.slice(1),
    `${token}A`,
    `B${token.slice(1)}`,
    token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A'),
    linkToken({ seal: makeSeal('y'.repeat(32)) }, id),
  ]
  for (const other of others) expect(requestOfLink(deps, other)).toBeNull()
})
