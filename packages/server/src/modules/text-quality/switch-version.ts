import type { ClassifierName, ClassifierQuality } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound } from '#platform/errors'
import { append } from '#platform/journal'
import { classifiersOf } from './read-text-quality.ts'
import { setActive } from './store.ts'

/** Uses another version of a classifier from the next text on, null: none of the workspace's own. */
export async function switchVersion(
  deps: Deps,
  actor: Actor,
  classifier: ClassifierName,
  version: number | null,
): Promise<ClassifierQuality> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const switched = await setActive(tx, actor.workspaceId, classifier, version)
    if (!switched) throw notFound()
    if (switched.from === version) return
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'workspace', id: actor.workspaceId },
        actor: journalActor(actor),
        kind: 'classifier.switched',
        data: { classifier, from: switched.from, to: version },
      },
    ])
  })
  return (await classifiersOf(deps, actor)).find((quality) => quality.classifier === classifier)!
}
