import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readLines } from './read-lines.ts'
import { type MboxMail, readMbox } from './read-mbox.ts'

async function* chunks(text: string | Buffer, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text as string)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(text: string | Buffer, size = 65_536, limit = 1_000_000): Promise<MboxMail[]> {
  const mails: MboxMail[] = []
  for await (const mail of readMbox(chunks(text, size), limit)) mails.push(mail)
  return mails
}

/** As mboxrd writes it. */
function write(mails: readonly string[]): string {
  return mails
    .map((mail) => `From a@b.example Sat Nov 21 10:00:00 2026\n${mail.replace(/^(>*From )/gm, '>$1')}\n\n`)
    .join('')
}

test('what mboxrd wrote comes back, however the chunks fall', async () => {
  const line = fc.oneof(
    fc.constantFrom('From here', '>From there', '>>From', 'From', '', 'From: a', '> From'),
    fc.string({ maxLength: 40 }).map((text) => text.replace(/[\r\n]/g, '')),
  )
  const mail = fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) => lines.join('\n'))
  await fc.assert(
    fc.asyncProperty(fc.array(mail, { maxLength: 6 }), fc.integer({ min: 1, max: 50 }), async (mails, size) => {
      const found = await read(write(mails), size)
      expect(found.map(({ raw }) => raw.toString())).toEqual(mails.map((text) => `${text}\n`))
    }),
  )
})

test('a mail over the limit comes cut, with its size, and its neighbours whole', async () => {
  const found = await read(
    write(['Subject: a\n\nsmall', `Subject: b\n\n${'x'.repeat(300_000)}`, 'Subject: c\n\nsmall']),
    65_536,
    1_000,
  )
  expect(found.map(({ cut, raw }) => [cut, raw.length])).toEqual([
    [false, 18],
    [true, 1_000],
    [false, 18],
  ])
  expect(found[1]!.size).toBeGreaterThan(300_000)
})

test('no mail at all, Windows line ends, bytes of any kind, an open end', async () => {
  expect(await read('')).toEqual([])
  expect(await read('just words\nand more\n')).toEqual([])
  const windows = await read('From a\r\nSubject: a\r\n\r\nhallo\r\n\r\nFrom b\r\nSubject: b\r\n\r\n')
  expect(windows.map(({ raw }) => raw.toString())).toEqual(['Subject: a\r\n\r\nhallo\r\n', 'Subject: b\r\n'])
  const bytes = Buffer.concat([Buffer.from('From a\n'), Buffer.from([0, 255, 254, 10, 200])])
  expect((await read(bytes, 2))[0]!.raw).toEqual(Buffer.from([0, 255, 254, 10, 200]))
})

test('lines keep their numbers; one that is too long is named, the next is whole', async () => {
  const found: [number, string | null][] = []
  for await (const line of readLines(chunks(`a\n\n${'x'.repeat(500)}\nb`, 7), 100))
    found.push([line.number, line.bytes?.toString() ?? null])
  expect(found).toEqual([
    [1, 'a'],
    [3, null],
    [4, 'b'],
  ])
})
