import { sql } from 'kysely'
import { type Db, one, rows } from '#platform/db/database'
import type { Claimed } from './claim-sending.ts'
import { sameWords } from './same-words.ts'

/** What the network tells as ours: its id of it, and the conversation where that is not the one answered. */
export type Standing = { externalId: string; threadKey?: string }
type Payload = Claimed['payload']

/** A private answer to public words stands in a conversation of its own. */
export function isLedAside({ outgoing: { target } }: Payload): boolean {
  return target?.kind === 'reply' && target.privately
}
export const ledAside = sql`(o.payload->'outgoing'->'target'->>'privately')::boolean`

/** To the person this one is for; where the network does not say to whom, under the title it was given. */
export function isToSame(
  { addressee, subject }: { addressee: string | null; subject: string | null },
  { outgoing: { target, subject: given } }: Payload,
): boolean {
  if (target?.kind !== 'reply') return false
  if (addressee !== null) return addressee.toLowerCase() === target.person?.key.toLowerCase()
  return subject !== null && given.trim() !== '' && sameWords(subject, given)
}

/**
 * Is another private sending of the same words open at this presence? Then an echo that does not say to whom it went may be
 * of either.
 */
export async function hasRival(tx: Db, { id, presence_id, payload }: Pick<Claimed, 'id' | 'presence_id' | 'payload'>) {
  const open = await rows(
    tx,
    sql<{ text: string }>`select o.payload->'outgoing'->>'text' as text from outbox o
      where o.presence_id = ${presence_id} and o.id <> ${id} and (o.state = 'handing_over' or o.unclear_at is not null and o.provider_id is null) and ${ledAside} limit 200`,
  )
  return open.some(({ text }) => sameWords(text, payload.outgoing.text))
}

/** What the network told of a private answer before anybody knew how its sending ended. Read from what was taken in since. */
export async function standingAside(
  tx: Db,
  item: Pick<Claimed, 'id' | 'presence_id' | 'payload'> & { message_id: string },
): Promise<Standing | undefined> {
  const told = await rows(
    tx,
    sql<{
      externalId: string
      threadKey: string
      text: string
      subject: string | null
      addressee: string | null
      opens: boolean
    }>`select e.external_id as "externalId", t.external_key as "threadKey", e.text, e.subject, e.meta->>'addressee' as addressee,
        not exists (select 1 from message b where b.thread_id = t.id and b.id < e.id) as opens
      from message e join thread t on t.id = e.thread_id
      where e.id > ${item.message_id} and e.presence_id = ${item.presence_id} and e.direction = 'out' and e.inlet_item_id is not null and e.deleted_at is null
        and t.visibility = 'private' and not 'sent-twice' = any(e.flags) and not exists (select 1 from outbox o where o.message_id = e.id)
      order by e.id limit 200`,
  )
  const same = told.filter((echo) => sameWords(echo.text, item.payload.outgoing.text) && isToSame(echo, item.payload))
  const sure = same.find(({ addressee }) => addressee !== null)
  const [found = null] = sure ? [sure] : same.filter(({ opens }) => opens)
  if (!found || (!sure && (await hasRival(tx, item)))) return undefined
  return { externalId: found.externalId, threadKey: found.threadKey }
}

/** Noted while it was being handed over: an echo that named our token. */
export async function notedEcho(tx: Db, outboxId: string): Promise<Standing | undefined> {
  const found = await one(
    tx,
    sql<{ echo: Standing | null }>`select payload->'echo' as echo from outbox where id = ${outboxId}`,
  )
  return found?.echo ?? undefined
}
