import { safeFileName } from '@resonanz/channels'
import { PageSending } from '@resonanz/contracts'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '#platform/errors'
import { limits } from '#platform/http/limits'
import type { SentFile } from './take-sending.ts'

const mostFiles = 5
/** Twenty questions and three of our own. */
const mostFields = 23
const questionName = /^[a-z][a-z0-9-]{0,39}$/

/** A sending as a browser makes it from the form itself: fields named by their question, ours begin with `w:`. */
export async function readPlainSending(
  request: FastifyRequest,
): Promise<{ sending: PageSending; files: Map<string, SentFile>; formKey: string }> {
  const tooLarge = () => new Refusal('too-large', undefined, { maxBytes: limits.uploadBytes })
  if (!request.isMultipart()) throw new Refusal('invalid-input')
  const own = new Map<string, string>()
  const answers: Record<string, string> = {}
  const files = new Map<string, SentFile>()
  let total = 0
  const parts = request.parts({
    limits: {
      fileSize: limits.uploadBytes,
      files: mostFiles,
      fields: mostFields,
      parts: mostFiles + mostFields,
      fieldSize: 60_000,
    },
  })
  for await (const part of parts) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer().catch(() => {
        throw tooLarge()
      })
      total += bytes.length
      if (total > limits.uploadBytes) throw tooLarge()
      if (bytes.length > 0 && questionName.test(part.fieldname))
        files.set(part.fieldname, { name: safeFileName(part.filename), declared: part.mimetype, bytes })
    } else if (part.fieldname.startsWith('w:')) own.set(part.fieldname.slice(2), asText(part.value))
    else if (questionName.test(part.fieldname) && asText(part.value).trim() !== '')
      answers[part.fieldname] = asText(part.value)
  }
  const parsed = PageSending.safeParse({ clientKey: own.get('client'), words: own.get('words') ?? '', answers })
  if (!parsed.success) throw new Refusal('invalid-input')
  return { sending: parsed.data, files, formKey: own.get('key') ?? '' }
}

/** Forms end lines as letters did. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : ''
}
