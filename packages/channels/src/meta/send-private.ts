import { z } from 'zod'
import type { Outgoing, OutgoingTarget, SendOutcome } from '../connector.ts'
import { multipart } from '../kit/multipart.ts'
import { segment, writeGraph } from './graph.ts'
import { ownMark } from './messaging.ts'
import { theirNowMs } from './clock.ts'
import type { MetaContext } from './settings.ts'
import { mayAnswerPrivately, untilSurelyOverMs, windowAt } from './window.ts'

type ReplyTarget = Extract<OutgoingTarget, { kind: 'reply' }>
const Sent = z.object({ message_id: z.string().min(1), recipient_id: z.coerce.string().optional() })

/** Our name at the network: `/{account}/messages` is where we speak from. */
export type Speaker = { account: string; nowMs?: number }

/** An answer by Messenger or Instagram: within 24 hours plainly, up to seven days as a person's, then not at all. */
export async function sendPrivately(
  context: MetaContext,
  outgoing: Outgoing,
  target: ReplyTarget,
  { account, nowMs = theirNowMs(context.settings.apiRoot) }: Speaker,
): Promise<SendOutcome> {
  const recipient = recipientOf(target, nowMs)
  if (isOutcome(recipient)) return recipient
  const open = target.privately ? 'open' : windowAt(target.lastInboundAt, nowMs)
  // The seven days are for people: an automaton has one.
  if (open === 'closed' || (open === 'human' && outgoing.automatic))
    return { state: 'failed', code: 'window-closed', detail: 'The time in which the network takes an answer is over.' }
  const kind = open === 'human' ? { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' } : { messaging_type: 'RESPONSE' }
  const send = {
    context,
    path: `${segment(account)}/messages`,
    head: { recipient, ...kind },
    mark: `${ownMark}${outgoing.clientToken}`,
  }
  const [file] = outgoing.attachments
  // Words and a file are two messages there. The file goes first: what follows it is told apart.
  const first = file ? await sendFile(send, file) : null
  const atEdge = (outcome: SendOutcome) =>
    target.privately ? outcome : laterAsPerson(outcome, outgoing, target, nowMs)
  if (first && first.state !== 'handed_over') return atEdge(first)
  if (first && outgoing.text === '') return first
  const said = await sendWords(send, outgoing.text)
  if (!first) return atEdge(said)
  if (said.state === 'handed_over') return said
  return { state: 'unclear', code: 'partly-sent', detail: 'The file was handed over, the words were not.' }
}

/** For Meta the day was over a little earlier than for us: nothing was taken, and a person may go on once it is for both. */
function laterAsPerson(
  outcome: SendOutcome,
  { automatic }: Outgoing,
  { lastInboundAt }: ReplyTarget,
  nowMs: number,
): SendOutcome {
  const isRefused = outcome.state === 'failed' && outcome.code === 'window-closed' && !automatic
  const afterMs = isRefused ? untilSurelyOverMs(lastInboundAt, nowMs) : null
  return afterMs === null ? outcome : { state: 'retry', code: 'window-closed', afterMs }
}

function recipientOf(target: ReplyTarget, nowMs: number): Record<string, string> | SendOutcome {
  if (target.privately) {
    if (!target.replyTo) return { state: 'failed', code: 'no-target', detail: '' }
    if (!mayAnswerPrivately(target.lastInboundAt, nowMs))
      return {
        state: 'failed',
        code: 'private-reply-over',
        detail: 'A comment can be answered privately for seven days.',
      }
    const isPost = target.meta['kind'] === 'post'
    return isPost ? { post_id: target.replyTo } : { comment_id: target.replyTo }
  }
  const id = /^m\/(.+)$/.exec(target.threadKey)?.[1]
  return id ? { id } : { state: 'failed', code: 'no-target', detail: '' }
}

type Sending = {
  context: MetaContext
  path: string
  head: { recipient: Record<string, string> } & Record<string, unknown>
  mark: string
}

function sendWords({ context, path, head, mark }: Sending, text: string): Promise<SendOutcome> {
  return writeGraph(context, { path, json: { ...head, message: { text, metadata: mark } } }, sentId(head.recipient))
}

function sendFile({ context, path, head, mark }: Sending, file: Outgoing['attachments'][number]): Promise<SendOutcome> {
  const kind = /^(image|video|audio)\//.exec(file.type)?.[1] ?? 'file'
  const form = multipart([
    ...Object.entries(head).map(([name, value]) => ({
      name,
      value: typeof value === 'string' ? value : JSON.stringify(value),
    })),
    { name: 'message', value: JSON.stringify({ attachment: { type: kind, payload: {} }, metadata: mark }) },
    { name: 'filedata', file },
  ])
  return writeGraph(context, { path, form, timeoutMs: 60_000 }, sentId(head.recipient))
}

/** Only a private answer to public words stands elsewhere than what it answers. */
function sentId(recipient: Record<string, string>) {
  return (json: unknown): { providerId: string; threadKey?: string } | null => {
    const sent = Sent.safeParse(json)
    if (!sent.success) return null
    const { message_id: providerId, recipient_id: person } = sent.data
    return { providerId, ...(person && !('id' in recipient) ? { threadKey: `m/${person}` } : {}) }
  }
}

function isOutcome(value: Record<string, unknown> | SendOutcome): value is SendOutcome {
  return 'state' in value
}
