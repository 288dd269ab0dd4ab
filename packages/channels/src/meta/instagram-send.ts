import { z } from 'zod'
import type { Outgoing, SendOutcome } from '../connector.ts'
import { segment, writeGraph } from './graph.ts'
import { idOf } from './json.ts'
import { sendPrivately } from './send-private.ts'
import type { InstagramSettings, MetaContext } from './settings.ts'

const Made = z.object({ id: z.coerce.string().min(1) })
const madeId = (json: unknown) => {
  const made = Made.safeParse(json)
  return made.success ? { providerId: made.data.id } : null
}

/** An answer of an Instagram account: under a comment, to a mention where it stands, or privately. */
export async function sendOnInstagram(
  context: MetaContext<InstagramSettings>,
  outgoing: Outgoing,
): Promise<SendOutcome> {
  const { target, text } = outgoing
  const { accountId } = context.settings
  if (target?.kind !== 'reply') return { state: 'failed', code: 'no-target', detail: '' }
  if (outgoing.attachments.length > 0) return { state: 'failed', code: 'attachments-not-taken', detail: '' }
  // Its own way of speaking: the account of whoever holds the token.
  if (target.privately || target.visibility === 'private')
    return sendPrivately(context, outgoing, target, { account: 'me' })
  const { kind, media, comment, top } = target.meta
  if (kind === 'mention') {
    const about = { media_id: idOf(media), ...(comment ? { comment_id: idOf(comment) } : {}) }
    return writeGraph(context, { path: `${segment(accountId)}/mentions`, json: { ...about, message: text } }, madeId)
  }
  const under =
    /^c\/(.+)$/.exec(target.threadKey)?.[1] ?? (typeof top === 'string' && top !== '' ? top : target.replyTo)
  if (!under) return { state: 'failed', code: 'no-target', detail: '' }
  return writeGraph(context, { path: `${segment(under)}/replies`, json: { message: text } }, madeId)
}
