import type { BodyOf, Topic, viewRoutes } from '@resonanz/contracts'
import type { z } from 'zod'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import * as store from './store-topics.ts'

type TopicRow = z.infer<typeof Topic>
const maxTopics = 2000

export async function listTopics(deps: Deps, actor: Actor): Promise<{ items: TopicRow[] }> {
  const topics = await store.topicsOf(deps.db.of(actor.workspaceId), actor.workspaceId)
  return { items: topics.map(toTopic) }
}

export async function createTopic(
  deps: Deps,
  actor: Actor,
  wish: BodyOf<typeof viewRoutes.createTopic>,
): Promise<TopicRow> {
  return save(deps, actor, (topics) => {
    if (topics.length >= maxTopics) throw new Refusal('conflict', `At most ${maxTopics} topics.`)
    return { id: deps.newId(), parent_id: wish.parentId, name: wish.name, active: wish.active }
  })
}

export async function changeTopic(
  deps: Deps,
  actor: Actor,
  id: string,
  change: BodyOf<typeof viewRoutes.changeTopic>,
): Promise<TopicRow> {
  return save(deps, actor, (topics) => {
    const known = topics.find((topic) => topic.id === id)
    if (!known) throw notFound()
    return {
      id,
      parent_id: change.parentId === undefined ? known.parent_id : change.parentId,
      name: change.name ?? known.name,
      active: change.active ?? known.active,
    }
  })
}

export async function listTags(deps: Deps, actor: Actor): Promise<{ items: { name: string; count: number }[] }> {
  return { items: await store.tagsOf(deps.db.of(actor.workspaceId), actor.workspaceId) }
}

async function save(
  deps: Deps,
  actor: Actor,
  make: (topics: store.TopicRecord[]) => store.TopicRecord,
): Promise<TopicRow> {
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const topics = await store.lockTopics(tx, actor.workspaceId)
    const topic = make(topics)
    refuseRing(topic, topics)
    await store.writeTopic(tx, actor.workspaceId, topic)
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'topic', id: topic.id },
        actor: journalActor(actor),
        kind: 'topic.changed',
        data: {},
      },
    ])
    return toTopic(topic)
  })
}

/** A parent must exist and must not stand below its own child. */
function refuseRing(topic: store.TopicRecord, topics: readonly store.TopicRecord[]): void {
  const parentOf = new Map(topics.map(({ id, parent_id }) => [id, parent_id]))
  if (topic.parent_id !== null && !parentOf.has(topic.parent_id))
    throw new Refusal('invalid-input', 'There is no such topic above.')
  const seen = new Set([topic.id])
  for (let above = topic.parent_id; above !== null; above = parentOf.get(above) ?? null) {
    if (seen.has(above)) throw new Refusal('invalid-input', 'A topic cannot stand below itself.')
    seen.add(above)
  }
}

function toTopic({ id, parent_id, name, active }: store.TopicRecord): TopicRow {
  return { id, parentId: parent_id, name, active }
}
