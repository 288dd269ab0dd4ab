import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Permission, Role } from '@resonanz/contracts'
import { expect, test } from 'vitest'
import { rightsInOrder } from './rights.ts'

test('every right of the contract stands in the table once', () => {
  expect(rightsInOrder.toSorted()).toEqual([...Permission.options].toSorted())
})

test.each(['de', 'en'])('%s: every right and role has its words', (language) => {
  const words = JSON.parse(readFileSync(join(import.meta.dirname, `locales/${language}.json`), 'utf8')) as Record<
    string,
    Record<string, string>
  >
  expect(Object.keys(words.right ?? {}).toSorted()).toEqual([...Permission.options].toSorted())
  expect(Object.keys(words.role ?? {}).toSorted()).toEqual([...Role.options].toSorted())
  expect(Object.keys(words.roleHelp ?? {}).toSorted()).toEqual([...Role.options].toSorted())
})
