import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { journalKinds } from '@resonanz/contracts'
import { expect, test } from 'vitest'
import { actorWords, allKinds, detailWords, kindWords, knownFields, placeOf } from './journal-words.ts'

const say = (key: string, values: Record<string, unknown> = {}) => [key, ...Object.values(values)].join('|')

test('kinds of the contract are offered; one of a newer release is named by its code', () => {
  expect(allKinds).toEqual(Object.keys(journalKinds))
  expect(kindWords('case.created', say)).toBe('kind.case.created')
  expect(kindWords('case.teleported', say)).toBe('case.teleported')
  expect(kindWords('toString', say)).toBe('toString')
})

test('facts are told, ids are not', () => {
  const id = '01a200ab-bf0e-770d-9d05-49ebd174cef0'
  expect(detailWords({ data: { number: 4711, channel: 'email', messageId: id, by: 'intake' } }, say)).toBe(
    'detail.case|4711 · ui:channel.email',
  )
  expect(detailWords({ data: { role: 'agent', active: false } }, say)).toBe('detail.role|role.agent · detail.inactive')
  expect(detailWords({ data: { fields: ['name', 'newField'] } }, say)).toBe('detail.fields|field.name, newField')
  expect(detailWords({ data: {} }, say)).toBe('')
})

test('who did it: a person by name, else what', () => {
  expect(actorWords({ actor: { kind: 'person', id: 'x', name: 'Mara' } }, say)).toBe('Mara')
  expect(actorWords({ actor: { kind: 'person', id: 'x', name: null } }, say)).toBe('actor.person')
  expect(actorWords({ actor: { kind: 'job', id: 'sweep', name: null } }, say)).toBe('actor.job')
})

test('places: a case leads to the case, an inlet item nowhere', () => {
  expect(placeOf({ subjectKind: 'case', subjectId: 'a' })?.to).toBe('/cases/$caseId')
  expect(placeOf({ subjectKind: 'inlet-item', subjectId: 'a' })).toBeNull()
})

test.each(['de', 'en'])('%s: every field that is named has its words', (language) => {
  const words = JSON.parse(readFileSync(join(import.meta.dirname, `locales/${language}.json`), 'utf8')) as {
    field: Record<string, string>
  }
  const fields = [...knownFields]
  expect(fields.length).toBeGreaterThan(20)
  expect(fields.toSorted()).toEqual(Object.keys(words.field).toSorted())
})
