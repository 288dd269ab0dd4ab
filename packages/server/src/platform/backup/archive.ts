import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { createGunzip, createGzip } from 'node:zlib'

/**
 * Our own archive: frames `[kind 1 byte][length u32][payload]`, gzipped. Parsed, never executed.
 * H header · T table begins · D rows in PostgreSQL's COPY text form · E table ends (rows, SHA-256 of its data) · Z end.
 */
export type ArchiveHeader = {
  format: 1
  product: 'resonanz'
  version: string
  schemaVersion: number
  madeAt: string
  installationId: string
}
export type TableStart = { name: string; columns: string[] }
export type TableEnd = { name: string; rows: number; sha256: string }
export type ArchiveEnd = { tables: number; rows: number }
export type Frame =
  | { kind: 'H'; value: ArchiveHeader }
  | { kind: 'T'; value: TableStart }
  | { kind: 'D'; value: Buffer }
  | { kind: 'E'; value: TableEnd }
  | { kind: 'Z'; value: ArchiveEnd }

const maxFrameBytes = 64 * 1024 * 1024

export type ArchiveWriter = { write(frame: Frame): Promise<void>; close(): Promise<void> }

export function writeArchive(path: string): ArchiveWriter {
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  const gzip = createGzip({ level: 6 })
  gzip.pipe(file)
  const failed = new Promise<never>((_, reject) => {
    file.on('error', reject)
    gzip.on('error', reject)
  })
  failed.catch(() => {})
  const push = async (chunk: Buffer) => {
    if (!gzip.write(chunk)) await Promise.race([once(gzip, 'drain'), failed])
  }
  return {
    async write(frame) {
      const payload = frame.kind === 'D' ? frame.value : Buffer.from(JSON.stringify(frame.value))
      const head = Buffer.alloc(5)
      head.write(frame.kind, 0, 'latin1')
      head.writeUInt32BE(payload.length, 1)
      await push(head)
      await push(payload)
    },
    async close() {
      gzip.end()
      await Promise.race([once(file, 'close'), failed])
    },
  }
}

export class BadArchive extends Error {
  constructor(reason: string, cause?: unknown) {
    super(`The archive cannot be used: ${reason}.`, { cause })
    this.name = 'BadArchive'
  }
}

/** Frames in order. Throws BadArchive for anything that is cut off, foreign or damaged. */
export async function* readArchive(path: string): AsyncGenerator<Frame> {
  const source = createReadStream(path)
  const gunzip = createGunzip()
  source.on('error', (error) => gunzip.destroy(error))
  source.pipe(gunzip)
  let pending: Buffer = Buffer.alloc(0)
  let ended = false
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
      let at = 0
      while (pending.length - at >= 5) {
        const length = pending.readUInt32BE(at + 1)
        if (length > maxFrameBytes) throw new BadArchive('a frame is larger than allowed')
        if (pending.length - at < 5 + length) break
        const frame = decode(pending.toString('latin1', at, at + 1), pending.subarray(at + 5, at + 5 + length))
        ended = frame.kind === 'Z'
        yield frame
        at += 5 + length
      }
      pending = pending.subarray(at)
    }
  } catch (error) {
    if (error instanceof BadArchive || (error as { code?: string }).code === 'ENOENT') throw error
    throw new BadArchive(
      (error as { code?: string }).code?.startsWith('Z_')
        ? 'it is damaged or not one of ours'
        : (error as Error).message,
    )
  } finally {
    gunzip.destroy()
    source.destroy()
  }
  if (!ended || pending.length > 0) throw new BadArchive('it ends too early')
}

function decode(kind: string, payload: Buffer): Frame {
  if (kind === 'D') return { kind, value: Buffer.from(payload) }
  if (kind !== 'H' && kind !== 'T' && kind !== 'E' && kind !== 'Z') throw new BadArchive('it holds an unknown frame')
  try {
    return { kind, value: JSON.parse(payload.toString('utf8')) } as Frame
  } catch {
    throw new BadArchive('it is damaged')
  }
}

export function newHash() {
  return createHash('sha256')
}
