import { expect, test } from 'vitest'
import { sameWords } from './same-words.ts'

test.each([
  ['on one line', 'Guten Tag,\n\nsie kommt.', 'Guten Tag, sie kommt.'],
  ['a name before it', 'Sie kommt morgen.', '@karl@insel.example @karl Sie kommt morgen.'],
  ['a link shortened', 'Hier: https://nordlicht.example/a?b=1.', 'Hier: https://t.co/x'],
  ['marks of a forum', 'Das ist **wichtig** und _neu_.', 'Das ist wichtig und neu.'],
  ['typographic signs', 'Gestern – „heute“ …', 'Gestern - "heute" ...'],
  ['letters taken apart', 'Grüße'.normalize('NFD'), 'Grüße'],
  ['signs only', '👍  👍', '👍👍'],
])('the same words: %s', (_, sent, told) => {
  expect(sameWords(sent, told)).toBe(true)
})

test.each([
  ['Sie kommt morgen.', 'Sie kommt übermorgen.'],
  ['Teil 1/3', 'Teil 2/3'],
  ['👍', '👎'],
  ['https://nordlicht.example/a', 'https://nordlicht.example/b'],
  ['', 'Guten Tag'],
])('%j is not %j', (sent, told) => {
  expect(sameWords(sent, told)).toBe(false)
})
