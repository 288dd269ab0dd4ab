import type { Readable, Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { EgressError } from './egress-error.ts'

const maxEncodings = 2

/**
 * Reads a body to its end, decompressed, and gives up as soon as more than `maxBytes` come out (or go in): a
 * compressed bomb costs one chunk beyond the limit. Throws EgressError `too-large` or `bad-encoding`.
 */
export async function readBounded(body: Readable, encoding: string | undefined, maxBytes: number): Promise<Buffer> {
  const encodings = (encoding ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity')
  if (encodings.length > maxEncodings) {
    body.destroy()
    throw new EgressError('bad-encoding')
  }
  const chain: Transform[] = encodings.toReversed().map(decoder)
  let stream: Readable = body
  for (const next of chain) {
    const from = stream
    from.on('error', (error) => next.destroy(error))
    stream = from.pipe(next)
  }
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of stream) {
      size += (chunk as Buffer).length
      if (size > maxBytes) throw new EgressError('too-large')
      chunks.push(chunk as Buffer)
    }
  } catch (error) {
    throw isZlibError(error) ? new EgressError('bad-encoding', error) : error
  } finally {
    for (const used of [body, ...chain]) used.on('error', () => {}).destroy()
  }
  return Buffer.concat(chunks)
}

function decoder(name: string): Transform {
  // Small output chunks, so the limit is noticed early; a missing end is taken as browsers do.
  const options = { chunkSize: 64 * 1024 }
  if (name === 'gzip' || name === 'x-gzip') return createGunzip(options)
  if (name === 'deflate') return createInflate(options)
  if (name === 'br') return createBrotliDecompress(options)
  throw new EgressError('bad-encoding')
}

function isZlibError(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return (
    typeof code === 'string' && (code.startsWith('Z_') || code.startsWith('ERR__') || code.startsWith('ERR_BROTLI'))
  )
}
