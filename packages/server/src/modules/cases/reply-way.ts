import { capabilitiesOf, type Thread } from '@resonanz/contracts'
import type { ThreadRecord } from './store-detail.ts'

const maxRecipients = 50

/** How an answer to this thread leaves and to whom: Reply-To, else the sender, of the last word; copies to who else was on it. */
export function toThread(thread: ThreadRecord, own: ReadonlySet<string>): Thread {
  const meta = thread.last_meta ?? {}
  const isMail = thread.channel === 'email'
  const sender = thread.last_author ?? thread.identity_email
  const replyTo = others(firstOf(addressesIn(meta.replyTo), addressesIn(meta.email), addressesIn(sender)), own)
  const copies = isMail ? others([...addressesIn(meta.to), ...addressesIn(meta.cc)], own, replyTo) : []
  return {
    id: thread.id,
    presenceId: thread.presence_id,
    presenceName: thread.presence_name,
    channel: thread.channel,
    visibility: thread.visibility,
    subject: thread.subject,
    permalink: thread.permalink,
    reply: replyWay(thread, replyTo.length > 0),
    replyTo,
    replyCc: copies.slice(0, maxRecipients),
    replyAs: thread.sender_address ?? thread.presence_name,
    wishedAnswer: thread.wished_answer,
  }
}

/** Without a mailbox or an address a person answers by hand and logs it. On networks the conversation is the address. */
function replyWay(thread: ThreadRecord, hasAddress: boolean): Thread['reply'] {
  const way = capabilitiesOf[thread.channel].reply
  const byMail = thread.channel === 'email' || thread.channel === 'form'
  return way === 'send' && (!thread.has_sender || (byMail && !hasAddress)) ? 'log' : way
}

/** Addresses as connectors leave them in `meta`: a text, a list of texts, or of `{ address }`. */
function addressesIn(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value]
  return list
    .map((entry) => (typeof entry === 'object' && entry !== null ? (entry as { address?: unknown }).address : entry))
    .filter(
      (address): address is string =>
        typeof address === 'string' && /^[^\s@]+@[^\s@]+$/.test(address) && address.length <= 254,
    )
    .slice(0, 200)
}

/** Our mailboxes are nobody to answer, also not as `service+c_…@`, which our answers ask to be answered to. */
function others(addresses: string[], own: ReadonlySet<string>, already: string[] = []): string[] {
  const seen = new Set([...own, ...already.map((address) => address.toLowerCase())])
  return addresses.filter((address) => {
    const key = address.toLowerCase()
    return !seen.has(key) && !own.has(key.replace(/\+[^@]*@/, '@')) && seen.add(key)
  })
}
function firstOf(...lists: string[][]): string[] {
  return lists.find((list) => list.length > 0) ?? []
}
