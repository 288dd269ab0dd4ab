const lineFeed = 10
const from = Buffer.from('From ')

/** One mail of an mbox file. `cut`: it was over the limit, only its beginning is here. */
export type MboxMail = { raw: Buffer; size: number; cut: boolean }

/**
 * The mails of an mbox file in their order, in constant memory: a mail over `limitBytes` comes cut. A line `From ` after
 * an empty line (or at the very start) begins a mail; `>From ` lines lose one `>` (mboxrd, which also reads what mboxo
 * and mboxcl wrote). Lines of any length and any bytes are fine. What stands before the first `From ` is no mail.
 */
export async function* readMbox(source: AsyncIterable<Buffer>, limitBytes: number): AsyncGenerator<MboxMail> {
  let mail: Builder | null = null
  let afterEmptyLine = true
  for await (const { bytes, starts, ends } of lines(source)) {
    const begins = starts && afterEmptyLine && bytes.subarray(0, from.length).equals(from)
    if (begins) {
      if (mail) yield finish(mail)
      mail = { pieces: [], kept: 0, size: 0, limitBytes }
    } else if (mail) add(mail, starts ? unquoted(bytes) : bytes)
    afterEmptyLine = ends && starts && (bytes.length === 1 || (bytes.length === 2 && bytes[0] === 13))
  }
  if (mail) yield finish(mail)
}

type Builder = { pieces: Buffer[]; kept: number; size: number; limitBytes: number }
type Piece = { bytes: Buffer; starts: boolean; ends: boolean }

/** Lines with their end; one longer than a chunk comes in several pieces. */
async function* lines(source: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  let rest: Buffer = Buffer.alloc(0)
  let starts = true
  for await (const chunk of source) {
    let at = 0
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    for (let end = bytes.indexOf(lineFeed, at); end >= 0; end = bytes.indexOf(lineFeed, at)) {
      yield { bytes: bytes.subarray(at, end + 1), starts, ends: true }
      starts = true
      at = end + 1
    }
    rest = bytes.subarray(at)
    // Long enough to know how it begins: the rest need not wait for its end.
    if (rest.length > 65_536) {
      yield { bytes: rest, starts, ends: false }
      starts = false
      rest = Buffer.alloc(0)
    }
  }
  if (rest.length > 0) yield { bytes: rest, starts, ends: false }
}

function unquoted(line: Buffer): Buffer {
  let quotes = 0
  while (line[quotes] === 62) quotes += 1
  return quotes > 0 && line.subarray(quotes, quotes + from.length).equals(from) ? line.subarray(1) : line
}

function add(mail: Builder, bytes: Buffer): void {
  mail.size += bytes.length
  const room = mail.limitBytes - mail.kept
  if (room <= 0) return
  // A copy: the chunk it lies in must not stay in memory for the sake of a line.
  const piece = Buffer.from(bytes.subarray(0, room))
  mail.pieces.push(piece)
  mail.kept += piece.length
}

/** The empty line before the next `From ` belongs to the format, not to the mail. */
function finish(mail: Builder): MboxMail {
  const whole = Buffer.concat(mail.pieces)
  const cut = mail.size > mail.kept
  const end = whole.length
  const emptyLine = whole[end - 1] === lineFeed && whole[end - 2] === lineFeed ? 1 : crlfAtEnd(whole) ? 2 : 0
  return { raw: cut ? whole : whole.subarray(0, end - emptyLine), size: mail.size - (cut ? 0 : emptyLine), cut }
}

function crlfAtEnd(bytes: Buffer): boolean {
  return bytes.subarray(-4).toString('latin1') === '\r\n\r\n'
}
