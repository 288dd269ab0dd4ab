import { type goodwillRoutes, may, type ResponseOf } from '@resonanz/contracts'
import { accessCase } from '#cases'
import type { Actor, Deps } from '#platform/deps'
import { authorityOf } from './authority.ts'
import { present } from './goodwill.ts'
import { ofCases, readLimits, readPolicy, teamNames } from './store.ts'

/** What was given in a case, and what this person may still give there. */
export async function goodwillOfCase(
  deps: Deps,
  actor: Actor,
  caseId: string,
): Promise<ResponseOf<typeof goodwillRoutes.ofCase>> {
  const db = deps.db.of(actor.workspaceId)
  const record = await accessCase(db, actor, caseId)
  const [found, limits, policy] = await Promise.all([
    ofCases(db, actor.workspaceId, caseId),
    readLimits(db, actor.workspaceId),
    readPolicy(db, actor.workspaceId),
  ])
  const about = { workspaceId: actor.workspaceId, caseId, topicId: record.topic_id, teamId: record.team_id }
  const currencies = [...new Set(['EUR', ...limits.map(({ currency }) => currency)])]
  const own = await Promise.all(
    currencies.map(async (currency) => ({
      currency,
      ...(await authorityOf(db, { ...about, currency }, actor.memberId)),
    })),
  )
  const overrulable = may(actor.role, 'goodwill.overrule')
    ? await teamNames(db, actor.workspaceId, policy.overrule_team_ids)
    : new Map<string, string>()
  return {
    items: await present(db, actor, found),
    mine: own.map(({ currency, limitMinor, leftMinor }) => ({ currency, limitMinor, leftMinor })),
    mayRequest: may(actor.role, 'goodwill.request') && record.merged_into === null,
    overrulable: [...overrulable].map(([id, name]) => ({ id, name })),
    wasRejected: own[0]!.wasRejected,
  }
}
