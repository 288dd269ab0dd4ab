import { type Calendars, readCalendars, workingTimeOf } from '#calendars'
import { entriesOf } from '#cases'
import { type Db, inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { failPoint } from '#platform/fail-point'
import { append } from '#platform/journal'
import { holdingRule } from './keep-watch.ts'
import { halfWay, proposeAt } from './lead.ts'
import { type Terms, termsFor, termsOf } from './policy.ts'
import { newestPolicies } from './store-policy.ts'
import * as store from './store-watch.ts'

const batch = 200
/** What ran out longer ago is told elsewhere: it is late. */
const latestMs = 24 * 60 * 60 * 1_000

/**
 * Proposes a holding reply for every word that runs out soon, once; any number of processes may do it at once. What
 * counts is worked out now, with the terms and service hours of now. Says whether there is more.
 */
export async function proposeOnce(deps: Deps): Promise<boolean> {
  return inTransaction(deps.db.system, async (tx) => {
    const watched = await store.claimWatches(tx, batch)
    if (watched.length === 0) return false
    const known = await knownOf(tx, [...new Set(watched.map(({ workspace_id }) => workspace_id))])
    const looks: { caseId: string; at: Date | null }[] = []
    const proposals: (store.Proposal & store.Watched)[] = []
    for (const row of watched) {
      const { terms, calendars } = known.get(row.workspace_id)!
      const own = termsFor(terms, row)
      const hours = workingTimeOf(calendars, { teamId: row.team_id, presenceId: row.presence_id })
      const at = proposeAt(hours, row.since, row.due_at, own.lead)
      const isPast = row.due_at.getTime() < row.now.getTime() - latestMs
      looks.push({ caseId: row.case_id, at: own.proposes && !isPast && at > row.now ? at : null })
      if (!own.proposes || isPast || at > row.now) continue
      const ruleAt = own.sentBy === 'rule' && row.due_at > row.now ? halfWay(hours, row.now, row.due_at) : null
      proposals.push({ ...row, id: deps.newId(), rule_at: ruleAt })
    }
    await store.setLooks(tx, looks)
    const made = new Set((await store.insertProposals(tx, proposals)).map(({ id }) => id))
    if (made.size > 0) failPoint(deps.config, 'holding.proposed')
    await append(
      tx,
      proposals
        .filter(({ id }) => made.has(id))
        .flatMap(({ id, workspace_id, case_id, source, due_at }) =>
          entriesOf(workspace_id, holdingRule, case_id, [
            { kind: 'holding.proposed', data: { holdingId: id, source, dueAt: due_at.toISOString() } },
          ]),
        ),
    )
    return watched.length === batch
  })
}

async function knownOf(
  tx: Db,
  workspaceIds: readonly string[],
): Promise<Map<string, { terms: Terms; calendars: Calendars }>> {
  const policies = new Map((await newestPolicies(tx, workspaceIds)).map((row) => [row.workspace_id, row]))
  const known = new Map<string, { terms: Terms; calendars: Calendars }>()
  for (const id of workspaceIds)
    known.set(id, { terms: termsOf(policies.get(id)), calendars: await readCalendars(tx, id) })
  return known
}
