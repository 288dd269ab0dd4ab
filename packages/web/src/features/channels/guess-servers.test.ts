import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { domainOf, isAddress, portFor, providerOf, providers, serversOf } from './guess-servers.ts'

describe('guessing servers from an address', () => {
  test.each([
    ['service@gmx.de', 'imap.gmx.net', 'mail.gmx.net', 'enableImap'],
    ['service@WEB.DE', 'imap.web.de', 'smtp.web.de', 'enableImap'],
    ['a.b@t-online.de', 'secureimap.t-online.de', 'securesmtp.t-online.de', 'mailPassword'],
    ['a@gmail.com', 'imap.gmail.com', 'smtp.gmail.com', 'appPassword'],
    ['a@outlook.com', 'outlook.office365.com', 'smtp-mail.outlook.com', 'oauth'],
    ['kontakt@uferlinie.example', 'imap.uferlinie.example', 'smtp.uferlinie.example', null],
  ])('%s', (address, imap, smtp, hint) => {
    expect(serversOf(address)).toMatchObject({ imap: { host: imap }, smtp: { host: smtp }, hint })
  })

  test('an own domain at a known provider is chosen by hand', () => {
    expect(providerOf('info@nordlicht.example')).toBe('own')
    expect(serversOf('info@nordlicht.example', 'ionos')).toMatchObject({
      imap: { host: 'imap.ionos.de', port: 993 },
      smtp: { host: 'smtp.ionos.de', port: 465, security: 'tls' },
    })
  })

  test('while somebody types there is nothing to guess', () => {
    for (const typed of ['', 'a', 'a@', 'a@b', 'a@b.', '@', 'b.de']) expect(serversOf(typed), typed).toBeNull()
    expect(domainOf('a@b@gmx.de')).toBe('gmx.de')
    expect(isAddress('a@b@gmx.de')).toBe(false)
  })

  test('any typed text is taken, quickly', () => {
    fc.assert(fc.property(fc.string({ maxLength: 2000 }), (typed) => void serversOf(typed)))
    expect(domainOf(`a@${'a-.'.repeat(20_000)}`)).toBe('')
  })

  test('no address is at two providers, and nothing is sent unencrypted', () => {
    const domains = providers.flatMap((provider) => [...provider.domains] as string[])
    expect(new Set(domains).size).toBe(domains.length)
    for (const { imap, smtp } of providers) expect([imap.security, smtp.security]).not.toContain('none')
  })
})

test('the port follows the security unless somebody chose another', () => {
  expect(portFor('imap', 'starttls', 993)).toBe(143)
  expect(portFor('smtp', 'tls', 587)).toBe(465)
  expect(portFor('imap', 'tls', 10_993)).toBe(10_993)
})
