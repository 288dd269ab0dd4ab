import type { LanguageFailure, LanguagePreview } from '@resonanz/contracts'
import { EgressError } from '@resonanz/channels'
import { egressOf } from '#presences'
import type { Deps } from '#platform/deps'
import { readAnswer } from './read-answer.ts'

const answerBytes = 512 * 1024
const answerTokens = 1_200

export type ModelAnswer =
  | { ok: true; text: string; isCut: boolean; tookMs: number; received: number }
  | { ok: false; code: LanguageFailure; tookMs: number; received: number | null }

/**
 * One question to the company's server, through the one way out: addresses are judged at the moment of connecting, a
 * redirect is a failure. No tools are offered. Never throws.
 */
export async function callModel(
  deps: Deps,
  to: { baseUrl: string; model: string; key: string | null; timeoutSeconds: number },
  messages: LanguagePreview['messages'],
): Promise<ModelAnswer> {
  const start = performance.now()
  const took = () => Math.round(performance.now() - start)
  try {
    const answer = await egressOf(deps).fetch(`${to.baseUrl.replace(/\/+$/, '')}/chat/completions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(to.key ? { authorization: `Bearer ${to.key}` } : {}),
      },
      body: JSON.stringify({ model: to.model, messages, stream: false, temperature: 0.2, max_tokens: answerTokens }),
      redirects: 'none',
      timeoutMs: to.timeoutSeconds * 1_000,
      maxBytes: answerBytes,
    })
    const received = answer.body.byteLength
    const refused = failureOf(answer.status)
    if (refused) return { ok: false, code: refused, tookMs: took(), received }
    const read = readAnswer(answer.headers['content-type'] ?? '', Buffer.from(answer.body).toString('utf8'))
    if (typeof read === 'string') return { ok: false, code: read, tookMs: took(), received }
    return { ok: true, ...read, tookMs: took(), received }
  } catch (error) {
    if (!(error instanceof EgressError)) deps.log.warn({ err: error }, 'a call of the language model failed oddly')
    const code = error instanceof EgressError ? (codes[error.code] ?? 'unreachable') : 'unreachable'
    // A model that thinks for too long has not said a byte yet.
    const isLate = code === 'unreachable' && took() >= to.timeoutSeconds * 1_000
    return { ok: false, code: isLate ? 'too-slow' : code, tookMs: took(), received: null }
  }
}

const codes: Partial<Record<EgressError['code'], LanguageFailure>> = {
  'bad-address': 'host-not-allowed',
  'host-not-allowed': 'host-not-allowed',
  certificate: 'certificate',
  'redirect-refused': 'redirected',
  'too-large': 'too-large',
  'too-slow': 'too-slow',
  'bad-encoding': 'not-understood',
}

function failureOf(status: number): LanguageFailure | null {
  if (status >= 200 && status < 300) return null
  if (status >= 300 && status < 400) return 'redirected'
  if (status === 401 || status === 403) return 'key-refused'
  if (status === 404) return 'not-found'
  if (status === 413) return 'too-large'
  if (status === 429) return 'too-many'
  return status >= 500 ? 'server-error' : 'refused'
}
