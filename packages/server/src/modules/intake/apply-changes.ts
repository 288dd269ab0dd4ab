import { sql } from 'kysely'
import { type Db, rows, run } from '#platform/db/database'
import type { Entry } from '#platform/journal'
import { noteReceipts } from '#replies'
import { casesOfMessages, recomputeReadings, writeReadings } from '#understanding'
import type { ChangeEvent, Plan } from './plan.ts'

const connector = { kind: 'connector', id: null } as const

type Change<Type extends ChangeEvent['type']> = { messageId: string; event: Extract<ChangeEvent, { type: Type }> }

/**
 * What the network tells of messages we have: edits and deletions are versions of the same message, what it said before
 * stays; hidden or shown; receipts of our answers; signs under them. In the network's order, whatever order it came in.
 */
export async function applyChanges(tx: Db, workspaceId: string, plan: Plan): Promise<Entry[]> {
  if (plan.changes.length === 0) return []
  const edits = ofType(plan, 'edit')
  const edited: Entry[] = []
  // One message may be changed several times in a batch: its changes one after the other, all messages at once.
  for (const wave of waves(edits)) edited.push(...(await editMessages(tx, workspaceId, wave)))
  await readChanged(tx, workspaceId, edits, new Set(edited.map(({ subject }) => subject.id)))
  return [
    ...edited,
    ...(await deleteMessages(tx, workspaceId, ofType(plan, 'delete'))),
    ...(await hideMessages(tx, workspaceId, ofType(plan, 'hide'))),
    ...(await raiseDelivery(tx, workspaceId, ofType(plan, 'status'))),
    ...(await noteReactions(tx, workspaceId, ofType(plan, 'reaction'))),
  ]
}

function ofType<Type extends ChangeEvent['type']>(plan: Plan, type: Type): Change<Type>[] {
  return plan.changes.filter((change) => change.event.type === type) as Change<Type>[]
}

/** By the network's time; those without one in the order they came, as the newest. */
function waves(edits: readonly Change<'edit'>[]): Change<'edit'>[][] {
  const turns: Change<'edit'>[][] = []
  for (const group of Map.groupBy(edits, ({ messageId }) => messageId).values()) {
    const ordered = group.toSorted((a, b) => timeOf(a.event.occurredAt) - timeOf(b.event.occurredAt))
    for (const [turn, edit] of ordered.entries()) (turns[turn] ??= []).push(edit)
  }
  return turns
}

function timeOf(at: string | null): number {
  return at === null ? Number.MAX_SAFE_INTEGER : Date.parse(at)
}

async function editMessages(tx: Db, workspaceId: string, edits: readonly Change<'edit'>[]): Promise<Entry[]> {
  const list = edits.map(({ messageId, event }) => ({
    id: messageId,
    t: event.text,
    h: event.html,
    at: event.occurredAt,
  }))
  const changed = await rows(
    tx,
    sql<{ id: string; version: number }>`
      with e as materialized (
        select e.* from json_to_recordset(${JSON.stringify(list)}::json) as e(id uuid, t text, h text, at timestamptz) join message m on m.id = e.id
        where m.workspace_id = ${workspaceId} and m.text <> e.t and (m.changed_at is null or e.at is null or m.changed_at < e.at)
      ), kept as (
        insert into message_version (workspace_id, message_id, version, text, html, subject)
        select m.workspace_id, m.id, m.version, m.text, m.html, m.subject from message m join e on e.id = m.id on conflict do nothing
      )
      update message m set text = e.t, html = e.h, full_text = null, version = m.version + 1, changed_at = coalesce(e.at, now()) from e where m.id = e.id returning m.id, m.version`,
  )
  return changed.map((row) => entry(workspaceId, row.id, 'message.changed', { version: row.version }))
}

/** Gone, or there again: of several told at once the last holds. */
async function deleteMessages(tx: Db, workspaceId: string, changes: readonly Change<'delete'>[]): Promise<Entry[]> {
  if (changes.length === 0) return []
  const last = new Map(
    changes
      .toSorted((a, b) => timeOf(a.event.occurredAt) - timeOf(b.event.occurredAt))
      .map(({ messageId, event }) => [messageId, event.restored !== true]),
  )
  const list = [...last].map(([id, gone]) => ({ id, gone }))
  const changed = await rows(
    tx,
    sql<{ id: string; gone: boolean }>`
      update message m set deleted_at = case when e.gone then now() end from json_to_recordset(${JSON.stringify(list)}::json) as e(id uuid, gone boolean)
      where m.workspace_id = ${workspaceId} and m.id = e.id and (m.deleted_at is not null) <> e.gone returning m.id, e.gone`,
  )
  return changed.map((row) => entry(workspaceId, row.id, row.gone ? 'message.deleted' : 'message.restored', {}))
}

async function hideMessages(tx: Db, workspaceId: string, changes: readonly Change<'hide'>[]): Promise<Entry[]> {
  if (changes.length === 0) return []
  const last = new Map(
    changes
      .toSorted((a, b) => timeOf(a.event.occurredAt) - timeOf(b.event.occurredAt))
      .map(({ messageId, event }) => [messageId, event]),
  )
  const list = [...last].map(([id, { hidden, occurredAt }]) => ({ id, hidden, at: occurredAt }))
  const changed = await rows(
    tx,
    sql<{ id: string; hidden: boolean }>`
      update message m set hidden_at = case when e.hidden then now() end, hiding_told_at = coalesce(e.at, now()) from json_to_recordset(${JSON.stringify(list)}::json) as e(id uuid, hidden boolean, at timestamptz)
      where m.id = e.id and m.workspace_id = ${workspaceId} and (m.hidden_at is not null) <> e.hidden and (m.hiding_told_at is null or e.at is null or m.hiding_told_at < e.at) returning m.id, e.hidden`,
  )
  return changed.map((row) => entry(workspaceId, row.id, 'message.hidden', { hidden: row.hidden }))
}

/** Receipts only rise: handed over, delivered, read. Failed only before anybody had it. */
async function raiseDelivery(tx: Db, workspaceId: string, changes: readonly Change<'status'>[]): Promise<Entry[]> {
  if (changes.length === 0) return []
  const list = changes.map(({ messageId, event }) => ({ id: messageId, s: event.state, c: event.code ?? null }))
  const raised = await rows(
    tx,
    sql<{
      message_id: string
      outbox_id: string
      case_id: string
      state: 'delivered' | 'read' | 'failed'
      code: string | null
    }>`
      with ranked as (
        select distinct on (e.id) e.id, e.s, e.c from json_to_recordset(${JSON.stringify(list)}::json) as e(id uuid, s text, c text)
        order by e.id, array_position('{failed,delivered,read}'::text[], e.s) desc
      )
      update outbox o set state = e.s, error_code = coalesce(e.c, o.error_code), settled_at = coalesce(o.settled_at, now()) from ranked e
      where o.message_id = e.id and o.workspace_id = ${workspaceId}
        and ((e.s = 'failed' and o.state = 'handed_over') or (e.s = 'delivered' and o.state in ('handed_over','unclear')) or (e.s = 'read' and o.state in ('handed_over','delivered','unclear')))
      returning o.message_id, o.id as outbox_id, o.case_id, o.state, o.error_code as code`,
  )
  await noteReceipts(tx, raised)
  const failed = raised.filter((row) => row.state === 'failed' && row.case_id)
  if (failed.length > 0)
    await sql`update cases set category = case when category in ('new','waiting_internal') then category else 'open' end, closed_at = null, waiting_since = coalesce(waiting_since, now()), answer_due_at = now(), version = version + 1
      where workspace_id = ${workspaceId} and id = any(${failed.map((row) => row.case_id)}::uuid[])`.execute(tx)
  return raised
    .filter((row) => row.case_id)
    .map((row): Entry => {
      const { message_id: messageId, outbox_id: outboxId } = row
      const about = { workspaceId, subject: { kind: 'case', id: row.case_id } as const, actor: connector }
      return row.state === 'failed'
        ? { ...about, kind: 'reply.failed', data: { messageId, outboxId, code: row.code ?? 'unknown' } }
        : { ...about, kind: 'reply.received', data: { messageId, outboxId, state: row.state } }
    })
}

async function noteReactions(tx: Db, workspaceId: string, changes: readonly Change<'reaction'>[]): Promise<Entry[]> {
  if (changes.length === 0) return []
  const list = changes.map(({ messageId, event }) => ({
    m: messageId,
    a: event.actorKey.slice(0, 300),
    e: event.emoji.slice(0, 60),
    p: event.present,
    at: event.occurredAt ?? new Date().toISOString(),
  }))
  const changed = await rows(
    tx,
    sql<{ message_id: string }>`
      insert into message_reaction as r (workspace_id, message_id, actor_key, emoji, present, at)
      select distinct on (e.m, e.a, e.e) ${workspaceId}::uuid, e.m, e.a, e.e, e.p, e.at from json_to_recordset(${JSON.stringify(list)}::json) as e(m uuid, a text, e text, p boolean, at timestamptz)
      order by e.m, e.a, e.e, e.at desc
      on conflict (message_id, actor_key, emoji) do update set present = excluded.present, at = excluded.at where r.at < excluded.at and (r.present <> excluded.present or r.emoji = '') returning message_id`,
  )
  // An empty sign took back whatever the person had put there until then, in whatever order it is told.
  await run(
    tx,
    sql`update message_reaction r set present = false from message_reaction none
      where none.message_id = r.message_id and none.actor_key = r.actor_key and none.emoji = '' and r.present and r.at < none.at
        and r.message_id = any(${list.map(({ m }) => m)}::uuid[])`,
  )
  return [...new Set(changed.map((row) => row.message_id))].map((id) => entry(workspaceId, id, 'message.reacted', {}))
}

/** An edited text says something else: it and what its cases show are read anew. */
async function readChanged(
  tx: Db,
  workspaceId: string,
  edits: readonly Change<'edit'>[],
  changed: ReadonlySet<string>,
): Promise<void> {
  const last = new Map(
    edits
      .toSorted((a, b) => timeOf(a.event.occurredAt) - timeOf(b.event.occurredAt))
      .map((edit) => [edit.messageId, edit.event]),
  )
  const readings = [...last].flatMap(([messageId, event]) =>
    event.reading && changed.has(messageId) ? [{ ...event.reading, messageId, clusterId: null }] : [],
  )
  if (readings.length === 0) return
  await writeReadings(tx, workspaceId, readings)
  const ids = readings.map(({ messageId }) => messageId)
  await recomputeReadings(tx, await casesOfMessages(tx, workspaceId, ids))
}

function entry<
  Kind extends 'message.changed' | 'message.deleted' | 'message.restored' | 'message.hidden' | 'message.reacted',
>(workspaceId: string, messageId: string, kind: Kind, data: object): Entry {
  return {
    workspaceId,
    subject: { kind: 'message', id: messageId },
    actor: connector,
    kind,
    data: { messageId, ...data },
  } as Entry
}
