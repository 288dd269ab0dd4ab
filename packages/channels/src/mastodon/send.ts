import { handlesIn, withoutMentions } from '@resonanz/contracts/length'
import { z } from 'zod'
import type { Outgoing, OutgoingTarget, SendOutcome } from '../connector.ts'
import { answerOutcome, sendingFault } from '../kit/network-call.ts'
import { call, type MastodonContext } from './client.ts'
import { statusIdOf } from './find-status.ts'
import { refusalOf } from './refusal.ts'
import { Status } from './shapes.ts'
import { keyOf, privateKeyOf } from './status-event.ts'
import { uploadMedia } from './upload-media.ts'

const Meta = z.object({
  acct: z.string().optional().catch(undefined),
  visibility: z.string().optional().catch(undefined),
  contentWarning: z.string().optional().catch(undefined),
})
const Posted = Status.pick({ id: true, uri: true })
type Reply = Extract<OutgoingTarget, { kind: 'reply' }>

/** One status. Our token is its Idempotency-Key: a server that knows it never takes it twice. */
export async function send(context: MastodonContext, outgoing: Outgoing): Promise<SendOutcome> {
  const { target } = outgoing
  if (!target) return { state: 'failed', code: 'no-target', detail: '' }
  try {
    const place =
      target.kind === 'post'
        ? { visibility: 'public', status: outgoing.text }
        : await placeOf(context, target, outgoing)
    if (!place) return { state: 'failed', code: 'message-gone', detail: '' }
    const media: string[] = []
    for (const file of outgoing.attachments) {
      const uploaded = await uploadMedia(context, file)
      if (!uploaded.ok) return uploaded.outcome
      media.push(uploaded.id)
    }
    const body = { ...place, language: outgoing.language, ...(media.length > 0 ? { media_ids: media } : {}) }
    return await post(context, outgoing.clientToken, body, target)
  } catch (error) {
    return sendingFault(error)
  }
}

async function post(
  context: MastodonContext,
  clientToken: string,
  body: object,
  target: OutgoingTarget,
): Promise<SendOutcome> {
  const answer = await call(context, '/api/v1/statuses', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': clientToken },
    body: JSON.stringify(body),
  })
  const outcome = answerOutcome(answer) ?? refusalOf(answer)
  if (outcome) return outcome
  const posted = Posted.safeParse(answer.json)
  if (!posted.success) return { state: 'unclear', code: 'wrong-shape' }
  const providerId = keyOf(posted.data.uri)
  // Led from a public conversation to a private one: what comes back there carries the key of the private one.
  const moved = target.kind === 'reply' && target.privately
  return {
    state: 'handed_over',
    providerId,
    ...(moved ? { threadKey: privateKeyOf(nameOf(target), target.threadKey) } : {}),
  }
}

/** As they spoke: unlisted stays unlisted, what was not public goes to that person alone; a warning stands above the answer too. */
async function placeOf(
  context: MastodonContext,
  target: Reply,
  { text }: Outgoing,
): Promise<Record<string, unknown> | null> {
  const meta = Meta.parse(target.meta)
  const isPrivate = target.privately || target.visibility === 'private'
  const inReplyTo = target.replyTo === null ? null : await statusIdOf(context, target.replyTo, target.meta)
  if (target.replyTo !== null && inReplyTo === null) return null
  const name = nameOf(target)
  // A direct message that names nobody reaches nobody.
  if (isPrivate && name === '') return null
  return {
    status: addressed(isPrivate ? withoutMentions(text, mayRead(context, name)) : text, name),
    visibility: isPrivate ? 'direct' : meta.visibility === 'unlisted' ? 'unlisted' : 'public',
    ...(inReplyTo === null ? {} : { in_reply_to_id: inReplyTo }),
    ...(meta.contentWarning ? { spoiler_text: meta.contentWarning } : {}),
  }
}

function nameOf({ person, meta }: Reply): string {
  return (person?.key ?? Meta.parse(meta).acct ?? '').replace(/^@/, '')
}

/** On this network only who is named in the words is told; the name stands first unless it is there already. */
function addressed(text: string, name: string): string {
  if (name === '' || handlesIn(text).some((one) => one.toLowerCase() === name.toLowerCase())) return text
  return `@${name} ${text}`
}

/** Who is named in private words reads them and all that follow: only the person answered, and we ourselves. */
function mayRead({ settings }: MastodonContext, name: string): string[] {
  return [name.toLowerCase(), settings.account]
}
