import type { Readable } from 'node:stream'

/** `text` is null for a line that is too long to be read. */
export type Line = { number: number; text: string | null }

/** In characters; a longer line is passed over as a bad one. */
const longestLine = 16 * 1024 * 1024

/** The lines of a stream in the batches they arrive in: a file in large ones, a pipe that trickles one by one. */
export async function* readLines(input: Readable): AsyncGenerator<Line[]> {
  const decoder = new TextDecoder()
  let number = 0
  let rest = ''
  let isTooLong = false
  const cut = (text: string): Line => {
    number += 1
    const line = { number, text: isTooLong ? null : number === 1 ? text.replace(/^\uFEFF/, '') : text }
    isTooLong = false
    return line
  }
  for await (const chunk of input as AsyncIterable<Uint8Array>) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = parts.pop() ?? ''
    if (parts.length > 0) yield parts.map((part) => cut(part.replace(/\r$/, '')))
    if (rest.length > longestLine) {
      isTooLong = true
      rest = ''
    }
  }
  rest += decoder.decode()
  if (rest !== '' || isTooLong) yield [cut(rest)]
}
