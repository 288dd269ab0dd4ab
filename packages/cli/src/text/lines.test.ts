import { Readable } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readLines } from './lines.ts'

async function linesOf(chunks: readonly Uint8Array[]) {
  const lines = []
  for await (const batch of readLines(Readable.from(chunks))) lines.push(...batch)
  return lines
}

test('lines come whole, wherever the stream is cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' })), fc.integer({ min: 1, max: 9 }), async (texts, size) => {
      const wanted = texts.map((text) => text.replace(/[\r\n\uFEFF]/g, ''))
      const bytes = Buffer.from(wanted.map((text) => `${text}\n`).join(''))
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
        bytes.subarray(n * size, (n + 1) * size),
      )
      const lines = await linesOf(chunks)
      expect(lines).toEqual(wanted.map((text, at) => ({ number: at + 1, text })))
    }),
  )
})

test('the last line may lack its end; a byte order mark and \\r are no text', async () => {
  expect(await linesOf([Buffer.from('\uFEFFeins\r\nzwei')])).toEqual([
    { number: 1, text: 'eins' },
    { number: 2, text: 'zwei' },
  ])
})

test('a line without end is told, not kept', async () => {
  const block = Buffer.alloc(1024 * 1024, 'a')
  const lines = await linesOf([...Array<Buffer>(20).fill(block), Buffer.from('a\nkurz\n')])
  expect(lines).toEqual([
    { number: 1, text: null },
    { number: 2, text: 'kurz' },
  ])
})
