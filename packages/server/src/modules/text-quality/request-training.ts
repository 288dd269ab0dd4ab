import type { ClassifierName } from '@resonanz/contracts'
import type { Actor, Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { examplesNeeded } from './read-text-quality.ts'
import { totalsOf, writeRequest } from './store.ts'

/** Asks for a training; the next turn of the job does it. Refuses with `conflict` while there is too little to learn from. */
export async function requestTraining(deps: Deps, actor: Actor, classifier: ClassifierName): Promise<{ ok: true }> {
  const db = deps.db.of(actor.workspaceId)
  const { examples } = (await totalsOf(db, actor.workspaceId))[classifier]
  const needed = examplesNeeded[classifier]
  if (examples < needed)
    throw new Refusal('conflict', `There are ${examples} examples; it takes ${needed}.`, { examples, needed })
  await writeRequest(db, actor, classifier)
  return { ok: true }
}
