import type { ChannelKind, QuarantineRow } from '@resonanz/contracts'
import type { FastifyReply } from 'fastify'
import { sql } from 'kysely'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { type Db, inTransaction, one, rows, run } from '#platform/db/database'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import type { ParsedEvent } from './parse-worker.ts'
import { type IntakeDeps, processNow } from './process.ts'
import { writeBatch } from './write-batch.ts'
import { claimOne } from './claim.ts'

type Row = {
  id: string
  presence_id: string
  presence_name: string
  kind: ChannelKind
  code: string | null
  reason: string | null
  summary: { from: string | null; subject: string | null } | null
  size: number
  received_at: Date
  attempts: number
  state: string
  workspace_id: string
}

const columns = sql`i.id, i.workspace_id, i.presence_id, p.name as presence_name, p.kind, i.code, i.reason, i.summary, octet_length(i.raw) as size, i.received_at, coalesce(q.attempts, 0) as attempts, i.state`

/** What could not be read, newest first. */
export async function listQuarantine(
  deps: Deps,
  actor: Actor,
  query: { cursor?: string | undefined; limit: number },
): Promise<{ items: QuarantineRow[]; nextCursor: string | null }> {
  const before = query.cursor && /^[0-9a-f-]{36}$/.test(query.cursor) ? query.cursor : null
  const found = await rows(
    deps.db.of(actor.workspaceId),
    sql<Row>`select ${columns} from inlet_open q join inlet_item i on i.id = q.item_id join presence p on p.id = i.presence_id
      where q.workspace_id = ${actor.workspaceId} and q.quarantined ${before ? sql`and q.item_id < ${before}::uuid` : sql``} order by q.item_id desc limit ${query.limit + 1}`,
  )
  const items = found.slice(0, query.limit).map((row) => ({
    id: row.id,
    presence: { id: row.presence_id, name: row.presence_name, kind: row.kind },
    reasonCode: row.code ?? 'unreadable',
    reason: row.reason ?? '',
    from: row.summary?.from ?? null,
    subject: row.summary?.subject ?? null,
    size: row.size,
    receivedAt: row.received_at.toISOString(),
    attempts: row.attempts,
  }))
  return { items, nextCursor: found.length > query.limit ? items.at(-1)!.id : null }
}

/** An item set apart (quarantined) or left out (filtered): the two that a person may look at and take in. */
async function accessItem(db: Db, actor: Actor, id: string): Promise<Row> {
  const item = await one(
    db,
    sql<Row>`select ${columns} from inlet_item i join presence p on p.id = i.presence_id left join inlet_open q on q.item_id = i.id
    where i.id = ${id} and i.workspace_id = ${actor.workspaceId} and (i.state = 'quarantined' or i.outcome = 'filtered')`,
  )
  if (!item) throw notFound()
  return item
}

export async function readQuarantineText(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<{ text: string; cut: boolean }> {
  const db = deps.db.of(actor.workspaceId)
  const item = await accessItem(db, actor, id)
  const head = await one(
    db,
    sql<{ head: Buffer }>`select substring(raw from 1 for 65536) as head from inlet_item where id = ${id}`,
  )
  // Control characters would let a stranger's bytes paint over the screen of whoever copies them into a terminal.
  const text = new TextDecoder('utf-8')
    .decode(head!.head)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n\t]/gu, '\uFFFD')
  return { text, cut: item.size > 65_536 }
}

export async function sendQuarantineRaw(deps: Deps, actor: Actor, id: string, reply: FastifyReply): Promise<Buffer> {
  const db = deps.db.of(actor.workspaceId)
  await accessItem(db, actor, id)
  const item = await one(db, sql<{ raw: Buffer }>`select raw from inlet_item where id = ${id}`)
  reply
    .header('content-type', 'application/octet-stream')
    .header('content-disposition', `attachment; filename="${id}.bin"`)
    .header('content-security-policy', 'sandbox')
  return item!.raw
}

/** Tries again, e.g. after an upgrade that reads more. Still unreadable: it is quarantined anew with its reason. */
export async function replayItem(deps: IntakeDeps, actor: Actor, id: string): Promise<{ ok: true }> {
  const item = await accessItem(deps.db.of(actor.workspaceId), actor, id)
  if (item.state !== 'quarantined') throw new Refusal('conflict', 'This item waits for nothing.')
  await append(deps.db.of(actor.workspaceId), [
    {
      workspaceId: actor.workspaceId,
      subject: { kind: 'inlet-item', id },
      actor: journalActor(actor),
      kind: 'inlet.replayed',
      data: {},
    },
  ])
  await processNow(deps, id)
  return { ok: true }
}

/** Takes it in as a case with whatever text can be had; a person decided that it is one. */
export async function itemToCase(deps: IntakeDeps, actor: Actor, id: string): Promise<{ caseId: string }> {
  const item = await accessItem(deps.db.of(actor.workspaceId), actor, id)
  const { text } = await readQuarantineText(deps, actor, id)
  if (item.state !== 'quarantined')
    await run(
      deps.db.system,
      sql`insert into inlet_open (workspace_id, item_id, presence_id, quarantined) values (${item.workspace_id}, ${id}, ${item.presence_id}, true) on conflict do nothing`,
    )
  const [claimed] = await claimOne(deps.db.system, deps.processName, id)
  if (!claimed) throw new Refusal('conflict', 'Somebody else is working on it.')
  const event: ParsedEvent = {
    type: 'message',
    externalId: `item:${id}`,
    contentHash: null,
    threadKey: `item:${id}`,
    threadHints: { replyTokens: [], references: [], subjectKey: null, participants: [] },
    directed: true,
    visibility: 'private',
    nature: 'message',
    author: null,
    subject: item.summary?.subject ?? null,
    text: text.slice(0, 50_000),
    fullText: null,
    html: null,
    remoteImages: 0,
    language: null,
    flags: ['from-quarantine', 'sender-unclear'],
    meta: {},
    attachments: [],
    permalink: null,
    occurredAt: null,
  }
  const [outcome] = await inTransaction(deps.db.system, async (tx) => {
    const outcomes = await writeBatch(
      tx,
      item.workspace_id,
      [{ item: claimed, events: [event] }],
      () => null,
      'quarantine',
    )
    const caseId = outcomes[0]?.caseId
    if (caseId)
      await append(tx, [
        {
          workspaceId: actor.workspaceId,
          subject: { kind: 'inlet-item', id },
          actor: journalActor(actor),
          kind: 'inlet.to-case',
          data: { caseId },
        },
      ])
    return outcomes
  })
  if (!outcome?.caseId) throw new Refusal('conflict')
  return { caseId: outcome.caseId }
}

export async function dismissItem(deps: Deps, actor: Actor, id: string, reason: string): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const item = await accessItem(tx, actor, id)
    if (item.state !== 'quarantined') throw new Refusal('conflict')
    await run(
      tx,
      sql`update inlet_item set state = 'dismissed', outcome = 'filtered', reason = ${reason}, done_at = now() where id = ${id}`,
    )
    await run(tx, sql`delete from inlet_open where item_id = ${id}`)
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'inlet-item', id },
        actor: journalActor(actor),
        kind: 'inlet.dismissed',
        data: { reason },
      },
    ])
  })
  return { ok: true }
}
