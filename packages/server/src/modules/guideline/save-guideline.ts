import type { BodyOf, Guideline, guidelineRoutes } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { changedRules, checkRules, complete, guidelineOf, rulesOf } from './rules.ts'
import { insertVersion, lockGuideline, newestVersion } from './store.ts'

/** Makes the next version; what was sent before names the version it was checked by. Nothing new without a difference. */
export async function saveGuideline(
  deps: Deps,
  actor: Actor,
  { basedOn, rules, note }: BodyOf<typeof guidelineRoutes.save>,
): Promise<Guideline> {
  checkRules(rules)
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await lockGuideline(tx, actor.workspaceId)
    const now = await rulesOf(tx, actor.workspaceId)
    if (now.version !== basedOn)
      throw new Refusal('conflict', 'Somebody changed the rules meanwhile. Look at them first.', {
        version: now.version,
      })
    const wanted = complete(rules)
    const changed = changedRules(now.rules, wanted)
    if (changed.length > 0) {
      const version = now.version + 1
      await insertVersion(tx, actor, { version, rules: wanted, note })
      await append(tx, [
        {
          workspaceId: actor.workspaceId,
          subject: { kind: 'workspace', id: actor.workspaceId },
          actor: journalActor(actor),
          kind: 'guideline.changed',
          data: { version, changedRules: changed },
        },
      ])
    }
    return guidelineOf(await newestVersion(tx, actor.workspaceId))
  })
}
