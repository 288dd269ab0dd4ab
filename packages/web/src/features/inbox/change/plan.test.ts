import { expect, test } from 'vitest'
import { leavesView } from './plan.ts'

const row = { owner: null }
const here = { filter: '', myId: 'me' }

test('a case leaves at once the view it no longer belongs to', () => {
  expect(leavesView(row, { category: 'done' }, { ...here, view: 'team' })).toBe(true)
  expect(leavesView(row, { ownerId: 'me' }, { ...here, view: 'unassigned' })).toBe(true)
  expect(leavesView({ owner: { id: 'me', name: 'M' } }, { ownerId: 'other' }, { ...here, view: 'mine' })).toBe(true)
  expect(
    leavesView(row, { followUp: { at: '2026-12-01T08:00:00Z', untilReply: false } }, { ...here, view: 'mine' }),
  ).toBe(true)
  expect(leavesView(row, { followUp: null }, { ...here, view: 'follow_ups' })).toBe(true)
})

test('and stays where it still belongs, or where only the server knows', () => {
  expect(leavesView(row, { priority: 'high' }, { ...here, view: 'mine' })).toBe(false)
  expect(leavesView(row, { ownerId: 'me' }, { ...here, view: 'team' })).toBe(false)
  expect(leavesView(row, { category: 'done' }, { ...here, view: 'all', filter: 'status:alle' })).toBe(false)
  expect(leavesView(row, { category: 'done' }, { ...here, view: 'drafts' })).toBe(false)
  expect(
    leavesView(row, { followUp: { at: '2026-12-01T08:00:00Z', untilReply: false } }, { ...here, view: 'all' }),
  ).toBe(false)
})
