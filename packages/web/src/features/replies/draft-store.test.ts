import { expect, test } from 'vitest'
import { hasContent, mergeDrafts } from './draft-store.ts'

const local = (text: string, savedAt: string, unsent = true) => ({ text, threadId: null, extra: {}, savedAt, unsent })
const server = (text: string, savedAt: string) => ({ text, threadId: null, extra: {}, savedAt })
const early = '2026-11-22T10:00:00Z'
const late = '2026-11-22T11:00:00Z'

test('nothing anywhere is nothing', () => {
  expect(mergeDrafts(null, null)).toEqual({ use: null, from: 'none', other: null })
  expect(mergeDrafts(local('  ', early), server('', late)).use).toBeNull()
})

test('words the server has not heard yet stay, whatever it says', () => {
  expect(mergeDrafts(local('hier', early), null)).toMatchObject({ use: { text: 'hier' }, from: 'device' })
  expect(mergeDrafts(local('hier', late), server('dort', early))).toMatchObject({
    use: { text: 'hier' },
    other: { text: 'dort' },
  })
})

test('a newer draft of another device wins, the older own words are offered', () => {
  expect(mergeDrafts(local('hier', early), server('dort', late))).toMatchObject({
    use: { text: 'dort' },
    from: 'server',
    other: { text: 'hier' },
  })
})

test('a copy the server had once does not come back after it was sent elsewhere', () => {
  expect(mergeDrafts(local('gesendet', early, false), null).use).toBeNull()
  expect(mergeDrafts(local('alt', late, false), server('neu', early))).toMatchObject({
    use: { text: 'neu' },
    other: null,
  })
})

test('files alone are worth keeping', () => {
  expect(hasContent({ text: '', extra: { files: [{ id: 'f' }] } })).toBe(true)
  expect(hasContent({ text: ' \n', extra: {} })).toBe(false)
})
