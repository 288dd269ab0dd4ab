import type { Language } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, rows, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append } from '#platform/journal'
import { traceOf } from './compile.ts'
import { readyOf } from './rule.ts'
import { shippedWorkflows } from './shipped.ts'
import { insertWorkflow } from './store.ts'
import { keyOf, loadFacts } from './store-facts.ts'
import { insertRuns } from './store-runs.ts'
import { withWhatItBrings } from './use-shipped.ts'

/** For the sample company: a macro and a rule that are switched on, and what the rule did in its cases. */
export async function writeSampleWorkflows(
  tx: Db,
  deps: Pick<Deps, 'newId'>,
  house: { workspaceId: string; memberId: string; language: Language },
): Promise<void> {
  for (const shipped of shippedWorkflows.filter(({ key }) => key === 'technician' || key === 'dunning')) {
    const id = deps.newId()
    const definition = await withWhatItBrings(tx, deps, house, shipped, house.language)
    const name = shipped.name[house.language]
    await insertWorkflow(tx, house, { id, shippedKey: shipped.key, name, definition, enabled: true })
    if (definition.trigger.on !== 'event') continue
    const cases = await rows(
      tx,
      sql<{ id: string }>`select id from cases where workspace_id = ${house.workspaceId} order by number`,
    )
    const { fits, needs } = readyOf(definition.when)
    const facts = await loadFacts(
      tx,
      [house.workspaceId],
      cases.map(({ id: caseId }) => ({ caseId, messageId: null })),
      needs,
    )
    const hits = cases.flatMap(({ id: caseId }) => {
      const all = {
        case: facts.get(keyOf({ caseId, messageId: null }))!,
        event: null,
        now: new Date(),
        calendars: null,
      }
      return fits(all) ? [{ caseId, all, runId: deps.newId() }] : []
    })
    const tags = definition.then.flatMap((action) => (action.do === 'tags' ? action.add : []))
    await insertRuns(
      tx,
      house.workspaceId,
      hits.map(({ caseId, all, runId }, n) => ({
        id: runId,
        workflowId: id,
        version: 1,
        caseId,
        seq: -1 - n,
        moment: null,
        byMember: null,
        depth: 0,
        chain: [],
        state: 'done' as const,
        trace: traceOf(definition.when, all),
        outcome: [{ do: 'tags', state: 'done' as const, code: null, deliveryId: null, name: null, fileId: null }],
      })),
    )
    await run(
      tx,
      sql`update cases set tags = tags || ${tags}::text[] where id = any(${hits.map(({ caseId }) => caseId)}::uuid[]) and not tags @> ${tags}::text[]`,
    )
    await append(
      tx,
      hits.map(({ caseId, runId }) => ({
        workspaceId: house.workspaceId,
        subject: { kind: 'case' as const, id: caseId },
        actor: { kind: 'rule' as const, id },
        cause: { kind: 'workflow', id: runId },
        kind: 'workflow.ran' as const,
        data: { workflowId: id, runId, version: 1, name, did: ['tags'], failed: 0 },
      })),
    )
  }
}
