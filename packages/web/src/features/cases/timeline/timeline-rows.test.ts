import type { Message, Note, TimelineEvent, TimelineItem } from '@resonanz/contracts'
import { expect, test } from 'vitest'
import { timelineRows } from './timeline-rows.ts'

const message = (id: string, at: string, memberId: string | null = null) =>
  ({ kind: 'message', id, at, receivedAt: at, author: { memberId } }) as Message
const note = (id: string, at: string, author: string) =>
  ({ kind: 'note', id, at, author: { id: author, name: author } }) as Note
const event = (id: string, at: string) => ({ kind: 'event', id, at }) as TimelineEvent

const options = { language: 'de', timeZone: 'Europe/Berlin', seenAt: null, myId: 'me' } as const
const kinds = (items: TimelineItem[], seenAt: string | null = null) =>
  timelineRows(items, { ...options, seenAt }).map((row) => row.row)

test('a divider per day of the reader, events in a row folded', () => {
  const rows = timelineRows(
    [
      message('a', '2026-11-20T22:30:00Z'),
      event('1', '2026-11-20T22:40:00Z'),
      event('2', '2026-11-20T22:50:00Z'),
      note('b', '2026-11-20T23:10:00Z', 'you'),
      event('3', '2026-11-20T23:20:00Z'),
    ],
    options,
  )
  expect(rows.map((row) => row.row)).toEqual(['day', 'message', 'events', 'day', 'note', 'events'])
  expect(rows[2]).toMatchObject({ items: [{ id: '1' }, { id: '2' }] })
})

test('what others said since my last look is marked once; own words and events are not news', () => {
  const items = [
    message('a', '2026-11-20T08:00:00Z'),
    event('1', '2026-11-20T09:30:00Z'),
    message('mine', '2026-11-20T10:00:00Z', 'me'),
    message('b', '2026-11-20T11:00:00Z'),
    note('c', '2026-11-20T12:00:00Z', 'you'),
  ]
  expect(kinds(items, '2026-11-20T09:00:00Z')).toEqual([
    'day',
    'message',
    'events',
    'message',
    'new',
    'message',
    'note',
  ])
  expect(kinds(items, '2026-11-20T13:00:00Z')).not.toContain('new')
})

test('a case never seen, or new from its first word, needs no mark', () => {
  const items = [message('a', '2026-11-20T08:00:00Z'), message('b', '2026-11-20T11:00:00Z')]
  expect(kinds(items, null)).not.toContain('new')
  expect(kinds(items, '2026-11-19T09:00:00Z')).not.toContain('new')
})

test('nothing gives no rows', () => {
  expect(timelineRows([], options)).toEqual([])
})
