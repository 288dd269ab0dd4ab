import { expect, test } from 'vitest'
import { partOf, readTable } from './source.ts'

test('a table of quoted fields is read as written', () => {
  expect(readTable('\uFEFFid,text\r\n1,"a ""b"", c\nd"\r\n2,\n')).toEqual([
    { id: '1', text: 'a "b", c\nd' },
    { id: '2', text: '' },
  ])
  expect(readTable('a\tb\n1\t2', '\t')).toEqual([{ a: '1', b: '2' }])
})

test('the same words fall into the same part, whatever handle and link stand beside them', () => {
  expect(partOf('RT @one: Danke für nichts! https://t.co/a')).toBe(partOf('@two Danke für nichts'))
})

test('of 2,000 texts about 14 in 20 are for training and 4 in 20 for reporting', () => {
  const parts = Array.from({ length: 2000 }, (_, at) => partOf(`text number ${at}`))
  const share = (part: string) => parts.filter((one) => one === part).length / parts.length
  expect(share('train')).toBeCloseTo(0.7, 1)
  expect(share('test')).toBeCloseTo(0.2, 1)
})
