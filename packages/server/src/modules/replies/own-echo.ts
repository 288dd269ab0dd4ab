import { sql } from 'kysely'
import { type Db, rows } from '#platform/db/database'
import type { Claimed } from './claim-sending.ts'
import { isLedAside, notedEcho, type Standing, standingAside } from './echo-aside.ts'
import { sameWords } from './same-words.ts'

/** Clocks of networks are not ours. */
const clockMinutes = 5
/** What a network took is told of by its own time; later words that are the same are said anew. */
const afterUnclearMinutes = 60

/** Nobody knows whether it arrived: does the network tell these words as ours in that conversation already? */
export async function echoOf(tx: Db, item: Claimed): Promise<Standing | undefined> {
  const { message_id, payload } = item
  if (!message_id || !payload.outgoing.target) return undefined
  const noted = await notedEcho(tx, item.id)
  if (noted) return noted
  return isLedAside(payload) ? standingAside(tx, { ...item, message_id }) : (await standingEchoes(tx, item))[0]
}

/** Words told as ours in the conversation of this sending that are the same, and nobody's yet. */
export async function standingEchoes(
  tx: Db,
  { message_id, created_at, payload }: Pick<Claimed, 'message_id' | 'created_at' | 'payload'>,
): Promise<(Standing & { id: string })[]> {
  const told = await rows(
    tx,
    sql<{
      id: string
      externalId: string
      text: string
    }>`select e.id, e.external_id as "externalId", e.text from message m join message e on e.thread_id = m.thread_id
      where m.id = ${message_id} and e.presence_id = m.presence_id and e.direction = 'out' and e.inlet_item_id is not null and e.deleted_at is null
        and e.occurred_at > ${created_at}::timestamptz - make_interval(mins => ${clockMinutes}) and not 'sent-twice' = any(e.flags) and not exists (select 1 from outbox o where o.message_id = e.id)
      order by e.occurred_at, e.id limit 50`,
  )
  return told.filter(({ text }) => sameWords(text, payload.outgoing.text))
}

/** `id`: of the message it would become. */
export type Echo = { id: string; threadId: string; externalId: string; text: string; at: Date }
export type UnclearSending = Pick<
  Claimed,
  | 'id'
  | 'workspace_id'
  | 'case_id'
  | 'message_id'
  | 'presence_id'
  | 'attempts'
  | 'created_at'
  | 'part'
  | 'first_part'
  | 'payload'
>
/** Between which instants the network may have been given it. */
export type Span = { from: Date; until: Date }

export const sendingColumns = sql`o.id, o.workspace_id, o.case_id, o.message_id, o.presence_id, o.attempts, o.created_at, o.part, o.first_part, o.payload,
  o.created_at - make_interval(mins => ${clockMinutes}) as "from", o.unclear_at + make_interval(mins => ${afterUnclearMinutes}) as until`
export const isUnclear = sql`o.unclear_at is not null and o.provider_id is null and o.state in ('unclear','queued','handed_over','delivered','read') and o.message_id is not null`

/** The unclear sendings whose words the network tells as ours, each with one echo. Locked. */
export async function sendingsEchoed(
  tx: Db,
  workspaceId: string,
  echoes: readonly Echo[],
): Promise<{ sending: UnclearSending; echo: Echo }[]> {
  const threads = [...new Set(echoes.map(({ threadId }) => threadId))]
  if (threads.length === 0) return []
  const unclear = await rows(
    tx,
    sql<UnclearSending & Span & { thread_id: string }>`select ${sendingColumns}, o.thread_id from outbox o
      where o.workspace_id = ${workspaceId} and o.thread_id = any(${threads}::uuid[]) and ${isUnclear} order by o.id for update`,
  )
  return eachOnce(
    echoes,
    unclear.filter(({ payload }) => !isLedAside(payload)),
    (echo, { thread_id }) => thread_id === echo.threadId,
  )
}

/** Each echo with the first sending of the same words that nobody else has; `isThere`: at the same place. */
export function eachOnce<E extends Pick<Echo, 'text' | 'at'>, S extends UnclearSending & Span>(
  echoes: readonly E[],
  sendings: readonly S[],
  isThere: (echo: E, sending: S) => boolean,
): { sending: S; echo: E }[] {
  const left = [...sendings]
  return echoes.flatMap((echo) => {
    const at = left.findIndex((sending) => isWithin(echo, sending) && isThere(echo, sending))
    const [sending] = at === -1 ? [] : left.splice(at, 1)
    return sending ? [{ sending, echo }] : []
  })
}

function isWithin({ text, at }: Pick<Echo, 'text' | 'at'>, { from, until, payload }: UnclearSending & Span) {
  return at >= from && at <= until && sameWords(text, payload.outgoing.text)
}
