import type { MailPerson, Outgoing } from '@resonanz/channels'
import { mintMessageId, mintReplyToken } from '@resonanz/channels'
import type { BodyOf, Language, replyRoutes } from '@resonanz/contracts'
import type { Actor, Deps } from '#platform/deps'
import type { Db } from '#platform/db/database'
import { Refusal } from '#platform/errors'
import { formatForQuote } from './quote.ts'
import { lastInbound, type ReplyThread } from './store.ts'

type NewReply = BodyOf<typeof replyRoutes.send>

/** The Message-ID of a mail, minted before anything is tried: a duplicate is recognisable. */
export function clientTokenFor(deps: Deps, thread: ReplyThread, messageId: string): string {
  const domain = (thread.mailAddress ?? '').split('@')[1] ?? 'resonanz.invalid'
  return mintMessageId({ threadId: thread.id, messageId, domain, key: deps.seal.mac('message-id', 'key') })
}

export function recipientsOf(thread: ReplyThread, reply: NewReply): { to: MailPerson[]; cc: MailPerson[] } {
  const person = (address: string): MailPerson => ({ name: '', address })
  const to = (reply.to ?? thread.replyTo).map(person)
  if (to.length === 0) throw new Refusal('no-way-to-reply', 'There is no address to answer to.')
  return { to, cc: (reply.cc ?? []).map(person) }
}

export async function outgoingFor(
  tx: Db,
  deps: Deps,
  input: {
    thread: ReplyThread
    reply: NewReply
    recipients: { to: MailPerson[]; cc: MailPerson[] }
    actor: Actor
    clientToken: string
    language: Language
  },
): Promise<Omit<Outgoing, 'attachments'>> {
  const { thread, reply } = input
  const before = await lastInbound(tx, thread.id)
  const subject = reply.subject ?? (before?.subject ? withRe(before.subject) : (thread.subject ?? ''))
  const messageIds = before?.messageIds ?? []
  const quote = reply.includeQuote && before && thread.channel === 'email' ? formatForQuote(before, input.language) : ''
  return {
    clientToken: input.clientToken,
    to: input.recipients.to,
    cc: input.recipients.cc,
    subject,
    text: reply.text + quote,
    html: null,
    inReplyTo: messageIds.at(-1) ?? null,
    references: messageIds.slice(-20),
    senderName: null,
    replyToken: mintReplyToken({
      threadId: thread.id,
      recipient: input.recipients.to[0]!.address,
      key: deps.seal.mac('reply-token', 'key'),
    }),
    automatic: false,
    language: input.language,
  }
}

function withRe(subject: string): string {
  return /^\s*(?:re|aw|antw)\s*:/i.test(subject) ? subject : `Re: ${subject}`
}
