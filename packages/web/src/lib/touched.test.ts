import { expect, test } from 'vitest'
import { changesOf, only, withoutSent } from './touched.ts'

const live = { name: 'Helga Aldag', particulars: 'Hört schwer', teamIds: ['harbour'] }

test('what nobody touched is never a change, whatever became of it', () => {
  const touched = { name: 'Helga Aldag-Brandt' }
  expect(changesOf(live, touched)).toEqual(touched)
  // A colleague wrote meanwhile: their words are not among what is sent.
  expect(changesOf({ ...live, particulars: 'Bitte anrufen' }, touched)).toEqual(touched)
})

test('what was touched and put back is no change, also of a list', () => {
  expect(changesOf(live, { name: 'Helga Aldag', teamIds: ['harbour'] })).toEqual({})
  expect(changesOf(live, { teamIds: ['harbour', 'night'] })).toEqual({ teamIds: ['harbour', 'night'] })
})

test('what stands as somebody else set it to the same is no change', () => {
  expect(changesOf({ ...live, name: 'H. Aldag' }, { name: 'H. Aldag' })).toEqual({})
})

test('emptied is a change, and so is null', () => {
  expect(changesOf({ note: 'Rückruf', topicId: 'a' as string | null }, { note: '', topicId: null })).toEqual({
    note: '',
    topicId: null,
  })
})

test('after saving, what was sent follows the answer and what was typed meanwhile stands', () => {
  const sent = { name: 'Aldag', particulars: 'Neu' }
  expect(withoutSent({ name: 'Aldag', particulars: 'Neu und mehr' }, sent)).toEqual({ particulars: 'Neu und mehr' })
  expect(withoutSent({ name: 'Aldag', teamIds: ['night'] }, sent)).toEqual({ teamIds: ['night'] })
})

test('of a whole body only what changed', () => {
  expect(only({ name: 'Aldag', number: null, particulars: 'x' }, { number: ' ' })).toEqual({ number: null })
  expect(only({ name: 'Aldag' }, {})).toEqual({})
})
