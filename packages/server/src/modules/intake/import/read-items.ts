import { createHash } from 'node:crypto'
import type { RawItem } from '@resonanz/channels'
import { InletItem } from '@resonanz/contracts'
import { limits } from '#platform/http/limits'
import { readLines } from './read-lines.ts'
import { readMbox } from './read-mbox.ts'

export type ImportFormat = 'mbox' | 'jsonl'
/** One entry of the file, counted from 1; `refused` says why it is none. */
export type ImportEntry = { number: number; item: RawItem } | { number: number; refused: string }

const maxLineBytes = 4 * 1024 * 1024
const maxHeadBytes = 256 * 1024

/** The entries of a file as raw items. The key of a mail is the hash of its bytes, that of a JSON item its own id. */
export async function* readItems(source: AsyncIterable<Buffer>, format: ImportFormat): AsyncGenerator<ImportEntry> {
  let number = 0
  if (format === 'mbox') {
    for await (const { raw, size, cut } of readMbox(source, limits.mailBytes)) {
      number += 1
      if (raw.length === 0) yield { number, refused: 'empty' }
      else yield { number, item: mailItem(cut ? headOf(raw) : raw, cut ? size : null) }
    }
    return
  }
  for await (const line of readLines(source, maxLineBytes)) {
    if (line.bytes && line.bytes.toString('latin1').trim() === '') continue
    yield { number: line.number, ...(line.bytes ? jsonItem(line.bytes) : { refused: 'too-large' }) }
  }
}

function mailItem(raw: Buffer, sizeOfCut: number | null): RawItem {
  return {
    sourceKey: `mbox:${createHash('sha256').update(raw).digest('hex')}`,
    contentType: sizeOfCut === null ? 'message/rfc822' : 'text/rfc822-headers',
    source: { imported: true, ...(sizeOfCut === null ? {} : { tooLarge: true, size: sizeOfCut }) },
    raw,
  }
}

/** A mail over the limit comes as its header, as from a mailbox. */
function headOf(raw: Buffer): Buffer {
  const head = raw.subarray(0, maxHeadBytes)
  const ends = [head.indexOf('\r\n\r\n'), head.indexOf('\n\n')].filter((at) => at >= 0)
  return ends.length > 0 ? head.subarray(0, Math.min(...ends)) : head
}

function jsonItem(bytes: Buffer): { item: RawItem } | { refused: string } {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return { refused: 'not-json' }
  }
  const parsed = InletItem.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return { refused: `${issue?.path.join('.') || 'item'}: ${issue?.message ?? 'not valid'}`.slice(0, 300) }
  }
  return {
    item: {
      sourceKey: parsed.data.id,
      contentType: 'application/json',
      source: { imported: true },
      raw: Buffer.from(JSON.stringify(parsed.data)),
      ...(parsed.data.occurredAt ? { occurredAt: parsed.data.occurredAt } : {}),
    },
  }
}
