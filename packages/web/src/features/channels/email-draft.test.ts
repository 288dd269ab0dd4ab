import { PresenceInput } from '@resonanz/contracts'
import { expect, test } from 'vitest'
import { draftOf, emptyEmail, missingIn, nameFrom, secretsOf, settingsOf, withServers } from './email-draft.ts'
import { serversOf } from './guess-servers.ts'

const typed = { ...emptyEmail, address: 'service@uferlinie.example', password: 'geheim' }
const guessed = withServers(typed, serversOf(typed.address)!, 'own')

test('an address and a password are enough for what the contract wants', () => {
  expect(missingIn(guessed)).toBe('')
  const input = { kind: 'email', name: 'Service', settings: settingsOf(guessed), secrets: secretsOf(guessed) }
  const parsed = PresenceInput.parse(input)
  expect(parsed).toMatchObject({
    settings: { imap: { host: 'imap.uferlinie.example', user: 'service@uferlinie.example', folders: ['INBOX'] } },
    secrets: { password: 'geheim' },
  })
})

test('what is missing is named in the order of the form', () => {
  expect(missingIn(emptyEmail)).toBe('address')
  expect(missingIn({ ...guessed, imap: { ...guessed.imap, host: 'imap server' } })).toBe('servers')
  expect(missingIn({ ...guessed, password: '' })).toBe('secret')
  expect(missingIn({ ...guessed, password: '' }, true)).toBe('')
  expect(missingIn({ ...guessed, auth: 'oauth2', refreshToken: 'r', clientId: 'c' })).toBe('secret')
})

test('nothing typed keeps the stored secrets', () => {
  expect(secretsOf({ ...guessed, password: '' })).toBeUndefined()
  expect(secretsOf({ ...guessed, auth: 'oauth2', tokenUrl: 'https://t.example/token' })).toBeUndefined()
  expect(secretsOf({ ...guessed, smtpPassword: 'x' })).toEqual({ password: 'geheim', smtpPassword: 'x' })
})

test('what was stored comes back the same; settings of an older release too', () => {
  expect(settingsOf(draftOf(settingsOf(guessed)))).toEqual(settingsOf(guessed))
  expect(settingsOf(draftOf({ address: 'a@b.example' })).imap).toMatchObject({
    host: '',
    port: 993,
    folders: ['INBOX'],
  })
})

test('a provider with sign-in by OAuth is chosen so, user names follow the address', () => {
  const outlook = withServers({ ...emptyEmail, address: 'a@outlook.com' }, serversOf('a@outlook.com')!, 'outlook')
  expect(outlook).toMatchObject({
    auth: 'oauth2',
    imap: { user: 'a@outlook.com' },
    tokenUrl: expect.stringContaining('microsoft'),
  })
  expect(nameFrom('service@uferlinie.example')).toBe('Service')
})
