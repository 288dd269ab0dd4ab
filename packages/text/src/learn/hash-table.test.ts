import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeHashTable, valueOf } from './hash-table.ts'

const hash = fc.oneof(fc.nat(40), fc.integer({ min: 2 ** 31, max: 2 ** 32 - 1 }))

test('knows what a Map knows', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(hash, fc.integer({ min: 1, max: 9 }))), fc.array(hash), (entries, asked) => {
      const table = makeHashTable(entries)
      const map = new Map(entries)
      for (const one of [...asked, ...map.keys()]) expect(valueOf(table, one)).toBe(map.get(one) ?? 0)
    }),
  )
})
