import type { FetchMessageObject, ImapFlow } from 'imapflow'
import { ConnectorError, type RawItem } from '../connector.ts'
import { mailBytesLimit } from './imap-connection.ts'
import { mailKey } from './mailbox-cursor.ts'

const batchMails = 200
const batchBytes = 8 * 1024 * 1024

/** When it was sent by its own header, and taken by the server's clock. */
export type MailDates = { date: Date | null; received: Date | null }

export type TakenMail = {
  uid: number
  item(folder: string, uidValidity: string, facts: { imported?: boolean }): RawItem
}

/**
 * Fetches the first mails of the list, as many as a batch takes (200 or 8 MB, at least one). `done` says how many
 * UIDs of the list are dealt with; those deleted meanwhile or not wanted are simply not among the mails. Sizes are asked first: a
 * mail over 50 MB comes as its header.
 */
export async function takeMails(
  client: ImapFlow,
  uids: readonly number[],
  wanted: (dates: MailDates) => boolean = () => true,
): Promise<{ mails: TakenMail[]; done: number }> {
  const asked = uids.slice(0, batchMails)
  const facts = await fetchFacts(client, asked)
  const sizes = new Map([...facts].filter(([, message]) => wanted(datesOf(message))))
  let bytes = 0
  let done = 0
  for (const uid of asked) {
    bytes += Math.min(sizes.get(uid)?.size ?? 0, mailBytesLimit)
    if (done > 0 && bytes > batchBytes) break
    done += 1
  }
  const there = asked.slice(0, done).filter((uid) => sizes.has(uid))
  const large = there.filter((uid) => (sizes.get(uid)!.size ?? 0) > mailBytesLimit)
  const whole = await fetchSources(
    client,
    there.filter((uid) => !large.includes(uid)),
  )
  const heads = await fetchHeads(client, large)
  const mails: TakenMail[] = []
  for (const uid of there) {
    const raw = whole.get(uid) ?? heads.get(uid)
    if (raw) mails.push(takenMail(sizes.get(uid)!, raw, heads.has(uid) ? 'head' : 'whole'))
    else if (givenUp(client, uid)) mails.push(takenMail(sizes.get(uid)!, Buffer.alloc(0), 'nothing'))
  }
  return { mails, done }
}

function takenMail(facts: FetchMessageObject, raw: Buffer, got: 'whole' | 'head' | 'nothing'): TakenMail {
  const { received } = datesOf(facts)
  return {
    uid: facts.uid,
    item: (folder, uidValidity, { imported }) => ({
      sourceKey: mailKey(folder, uidValidity, facts.uid),
      contentType: got === 'head' ? 'text/rfc822-headers' : 'message/rfc822',
      source: {
        folder,
        uid: facts.uid,
        uidValidity,
        flags: [...(facts.flags ?? [])].slice(0, 50),
        ...(got === 'head' ? { tooLarge: true, size: facts.size } : {}),
        ...(got === 'nothing' ? { notDelivered: true } : {}),
        ...(imported ? { imported: true } : {}),
      },
      raw,
      ...(received ? { occurredAt: received.toISOString() } : {}),
    }),
  }
}

type Facts = Map<number, FetchMessageObject>

/** Size, flags and dates by UID. */
async function fetchFacts(client: ImapFlow, uids: number[]): Promise<Facts> {
  const found: Facts = new Map()
  await fetchAllThere(client, uids, found, async (list) => {
    const query = { uid: true, size: true, flags: true, internalDate: true, envelope: true }
    for (const message of await client.fetchAll(list.join(','), query, { uid: true })) found.set(message.uid, message)
  })
  return found
}

/** Whole mails by UID. */
async function fetchSources(client: ImapFlow, uids: number[]): Promise<Map<number, Buffer>> {
  const found = new Map<number, Buffer>()
  await fetchAllThere(client, uids, found, async (list) => {
    for (const { uid, source } of await client.fetchAll(list.join(','), { uid: true, source: true }, { uid: true })) {
      if (source) found.set(uid, source)
    }
  })
  return found
}

/**
 * What was listed but does not come is looked for again: gone is gone, but a mail that is still there fails the batch
 * (after a try of its own), so nothing is ever passed over.
 */
async function fetchAllThere(
  client: ImapFlow,
  uids: number[],
  found: Map<number, unknown>,
  take: (uids: number[]) => Promise<void>,
): Promise<void> {
  if (uids.length === 0) return
  await take(uids)
  const missing = uids.filter((uid) => !found.has(uid))
  if (missing.length === 0) return
  const still = await client.search({ uid: missing.join(',') }, { uid: true })
  if (!still) throw new ConnectorError('transient', 'refused-by-server')
  for (const uid of still.filter((uid) => missing.includes(uid))) {
    await take([uid])
    if (!found.has(uid) && !givenUp(client, uid, true)) {
      throw new ConnectorError('transient', 'mail-not-delivered', { detail: String(uid) })
    }
  }
}

/** How often a mail that is there was asked for in vain, in this process. */
const inVain = new Map<string, number>()
const askedAtMost = 4

/** A server that lists a mail and never hands it out must not stall the mailbox: after four visits it goes on empty. */
function givenUp(client: ImapFlow, uid: number, count = false): boolean {
  const box = client.mailbox
  const key = `${client.id} ${box ? `${box.path} ${box.uidValidity}` : ''} ${uid}`
  const times = (inVain.get(key) ?? 0) + (count ? 1 : 0)
  if (count && times > 0) {
    if (inVain.size > 1_000) inVain.clear()
    inVain.set(key, times)
  }
  return times >= askedAtMost
}

async function fetchHeads(client: ImapFlow, uids: number[]): Promise<Map<number, Buffer>> {
  if (uids.length === 0) return new Map()
  const answers = await client.fetchAll(uids.join(','), { uid: true, headers: true }, { uid: true })
  return new Map(answers.map(({ uid, headers }) => [uid, headers ?? Buffer.alloc(0)]))
}

function datesOf(facts: FetchMessageObject): MailDates {
  return { date: dateOf(facts.envelope?.date), received: dateOf(facts.internalDate) }
}

function dateOf(value: Date | string | undefined): Date | null {
  if (value === undefined) return null
  const date = new Date(value)
  return Number.isNaN(date.getTime()) ? null : date
}
