import { expect, test } from 'vitest'
import { isOnNetwork } from '../on-network.ts'
import { familyOf, limitOf, measure, namedBeside } from './limit.ts'

test('mail and forms leave by mail, everything else that we send on its network', () => {
  expect(isOnNetwork({ channel: 'telegram', reply: 'send' })).toBe(true)
  expect(isOnNetwork({ channel: 'form', reply: 'send' })).toBe(false)
  expect(isOnNetwork({ channel: 'feed', reply: 'log' })).toBe(false)
})

test('a private answer has the limit of private messages', () => {
  const comment = { channel: 'instagram', visibility: 'public' } as const
  expect(limitOf(comment, false)?.unit).toBe('utf16')
  expect(limitOf(comment, true)).toMatchObject({ unit: 'bytes', count: 1_000 })
})

test('too long for one post it stands as parts, too long for a thread as none', () => {
  const limit = { count: 40, unit: 'graphemes' } as const
  expect(measure('Gern geschehen.', limit).parts).toEqual(['Gern geschehen.'])
  expect(measure('Ihr Paket liegt in Kiel. Morgen bringt es der Bote zu Ihnen.', limit)).toMatchObject({
    counted: { left: -20 },
    parts: ['Ihr Paket liegt in Kiel. 1/2', 'Morgen bringt es der Bote zu Ihnen. 2/2'],
  })
  expect(measure('Ein Satz, der sich wiederholt. '.repeat(60), limit).parts).toBeNull()
})

test('each family has its own look', () => {
  expect([familyOf('bluesky', false), familyOf('facebook', false), familyOf('facebook', true)]).toEqual([
    'post',
    'comment',
    'bubble',
  ])
})

test('what the server of our account allows holds over what is usual on the network', () => {
  const post = { channel: 'mastodon', visibility: 'public' } as const
  expect(limitOf(post, false)?.count).toBe(468)
  expect(limitOf(post, false, { maxLength: 4_968, link: 30 })).toMatchObject({ count: 4_968, link: 30 })
  expect(limitOf(post, true, { maxLength: 268 })?.count).toBe(268)
})

test('who else is named is said where the network tells them; in private words where they would read along', () => {
  const toot = { channel: 'mastodon', replyAs: '@service@sozial.example' } as const
  const words = 'Wie @karl schrieb, @gerda@nutzer.example: an @service@sozial.example'
  expect(namedBeside(toot, words, false, 'gerda@nutzer.example')).toEqual(['karl'])
  expect(namedBeside(toot, words, true, 'gerda@nutzer.example')).toEqual(['karl'])
  expect(namedBeside({ ...toot, channel: 'x' }, words, true, null)).toEqual([])
  expect(namedBeside({ ...toot, channel: 'facebook' }, words, false, null)).toEqual([])
})
