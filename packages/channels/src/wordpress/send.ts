import { z } from 'zod'
import type { ActionOnMessage, Outgoing, SendOutcome } from '../connector.ts'
import { answerOutcome, type NetworkAnswer, sendingFault } from '../kit/network-call.ts'
import { call, type WordpressContext } from './client.ts'
import { Told } from './shapes.ts'

const Meta = z.object({ postId: z.number().int().positive().optional().catch(undefined) })
const Posted = z.object({ id: z.number().int().positive() })
const json = { 'content-type': 'application/json' }

/** One comment below the one it answers. */
export async function send(context: WordpressContext, { target, text }: Outgoing): Promise<SendOutcome> {
  if (target?.kind !== 'reply') return { state: 'failed', code: 'no-target', detail: '' }
  if (target.privately || target.visibility === 'private')
    return { state: 'failed', code: 'not-supported', detail: 'private' }
  const parent = Number(target.replyTo ?? /^comment\/(\d{1,15})$/.exec(target.threadKey)?.[1])
  const { postId } = Meta.parse(target.meta)
  if (!Number.isInteger(parent) || postId === undefined) return { state: 'failed', code: 'message-gone', detail: '' }
  try {
    const answer = await call(context, '/comments', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ post: postId, parent, content: asHtml(text) }),
    })
    const outcome = answerOutcome(answer) ?? refusalOf(answer)
    if (outcome) return outcome
    const posted = Posted.safeParse(answer.json).data
    return posted ? { state: 'handed_over', providerId: String(posted.id) } : { state: 'unclear', code: 'wrong-shape' }
  } catch (error) {
    return sendingFault(error)
  }
}

/** Hidden is held back for moderation; deleted lies in the bin. */
export async function act(context: WordpressContext, { action, externalId }: ActionOnMessage): Promise<SendOutcome> {
  if (!/^\d{1,15}$/.test(externalId)) return { state: 'failed', code: 'message-gone', detail: '' }
  const status = { hide: 'hold', unhide: 'approved' }[action as 'hide' | 'unhide']
  if (status === undefined && action !== 'delete') return { state: 'failed', code: 'not-supported', detail: action }
  try {
    const options =
      status === undefined
        ? ({ method: 'DELETE' } as const)
        : ({ method: 'POST', headers: json, body: JSON.stringify({ status }) } as const)
    const answer = await call(context, `/comments/${externalId}`, options)
    return answerOutcome(answer) ?? refusalOf(answer) ?? { state: 'handed_over', providerId: null }
  } catch (error) {
    return sendingFault(error)
  }
}

/** Comments are HTML; our words are text and stay what they are. */
function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

const codes: Record<string, string> = {
  rest_comment_closed: 'comments-closed',
  rest_comment_draft_post: 'comments-closed',
  rest_comment_invalid_post_id: 'message-gone',
  rest_comment_invalid_id: 'message-gone',
  rest_already_trashed: 'message-gone',
  comment_duplicate: 'duplicate',
  comment_content_column_length: 'too-long',
  rest_comment_content_invalid: 'too-short',
}

function refusalOf({ status, json: body }: NetworkAnswer): SendOutcome | null {
  if (status < 400 || status >= 500) return null
  const told = Told.safeParse(body).data
  const detail = (told?.message ?? '').slice(0, 300)
  // Comments in too quick a row: nothing was taken.
  if (told?.code === 'comment_flood') return { state: 'retry', code: 'throttled', afterMs: 20_000, detail }
  const code = told && Object.hasOwn(codes, told.code) ? codes[told.code]! : null
  if (code) return { state: 'failed', code, detail }
  if (status === 404 || status === 410) return { state: 'failed', code: 'message-gone', detail }
  return { state: 'failed', code: status === 403 ? 'not-allowed' : 'refused', detail }
}
