import { z } from 'zod'
import type { AttachmentContent, SendOutcome } from '../connector.ts'
import { multipart } from '../kit/multipart.ts'
import { answerOutcome, sendingFault } from '../kit/network-call.ts'
import { call, type MastodonContext } from './client.ts'
import { refusalOf } from './refusal.ts'

const Uploaded = z.object({ id: z.string().min(1).max(200) })
const longestMs = 90_000
const pauseMs = 1_000
const altMost = 1_500

/** Uploads one file and waits until the server has worked it. Nothing is published by it, so every fault may be tried again. */
export async function uploadMedia(
  context: MastodonContext,
  file: AttachmentContent,
): Promise<{ ok: true; id: string } | { ok: false; outcome: SendOutcome }> {
  const alt = file.alt?.trim().slice(0, context.limits?.maxAlt ?? altMost)
  const { contentType, body } = multipart([
    { name: 'file', file },
    ...(alt ? [{ name: 'description', value: alt }] : []),
  ])
  const options = { method: 'POST', headers: { 'content-type': contentType }, body, timeoutMs: 120_000 } as const
  try {
    const answer = await call(context, '/api/v2/media', options)
    const outcome = answerOutcome(answer) ?? refusalOf(answer)
    if (outcome) return { ok: false, outcome: again(outcome) }
    const uploaded = Uploaded.safeParse(answer.json)
    if (!uploaded.success) return { ok: false, outcome: { state: 'retry', code: 'media-failed' } }
    const { id } = uploaded.data
    // 202: taken and still being worked; a status with it would be refused.
    return answer.status === 202 ? await untilWorked(context, id) : { ok: true, id }
  } catch (error) {
    return { ok: false, outcome: again(sendingFault(error)) }
  }
}

async function untilWorked(context: MastodonContext, id: string): ReturnType<typeof uploadMedia> {
  const until = Date.now() + longestMs
  while (Date.now() < until && !context.signal.aborted) {
    const answer = await call(context, `/api/v1/media/${encodeURIComponent(id)}`)
    if (answer.status === 200) return { ok: true, id }
    if (answer.status !== 206) {
      return {
        ok: false,
        outcome: again(answerOutcome(answer) ?? refusalOf(answer) ?? { state: 'retry', code: 'media-failed' }),
      }
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  return { ok: false, outcome: { state: 'retry', code: 'media-failed' } }
}

function again(outcome: SendOutcome): SendOutcome {
  return outcome.state === 'unclear' ? { state: 'retry', code: outcome.code ?? 'media-failed' } : outcome
}
