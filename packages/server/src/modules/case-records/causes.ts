import type { BodyOf, caseRecordRoutes, Cause, ResponseOf } from '@resonanz/contracts'
import { unknownReferences } from '#cases'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import * as store from './store.ts'

export async function listCauses(deps: Deps, actor: Actor): Promise<{ items: Cause[] }> {
  return { items: await store.listCauses(deps.db.of(actor.workspaceId), actor.workspaceId) }
}

export async function createCause(
  deps: Deps,
  actor: Actor,
  { name, topicId }: BodyOf<typeof caseRecordRoutes.createCause>,
): Promise<Cause> {
  const id = deps.newId()
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await refuseUnknownTopic(tx, actor, topicId)
    if (!(await store.insertCause(tx, { workspaceId: actor.workspaceId, id, name, topicId, by: actor.memberId })))
      throw taken()
    await tell(tx, actor, id)
    return (await store.findCause(tx, actor.workspaceId, id))!
  })
}

export async function changeCause(
  deps: Deps,
  actor: Actor,
  id: string,
  to: BodyOf<typeof caseRecordRoutes.changeCause>,
): Promise<Cause> {
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    if (!(await store.findCause(tx, actor.workspaceId, id))) throw notFound()
    await refuseUnknownTopic(tx, actor, to.topicId)
    if (to.name !== undefined && (await store.isNameTaken(tx, actor.workspaceId, to.name, id))) throw taken()
    await store.updateCause(tx, id, to)
    await tell(tx, actor, id)
    return (await store.findCause(tx, actor.workspaceId, id))!
  })
}

/** Which causes come back, by topic and week: what one ought to end instead of answering it again. */
export async function causeReport(
  deps: Deps,
  actor: Actor,
  days: number,
): Promise<ResponseOf<typeof caseRecordRoutes.causeReport>> {
  const db = deps.db.of(actor.workspaceId)
  const from = new Date(Date.now() - days * 86_400_000)
  const [found, without] = await Promise.all([
    store.causeReport(db, actor.workspaceId, from),
    store.closedWithout(db, actor.workspaceId, from),
  ])
  return {
    from: from.toISOString(),
    without,
    items: found.map((row) => ({
      topic: row.topic_id && row.topic ? { id: row.topic_id, name: row.topic } : null,
      cause: { id: row.cause_id, name: row.cause },
      cases: row.cases,
      open: row.open,
      newest: row.newest,
      weeks: row.weeks,
    })),
  }
}

async function refuseUnknownTopic(tx: Db, actor: Actor, topicId: string | null | undefined): Promise<void> {
  if (!topicId) return
  const unknown = await unknownReferences(tx, actor.workspaceId, { topicId })
  if (unknown.length > 0) throw new Refusal('invalid-input', 'This workspace has no such topic.', { unknown })
}
function taken(): Refusal {
  return new Refusal('conflict', 'There is a cause of this name already.')
}
async function tell(tx: Db, actor: Actor, causeId: string): Promise<void> {
  await append(tx, [
    {
      workspaceId: actor.workspaceId,
      subject: { kind: 'workspace', id: actor.workspaceId },
      actor: journalActor(actor),
      kind: 'cause.changed',
      data: { causeId },
    },
  ])
}
