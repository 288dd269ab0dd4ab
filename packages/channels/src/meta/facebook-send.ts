import { z } from 'zod'
import type { Outgoing, OutgoingTarget, SendOutcome } from '../connector.ts'
import { multipart } from '../kit/multipart.ts'
import { segment, writeGraph } from './graph.ts'
import { sendPrivately } from './send-private.ts'
import type { FacebookSettings, MetaContext } from './settings.ts'

type Target = Extract<OutgoingTarget, { kind: 'reply' }>

/** An answer on a page: under a comment, post or rating, or privately by Messenger; or a new post of the page. */
export async function sendOnFacebook(context: MetaContext<FacebookSettings>, outgoing: Outgoing): Promise<SendOutcome> {
  const { target } = outgoing
  if (!target) return { state: 'failed', code: 'no-target', detail: '' }
  const account = context.settings.pageId
  if (target.kind === 'post') return write(context, outgoing, account)
  if (target.privately || target.visibility === 'private') return sendPrivately(context, outgoing, target, { account })
  const under = placeOf(target)
  return under === null ? { state: 'failed', code: 'no-target', detail: '' } : write(context, outgoing, under)
}

/** Answers to answers stand under the first comment: deeper the network does not go. */
function placeOf({ threadKey, meta, replyTo }: Target): string | null {
  if (meta['kind'] === 'comment') return typeof meta['top'] === 'string' && meta['top'] !== '' ? meta['top'] : replyTo
  return /^[cpr]\/(.+)$/.exec(threadKey)?.[1] ?? replyTo
}

const Made = z.object({ id: z.coerce.string().min(1), post_id: z.string().optional() })
const madeId = (json: unknown) => {
  const made = Made.safeParse(json)
  return made.success ? { providerId: made.data.post_id ?? made.data.id } : null
}

/** Below the page itself it is a post, with a picture one in its album; below anything else a comment. */
function write(
  context: MetaContext<FacebookSettings>,
  { text, attachments }: Outgoing,
  under: string,
): Promise<SendOutcome> {
  const [picture] = attachments
  const isPost = under === context.settings.pageId
  if (!picture) {
    const path = `${segment(under)}/${isPost ? 'feed' : 'comments'}`
    return writeGraph(context, { path, json: { message: text } }, madeId)
  }
  const form = multipart([
    { name: 'message', value: text },
    ...(isPost && picture.alt ? [{ name: 'alt_text_custom', value: picture.alt }] : []),
    { name: 'source', file: picture },
  ])
  return writeGraph(
    context,
    { path: `${segment(under)}/${isPost ? 'photos' : 'comments'}`, form, timeoutMs: 60_000 },
    madeId,
  )
}
