import { z } from 'zod'
import type { ActionOnMessage, Outgoing, OutgoingTarget, SendOutcome } from '../connector.ts'
import { answerOutcome, type NetworkAnswer, sendingFault } from '../kit/network-call.ts'
import { call, type DiscourseContext, readOrNull } from './client.ts'
import { Posted, Told } from './shapes.ts'

const Meta = z.object({
  topicId: z.number().int().optional().catch(undefined),
  postId: z.number().int().optional().catch(undefined),
  postNumber: z.number().int().optional().catch(undefined),
  username: z.string().optional().catch(undefined),
})
type Reply = Extract<OutgoingTarget, { kind: 'reply' }>
const Named = z.object({ username: z.string().min(1).max(200) })
const likeType = 2

/** One post: an answer in its topic, or a message to one person. */
export async function send(context: DiscourseContext, outgoing: Outgoing): Promise<SendOutcome> {
  const { target } = outgoing
  if (target?.kind !== 'reply') return { state: 'failed', code: 'no-target', detail: '' }
  try {
    const body = await bodyOf(context, outgoing, target)
    if (!body) return { state: 'failed', code: 'message-gone', detail: '' }
    const answer = await call(context, '/posts.json', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const outcome = answerOutcome(answer) ?? (await refusalFor(context, answer))
    if (outcome) return outcome
    const posted = Posted.safeParse(answer.json).data
    if (!posted) return { state: 'unclear', code: 'wrong-shape' }
    // Kept for the forum's moderators: it has no number yet.
    if (!('id' in posted)) return { state: 'handed_over', providerId: null }
    const threadKey = `topic/${posted.topic_id}`
    return {
      state: 'handed_over',
      providerId: String(posted.id),
      ...(threadKey === target.threadKey ? {} : { threadKey }),
    }
  } catch (error) {
    return sendingFault(error)
  }
}

async function bodyOf(
  context: DiscourseContext,
  { text, subject }: Outgoing,
  target: Reply,
): Promise<Record<string, unknown> | null> {
  const meta = Meta.parse(target.meta)
  if (target.privately) {
    const recipient = (await nameNow(context, meta.postId)) ?? meta.username ?? target.person?.display.replace(/^@/, '')
    if (!recipient) return null
    const title = subject.trim().slice(0, 200) || text.trim().slice(0, 60)
    return { title, raw: text, archetype: 'private_message', target_recipients: recipient }
  }
  const topicId = Number(/^topic\/(\d{1,15})$/.exec(target.threadKey)?.[1] ?? meta.topicId ?? Number.NaN)
  if (!Number.isInteger(topicId)) return null
  const answersThis = target.replyTo !== null && String(meta.postId) === target.replyTo && meta.postNumber !== undefined
  // The first post of a topic is answered by any post in it.
  return {
    raw: text,
    topic_id: topicId,
    ...(answersThis && meta.postNumber! > 1 ? { reply_to_post_number: meta.postNumber } : {}),
  }
}

/** What who wrote a post is called by now: messages go by name, and names change. */
async function nameNow(context: DiscourseContext, postId: number | undefined): Promise<string | null> {
  if (postId === undefined) return null
  return (await readOrNull(context, `/posts/${postId}.json`, Named))?.username ?? null
}

export async function act(context: DiscourseContext, { action, externalId }: ActionOnMessage): Promise<SendOutcome> {
  if (!/^\d{1,15}$/.test(externalId)) return { state: 'failed', code: 'message-gone', detail: '' }
  try {
    const answer = await actingCall(context, action, externalId)
    if (!answer) return { state: 'failed', code: 'not-supported', detail: action }
    // What takes something away answers with nothing.
    const outcome = action !== 'like' && answer.status === 200 ? null : answerOutcome(answer)
    return outcome ?? (await refusalFor(context, answer)) ?? { state: 'handed_over', providerId: null }
  } catch (error) {
    return sendingFault(error)
  }
}

function actingCall(
  context: DiscourseContext,
  action: ActionOnMessage['action'],
  id: string,
): Promise<NetworkAnswer> | null {
  if (action === 'delete') return call(context, `/posts/${id}.json`, { method: 'DELETE' })
  if (action === 'unlike')
    return call(context, `/post_actions/${id}.json?post_action_type_id=${likeType}`, { method: 'DELETE' })
  if (action !== 'like') return null
  return call(context, '/post_actions.json', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: Number(id), post_action_type_id: likeType }),
  })
}

const OwnUser = z.object({
  user: z.object({ suspended_till: z.string().nullish(), silenced_till: z.string().nullish() }),
})

/** "Not permitted" may be the account itself: the forum says on its page that it was suspended or silenced. */
async function refusalFor(context: DiscourseContext, answer: NetworkAnswer): Promise<SendOutcome | null> {
  const refusal = refusalOf(answer)
  if (refusal?.state !== 'failed' || refusal.code !== 'not-allowed') return refusal
  const path = `/u/${encodeURIComponent(context.settings.username)}.json`
  const user = (await readOrNull(context, path, OwnUser).catch(() => null))?.user
  const until = user?.suspended_till ?? user?.silenced_till
  if (!until) return refusal
  const detail = [refusal.detail, until.slice(0, 40)].filter(Boolean).join(' ')
  return { ...refusal, code: user?.suspended_till ? 'account-suspended' : 'account-silenced', detail }
}

/** What a 4xx answer says, in the forum's own words; limits of new users are told like any other refusal. */
function refusalOf({ status, json }: NetworkAnswer): SendOutcome | null {
  if (status < 400 || status >= 500) return null
  const told = Told.safeParse(json).data
  const detail = (told?.errors.join(' ') ?? '').slice(0, 300)
  const failed = (code: string): SendOutcome => ({ state: 'failed', code, detail })
  if (/suspended|gesperrt/i.test(detail)) return failed('account-suspended')
  if (/silenced|stummgeschaltet/i.test(detail)) return failed('account-silenced')
  if (status === 403 && told?.error_type === undefined) return { state: 'retry', code: 'token-revoked', detail }
  if (status === 404 || status === 410) return failed('message-gone')
  if (/too short|zu kurz|minimum/i.test(detail)) return failed('too-short')
  if (/too long|zu lang|maximum|limit is|exceeds/i.test(detail)) return failed('too-long')
  if (/similar|ähnlich|identical/i.test(detail)) return failed('duplicate')
  if (/new users|neue benutzer|trust level|vertrauensstufe/i.test(detail)) return failed('trust-level')
  return failed(status === 403 ? 'not-allowed' : 'refused')
}
