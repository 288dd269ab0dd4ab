import { safeFileName } from '@resonanz/channels'
import { PageSending } from '@resonanz/contracts'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '#platform/errors'
import { limits } from '#platform/http/limits'
import type { SentFile } from './take-sending.ts'

const mostFiles = 5
const mostJsonBytes = 200_000

/** The parts of a sending: `data` as JSON, and files named by their question. Bounded before anything is kept. */
export async function readSending(
  request: FastifyRequest,
): Promise<{ sending: PageSending; files: Map<string, SentFile> }> {
  const tooLarge = () =>
    new Refusal('too-large', 'Together these files are too large.', { maxBytes: limits.uploadBytes })
  let data: unknown
  const files = new Map<string, SentFile>()
  let total = 0
  const parts = request.parts({
    limits: {
      fileSize: limits.uploadBytes,
      files: mostFiles,
      fields: 2,
      parts: mostFiles + 2,
      fieldSize: mostJsonBytes,
    },
  })
  for await (const part of parts) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer().catch(() => {
        throw tooLarge()
      })
      total += bytes.length
      if (total > limits.uploadBytes) throw tooLarge()
      const key = /^file:([a-z][a-z0-9-]{0,39})$/.exec(part.fieldname)?.[1]
      if (key) files.set(key, { name: safeFileName(part.filename), declared: part.mimetype, bytes })
    } else if (part.fieldname === 'data') data = jsonOf(part.value)
  }
  const parsed = PageSending.safeParse(data)
  if (!parsed.success) throw new Refusal('invalid-input')
  return { sending: parsed.data, files }
}

function jsonOf(value: unknown): unknown {
  try {
    return JSON.parse(String(value))
  } catch {
    throw new Refusal('invalid-input')
  }
}
