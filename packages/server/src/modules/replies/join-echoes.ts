import { sql } from 'kysely'
import { type Db, rows, run } from '#platform/db/database'
import { hasRival, isToSame, ledAside } from './echo-aside.ts'
import {
  type Echo,
  eachOnce,
  isUnclear,
  sendingColumns,
  sendingsEchoed,
  type Span,
  type UnclearSending,
} from './own-echo.ts'
import { recordHandedOver } from './record-ending.ts'
import { sameWords } from './same-words.ts'
import { mayHaveCopies } from './sent-twice.ts'

/**
 * The network tells of words as ours, and nobody knew whether a sending with the same words had arrived: that was it. It
 * counts as handed over, under the network's id, and does not go again. Answers with the message that each echo is, by the
 * echo's id; in the caller's transaction, before the echo is written, which then is not.
 */
export async function joinEchoes(tx: Db, workspaceId: string, echoes: readonly Echo[]): Promise<Map<string, string>> {
  const joined = new Map<string, string>()
  for (const { sending, echo } of await sendingsEchoed(tx, workspaceId, echoes)) {
    const isOn = await recordHandedOver(tx, sending, { providerId: echo.externalId, foundBy: 'echo' })
    if (isOn && sending.message_id) joined.set(echo.id, sending.message_id)
  }
  return joined
}

type Told = Pick<Echo, 'externalId' | 'text' | 'at'> & { presenceId: string; threadKey: string }
/** Private words of ours. `addressee` null: the network does not say to whom; then `opens`, a conversation of its own. */
export type EchoAside = Told & { addressee: string | null; subject: string | null }
/** With the token that went with them. */
export type MarkedEcho = Told & { clientToken: string }

/** The same for private answers to public words, wherever they stand. Before anything is planned: the case has the conversation then. */
export async function joinEchoesAside(tx: Db, workspaceId: string, told: readonly EchoAside[]): Promise<void> {
  if (told.length === 0) return
  const presences = [...new Set(told.map(({ presenceId }) => presenceId))]
  const unclear = await rows(
    tx,
    sql<
      UnclearSending & Span
    >`select ${sendingColumns} from outbox o where o.workspace_id = ${workspaceId} and o.presence_id = any(${presences}::uuid[]) and ${isUnclear} and ${ledAside} order by o.id for update`,
  )
  if (unclear.length === 0) return
  const found = eachOnce(
    await unknownOf(tx, told),
    unclear,
    (echo, { presence_id, payload }) => presence_id === echo.presenceId && isToSame(echo, payload),
  )
  for (const { sending, echo } of found)
    if (echo.addressee !== null || !(await hasRival(tx, sending))) await join(tx, sending, echo)
}

/**
 * The same for what names our token, whatever it answered. While it is being handed over it is only noted. Answers with
 * those that are the other attempt of a sending that went twice.
 */
export async function joinMarkedEchoes<E extends MarkedEcho>(
  tx: Db,
  workspaceId: string,
  told: readonly E[],
): Promise<E[]> {
  if (told.length === 0) return []
  const copies: E[] = []
  const open = await rows(
    tx,
    sql<
      UnclearSending & { client_token: string; state: string; provider_id: string | null }
    >`select ${sendingColumns}, o.client_token, o.state, o.provider_id from outbox o where o.workspace_id = ${workspaceId} and o.client_token = any(${told.map(({ clientToken }) => clientToken)}::text[])
      and (${isUnclear} or o.state = 'handing_over' and o.provider_id is null or o.provider_id is not null and ${mayHaveCopies}) for update`,
  )
  for (const sending of open) {
    const echo = told.find(
      ({ clientToken, presenceId, text }) =>
        clientToken === sending.client_token &&
        presenceId === sending.presence_id &&
        sameWords(text, sending.payload.outgoing.text),
    )
    if (!echo || echo.externalId === sending.provider_id) continue
    if (sending.provider_id !== null) copies.push(echo)
    else if (sending.state !== 'handing_over') await join(tx, sending, echo)
    else
      await run(
        tx,
        sql`update outbox set payload = payload || jsonb_build_object('echo', ${JSON.stringify(placeOf(sending, echo))}::jsonb) where id = ${sending.id}`,
      )
  }
  return copies
}

async function join(tx: Db, sending: UnclearSending, echo: Told): Promise<void> {
  const { externalId: providerId, threadKey } = placeOf(sending, echo)
  await recordHandedOver(tx, sending, { providerId, threadKey: threadKey ?? null, foundBy: 'echo' })
}

function placeOf({ payload }: UnclearSending, { externalId, threadKey }: Told) {
  const { target } = payload.outgoing
  return { externalId, ...(target?.kind === 'reply' && target.threadKey !== threadKey ? { threadKey } : {}) }
}

/** Without what stands here already; what does not say to whom it went must open its conversation. */
async function unknownOf(tx: Db, told: readonly EchoAside[]): Promise<EchoAside[]> {
  const list = JSON.stringify(
    told.map(({ presenceId, externalId, threadKey }, n) => ({ n, p: presenceId, x: externalId, k: threadKey })),
  )
  const known = await rows(
    tx,
    sql<{
      n: number
      message: boolean
      thread: boolean
    }>`select e.n, exists (select from message m where m.presence_id = e.p and m.external_id = e.x) as message,
        exists (select from thread t where t.presence_id = e.p and t.external_key = e.k) as thread from json_to_recordset(${list}::json) as e(n int, p uuid, x text, k text)`,
  )
  const at = new Map(known.map((row) => [row.n, row]))
  return told.filter(({ addressee }, n) => !at.get(n)?.message && (addressee !== null || !at.get(n)?.thread))
}
