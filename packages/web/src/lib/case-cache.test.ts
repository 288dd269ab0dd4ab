import type { CaseDetail, CaseRow } from '@resonanz/contracts'
import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { applyChange } from './apply-change.ts'
import { patchCaseRow, patchList } from './case-cache.ts'

const row = (id: string) => ({ id, title: 'Erstattung', category: 'open' }) as CaseRow
const names = {
  members: [{ id: 'm1', name: 'Maren Koch' }],
  teams: [],
  topics: [{ id: 'o1', name: { de: 'Erstattung', en: 'Refund' } }],
}

test('a row is changed in lists of one page and of many', () => {
  const one = { items: [row('a'), row('b')] }
  expect(patchList(one, 'b', { category: 'done' })).toMatchObject({
    items: [{ category: 'open' }, { category: 'done' }],
  })
  const many = { pages: [{ items: [row('a')] }, { items: [row('b')] }] }
  const patched = patchList(many, 'b', { category: 'done' }) as typeof many
  expect(patched.pages[0]).toBe(many.pages[0])
  expect(patched.pages[1]?.items[0]?.category).toBe('done')
})

test('lists without the row stay the same object', () => {
  const one = { items: [row('a')] }
  const many = { pages: [one] }
  expect(patchList(one, 'x', { category: 'done' })).toBe(one)
  expect(patchList(many, 'x', { category: 'done' })).toBe(many)
})

test('every cached list of cases is reached', () => {
  const client = new QueryClient()
  client.setQueryData(['cases.list', null, { view: 'mine' }], { items: [row('a')] })
  client.setQueryData(['cases.list', null, { view: 'all', pages: true }], { pages: [{ items: [row('a')] }] })
  patchCaseRow(client, 'a', { title: 'Neu' })
  expect(JSON.stringify(client.getQueriesData({ queryKey: ['cases.list'] })).match(/"Neu"/g)).toHaveLength(2)
})

test('a change is shown with names before the server answers', () => {
  const before = { owner: null, topic: null, tags: ['a', 'b'], nextUpdateAt: null } as unknown as CaseDetail
  const after = applyChange(before, { ownerId: 'm1', topicId: 'o1', addTags: ['c'], removeTags: ['a'] }, names)
  expect(after).toMatchObject({ owner: { name: 'Maren Koch' }, topic: { name: { en: 'Refund' } }, tags: ['b', 'c'] })
  expect(applyChange(after, { ownerId: null, followUp: null }, names)).toMatchObject({ owner: null, followUpAt: null })
  expect(before.tags).toEqual(['a', 'b'])
})
