import type { BodyOf, Targets, targetRoutes } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { forgetSettings } from '#settings'
import { shownTargets } from './read-targets.ts'
import { changedRules, checkRules, isDefault } from './rules.ts'
import { insertTargets, knownPlaces, lockTargets, writeHours } from './store.ts'

/** Makes the next version. Clocks that run are worked out anew by the reader of its journal entry. */
export async function saveTargets(
  deps: Deps,
  actor: Actor,
  { basedOn, rules }: BodyOf<typeof targetRoutes.save>,
): Promise<Targets> {
  checkRules(rules)
  const db = deps.db.of(actor.workspaceId)
  const saved = await inTransaction(db, async (tx) => {
    await lockTargets(tx, actor.workspaceId)
    const now = await shownTargets(tx, actor.workspaceId)
    if (now.version !== basedOn)
      throw new Refusal('conflict', 'Somebody changed the targets meanwhile. Look at them first.', {
        version: now.version,
      })
    const named = rules.flatMap(({ when }) => [when.unitId, when.teamId, when.presenceId].filter((id) => id !== null))
    const known = await knownPlaces(tx, actor.workspaceId, named)
    if (named.some((id) => !known.has(id)))
      throw new Refusal('invalid-input', 'This workspace has no such unit, team or presence.')
    const changed = changedRules(now.rules, rules)
    if (changed.length === 0) return now
    const version = now.version + 1
    const { firstAnswer, nextUpdate } = rules.find(isDefault)!
    await insertTargets(tx, actor, version, rules)
    await writeHours(tx, actor.workspaceId, {
      answerTargetHours: firstAnswer!.atMostMinutes / 60,
      nextUpdateHours: nextUpdate!.atMostMinutes / 60,
    })
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'workspace', id: actor.workspaceId },
        actor: journalActor(actor),
        kind: 'targets.changed',
        data: { version, changedRules: changed },
      },
    ])
    return shownTargets(tx, actor.workspaceId)
  })
  forgetSettings(actor.workspaceId)
  return saved
}
