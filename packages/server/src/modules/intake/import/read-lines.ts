const lineFeed = 10

/** One line of a text file; `bytes` is null when it is longer than allowed. */
export type TextLine = { number: number; bytes: Buffer | null }

/** Lines without their end, empty ones left out, in constant memory whatever the file holds. Numbers count from 1. */
export async function* readLines(source: AsyncIterable<Buffer>, limitBytes: number): AsyncGenerator<TextLine> {
  let pieces: Buffer[] = []
  let length = 0
  let number = 1
  const take = (bytes: Buffer) => {
    length += bytes.length
    if (length <= limitBytes) pieces.push(bytes)
    else pieces = []
  }
  const line = (): TextLine => ({ number, bytes: length <= limitBytes ? Buffer.concat(pieces) : null })
  for await (const chunk of source) {
    let at = 0
    for (let end = chunk.indexOf(lineFeed, at); end >= 0; end = chunk.indexOf(lineFeed, at)) {
      take(chunk.subarray(at, end))
      if (length > 0) yield line()
      pieces = []
      length = 0
      number += 1
      at = end + 1
    }
    take(chunk.subarray(at))
  }
  if (length > 0) yield line()
}
