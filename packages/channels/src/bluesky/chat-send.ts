import { capabilitiesOf } from '@resonanz/contracts'
import { isOver } from '@resonanz/contracts/length'
import type { Outgoing, OutgoingTarget, SendOutcome } from '../connector.ts'
import { answerOutcome, readingFault, sendingFault } from '../kit/network-call.ts'
import { isDid } from './at-uri.ts'
import { type Body, isSpent, withRetryAfter } from './client.ts'
import { facetsFor } from './facets-for.ts'
import { type Signed, signIn, signInAnew } from './session.ts'
import type { BlueskyContext } from './settings.ts'
import { callChat, isClosed, queryChat } from './chat-call.ts'
import { ChatMessage, chatKey, messageKey, OneConvo, readChatKey } from './chat-shapes.ts'
import { errorOf } from './error-of.ts'

type Reply = Extract<OutgoingTarget, { kind: 'reply' }>
type Place = { convoId: string; isRequest: boolean }

/** A private message, in its conversation or, led there from public words, in that with the person. One call hands it over. */
export async function sendPrivately(
  context: BlueskyContext,
  { text, attachments }: Outgoing,
  target: Reply,
): Promise<SendOutcome> {
  if (text.trim() === '') return failed('empty')
  if (attachments.length > 0) return failed('no-files-privately')
  if (isOver(capabilitiesOf.bluesky.privateMaxLength!, text)) return failed('too-long')
  let place: Place | SendOutcome
  let facets: object[]
  try {
    place = await placeOf(context, target)
    if ('state' in place) return place
    facets = await facetsFor(context, text)
    if (place.isRequest) {
      const accepted = await write(context, 'chat.bsky.convo.acceptConvo', { convoId: place.convoId }, () => null)
      if (accepted.state !== 'handed_over') return accepted.state === 'unclear' ? again(accepted.code) : accepted
    }
  } catch (error) {
    // Nothing was said yet.
    return sendingFault(readingFault(error))
  }
  const { convoId } = place
  const message = { text, ...(facets.length > 0 ? { facets } : {}) }
  const sent = await write(context, 'chat.bsky.convo.sendMessage', { convoId, message }, (json) => {
    const id = ChatMessage.safeParse(json).data?.id
    return id === undefined ? undefined : messageKey(convoId, id)
  })
  return sent.state === 'handed_over' && target.privately ? { ...sent, threadKey: chatKey(convoId) } : sent
}

/** A heart under a private message, or it is taken back; both may be asked twice. */
export async function signPrivately(
  context: BlueskyContext,
  { convoId, messageId }: { convoId: string; messageId: string },
  isLiked: boolean,
): Promise<SendOutcome> {
  const nsid = isLiked ? 'chat.bsky.convo.addReaction' : 'chat.bsky.convo.removeReaction'
  return write(context, nsid, { convoId, messageId, value: '❤️' }, () => null)
}

async function placeOf(context: BlueskyContext, target: Reply): Promise<Place | SendOutcome> {
  if (!target.privately) {
    const convoId = readChatKey(target.threadKey)?.convoId
    return convoId ? { convoId, isRequest: target.meta['isRequest'] === true } : failed('no-target')
  }
  const did = target.person?.key ?? ''
  if (!isDid(did)) return failed('no-target')
  const answer = await queryChat(context, 'chat.bsky.convo.getConvoForMembers', { members: [did] })
  const convo = OneConvo.safeParse(answer.json).data?.convo
  if (answer.status !== 200) return failed(codeOf(errorOf(answer)), errorOf(answer))
  return convo ? { convoId: convo.id, isRequest: convo.status === 'request' } : again('not-json')
}

/** One call that writes. `read` gives the key of what was made, undefined when the answer does not say. */
async function write(
  context: BlueskyContext,
  nsid: string,
  json: object,
  read: (json: unknown) => string | null | undefined,
): Promise<SendOutcome> {
  try {
    const signed: Signed = await signIn(context)
    const body: Body = { json }
    const answer = withRetryAfter(await callChat(context, signed, nsid, { body }))
    if (isClosed(answer)) return failed('messages-not-permitted')
    if (isSpent(answer, signed)) {
      await signInAnew(context, signed.token)
      return { state: 'retry', code: 'token-expired', afterMs: 0 }
    }
    const outcome = answerOutcome(answer)
    if (outcome) return outcome
    if (answer.status === 200) {
      const providerId = read(answer.json)
      return providerId === undefined ? { state: 'unclear', code: 'not-json' } : { state: 'handed_over', providerId }
    }
    return failed(codeOf(errorOf(answer)), errorOf(answer))
  } catch (error) {
    return sendingFault(error)
  }
}

const notTaken = new Set([
  'MessagesDisabled',
  'NotFollowedBySender',
  'BlockedActor',
  'BlockedSubject',
  'RecipientNotFound',
])

function codeOf(error: string): string {
  if (notTaken.has(error)) return 'no-messages-taken'
  if (error === 'InvalidConvo' || error === 'ConvoLocked') return 'conversation-closed'
  return 'refused'
}

const failed = (code: string, detail = ''): SendOutcome => ({ state: 'failed', code, detail })
const again = (code = 'server-error'): SendOutcome => ({ state: 'retry', code })
