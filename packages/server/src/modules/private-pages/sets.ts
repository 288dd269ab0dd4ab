import type {
  BodyOf,
  PageLook,
  privatePageRoutes,
  QuestionSet,
  QuestionSetInput,
  ResponseOf,
} from '@resonanz/contracts'
import { may } from '@resonanz/contracts'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import * as store from './store-sets.ts'

export async function readSets(deps: Deps, actor: Actor): Promise<ResponseOf<typeof privatePageRoutes.sets>> {
  const db = deps.db.of(actor.workspaceId)
  const [items, look] = await Promise.all([
    store.questionSets(db, actor.workspaceId),
    store.lookOf(db, actor.workspaceId),
  ])
  return { items, look, mayManage: may(actor.role, 'private-page.manage') }
}

export async function createSet(deps: Deps, actor: Actor, input: QuestionSetInput): Promise<QuestionSet> {
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await guardTopic(tx, actor, input)
    if ((await store.countSets(tx, actor.workspaceId)) >= store.mostSets)
      throw new Refusal('conflict', 'There are too many sets of questions. Take one out of use first.')
    const set = await store.insertSet(tx, {
      ...input,
      id: deps.newId(),
      workspaceId: actor.workspaceId,
      by: actor.memberId,
    })
    await noteChange(tx, actor, 'question-sets')
    return set!
  })
}

export async function changeSet(
  deps: Deps,
  actor: Actor,
  id: string,
  { version, ...input }: BodyOf<typeof privatePageRoutes.changeSet>,
): Promise<QuestionSet> {
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const standing = await store.lockSet(tx, actor.workspaceId, id)
    if (!standing) throw notFound()
    await guardTopic(tx, actor, input)
    if (standing.version !== version)
      throw new Refusal('conflict', 'Somebody changed these questions meanwhile. Look at them first.')
    const set = await store.updateSet(tx, { ...input, id, by: actor.memberId })
    await noteChange(tx, actor, 'question-sets')
    return set!
  })
}

export async function removeSet(deps: Deps, actor: Actor, id: string): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    if (!(await store.lockSet(tx, actor.workspaceId, id))) throw notFound()
    await store.archiveSet(tx, id, actor.memberId)
    await noteChange(tx, actor, 'question-sets')
  })
  return { ok: true }
}

export async function saveLook(deps: Deps, actor: Actor, look: PageLook): Promise<PageLook> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await store.writeLook(tx, actor.workspaceId, { ...look, by: actor.memberId })
    await noteChange(tx, actor, 'private-page-look')
  })
  return look
}

async function guardTopic(tx: Db, actor: Actor, { topicId }: QuestionSetInput): Promise<void> {
  if (topicId !== null && !(await store.isOwnTopic(tx, actor.workspaceId, topicId))) throw notFound()
}

async function noteChange(tx: Db, actor: Actor, field: string): Promise<void> {
  await append(tx, [
    {
      workspaceId: actor.workspaceId,
      subject: { kind: 'workspace', id: actor.workspaceId },
      actor: journalActor(actor),
      kind: 'settings.changed',
      data: { fields: [field] },
    },
  ])
}
