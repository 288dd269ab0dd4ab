import type { MailPerson, Outgoing, OutgoingTarget } from '@resonanz/channels'
import { mintMessageId, mintReplyToken } from '@resonanz/channels'
import type { BodyOf, Language, replyRoutes } from '@resonanz/contracts'
import type { Actor, Deps } from '#platform/deps'
import type { Db } from '#platform/db/database'
import { Refusal } from '#platform/errors'
import { formatForQuote } from './quote.ts'
import { answeredIn, lastInbound, type ReplyThread } from './store.ts'

type NewReply = BodyOf<typeof replyRoutes.send>

/** The Message-ID of a mail, else our own id of the answer, minted before anything is tried: a duplicate is recognisable. */
export function clientTokenFor(deps: Deps, thread: ReplyThread, messageId: string): string {
  if (!goesByMail(thread)) return messageId
  const domain = (thread.mailAddress ?? '').split('@')[1] ?? 'resonanz.invalid'
  return mintMessageId({ threadId: thread.id, messageId, domain, key: deps.seal.mac('message-id', 'key') })
}

/** Mail and forms are answered by mail, a chat whose visitor left an address too; everything else where it was said. */
export function goesByMail(thread: Pick<ReplyThread, 'channel' | 'mailPresenceId'>): boolean {
  if (thread.channel === 'chat') return thread.mailPresenceId !== null
  return thread.channel === 'email' || thread.channel === 'form'
}

export function recipientsOf(thread: ReplyThread, reply: NewReply): { to: MailPerson[]; cc: MailPerson[] } {
  if (!goesByMail(thread)) return { to: [], cc: [] }
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
    /** Whose concern the case is. */
    contactId: string | null
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
    replyToken: input.recipients.to[0]
      ? mintReplyToken({
          threadId: thread.id,
          recipient: input.recipients.to[0].address,
          key: deps.seal.mac('reply-token', 'key'),
        })
      : null,
    automatic: false,
    language: input.language,
    target: goesByMail(thread) ? null : await targetOf(tx, thread, reply, input.contactId),
  }
}

/**
 * Where on the network it goes: under the newest words of the conversation. Private words about a public one go to whose
 * concern it is, whoever else joined in since.
 */
async function targetOf(
  tx: Db,
  thread: ReplyThread,
  { privately = false, template }: Pick<NewReply, 'privately' | 'template'>,
  contactId: string | null,
): Promise<OutgoingTarget> {
  const answered = await answeredIn(tx, thread.id, privately ? contactId : null)
  return {
    kind: 'reply',
    threadKey: thread.externalKey,
    visibility: privately ? 'private' : thread.visibility,
    replyTo: answered?.externalId ?? null,
    meta: { ...answered?.meta, ...(template ? { template } : {}) },
    person: answered?.person ?? null,
    privately: privately && thread.visibility === 'public',
    lastInboundAt: answered?.at.toISOString() ?? null,
  }
}

function withRe(subject: string): string {
  return /^\s*(?:re|aw|antw)\s*:/i.test(subject) ? subject : `Re: ${subject}`
}
