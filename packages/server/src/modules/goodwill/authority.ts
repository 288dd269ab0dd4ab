import type { GoodwillLimit } from '@resonanz/contracts'
import type { Db } from '#platform/db/database'
import { isWithin, limitFor } from './limits.ts'
import { readDeciders, readLimits, readMatter } from './store.ts'

export type About = {
  workspaceId: string
  caseId: string
  topicId: string | null
  teamId: string | null
  currency: string
  /** The grant itself, when it is there already: it is not counted twice. */
  without?: string
}

/**
 * What somebody may still decide in a case. A limit holds for a case as a whole: ten small grants are not a way around
 * it. After a refusal in the case nothing is granted at once any more.
 */
export async function authorityOf(tx: Db, about: About, memberId: string) {
  const [limits, matter, [who]] = await Promise.all([
    readLimits(tx, about.workspaceId),
    readMatter(tx, about.workspaceId, about),
    readDeciders(tx, about.workspaceId, memberId),
  ])
  const limit = who ? limitIn(limits, who, matter.topicPath, about.currency) : 0
  return {
    limitMinor: limit,
    leftMinor: limit === null ? null : Math.max(0, limit - matter.totalMinor),
    wasRejected: matter.wasRejected,
    unitId: matter.unitId,
    covers: (amountMinor: number) => isWithin(limit, matter.totalMinor + amountMinor),
  }
}

/**
 * Who may decide about an amount: first those of the team of the case, then the others, owners last; of each the one
 * whose limit just suffices is no better than the next.
 */
export async function approversOf(tx: Db, about: About, amountMinor: number): Promise<string[][]> {
  const [limits, matter, people] = await Promise.all([
    readLimits(tx, about.workspaceId),
    readMatter(tx, about.workspaceId, about),
    readDeciders(tx, about.workspaceId),
  ])
  const may = people.filter((who) =>
    isWithin(limitIn(limits, who, matter.topicPath, about.currency), matter.totalMinor + amountMinor),
  )
  const isNear = (who: (typeof may)[number]) => about.teamId !== null && who.team_ids.includes(about.teamId)
  const ids = (of: typeof may) => of.map(({ id }) => id)
  return [
    ids(may.filter((who) => who.role !== 'owner' && isNear(who))),
    ids(may.filter((who) => who.role !== 'owner' && !isNear(who))),
    ids(may.filter((who) => who.role === 'owner')),
  ]
}

function limitIn(
  limits: readonly GoodwillLimit[],
  who: { role: Parameters<typeof limitFor>[1]['role']; team_ids: string[] },
  topicPath: string[],
  currency: string,
): number | null {
  return limitFor(limits, { role: who.role, teamIds: who.team_ids }, { topicPath, currency })
}
