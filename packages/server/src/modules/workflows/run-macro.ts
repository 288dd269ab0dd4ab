import { type ActionOutcome, may, type WorkflowDefinition } from '@resonanz/contracts'
import { readCalendars } from '#calendars'
import { inTransaction } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { settingsOf } from '#settings'
import { carryOut } from './carry-out.ts'
import { permissionFor } from './guard.ts'
import { ruleOf } from './rule.ts'
import { accessWorkflow, runningRules } from './store.ts'
import { keyOf, loadFacts } from './store-facts.ts'

export async function listMacros(
  deps: Deps,
  actor: Actor,
): Promise<{ items: { id: string; name: string; key: string | null; definition: WorkflowDefinition }[] }> {
  const found = await runningRules(deps.db.of(actor.workspaceId), [actor.workspaceId], 'manual')
  return {
    items: found.map(({ id, name, definition }) => ({
      id,
      name,
      key: definition.trigger.on === 'manual' ? definition.trigger.key : null,
      definition,
    })),
  }
}

/**
 * Does what a macro says in these cases, with the rights of who starts it. Cases whose condition does not hold are left
 * as they are. Unknown cases refuse the whole; `undoId` takes the changes of the cases back as after any bulk change.
 */
export async function runMacro(
  deps: Deps,
  actor: Actor,
  id: string,
  given: readonly string[],
): Promise<{
  done: number
  left: number
  undoId: string | null
  runs: { caseId: string; outcome: ActionOutcome[] }[]
}> {
  const { nextUpdateHours } = await settingsOf(deps, actor.workspaceId)
  const caseIds = [...new Set(given)]
  const asks = (await accessWorkflow(deps.db.of(actor.workspaceId), actor, id)).definition.then.some(
    (action) => action.do === 'ask',
  )
  // Mails to experts are counted across workspaces, so questions run beside row security; every statement names the workspace.
  return inTransaction(asks ? deps.db.system : deps.db.of(actor.workspaceId), async (tx) => {
    const row = await accessWorkflow(tx, actor, id)
    if (row.definition.trigger.on !== 'manual' || !row.enabled)
      throw new Refusal('conflict', 'This rule is not started by hand, or it is switched off.')
    if (row.definition.then.some((action) => !may(actor.role, permissionFor(action)))) throw new Refusal('not-allowed')
    const rule = ruleOf(row)
    const facts = await loadFacts(
      tx,
      [actor.workspaceId],
      caseIds.map((caseId) => ({ caseId, messageId: null })),
      rule.needs,
    )
    if (facts.size !== caseIds.length) throw notFound()
    const calendars = await readCalendars(tx, actor.workspaceId)
    const now = new Date()
    const matches = caseIds.flatMap((caseId) => {
      const all = { case: facts.get(keyOf({ caseId, messageId: null }))!, event: null, now, calendars }
      return all.case.merged_into === null && rule.fits(all)
        ? [{ rule, facts: all, seq: null, moment: null, messageId: null, depth: 0, chain: [] }]
        : []
    })
    const undoId = deps.newId()
    const done = await carryOut(tx, deps, actor.workspaceId, matches, {
      hours: nextUpdateHours,
      hand: { actor, undoId },
    })
    const changes = new Set(['assign', 'priority', 'status', 'topic', 'tags', 'followUp'])
    const isUndoable = done.some(({ outcome }) => outcome.some((one) => changes.has(one.do) && one.state === 'done'))
    return {
      done: done.length,
      left: caseIds.length - done.length,
      undoId: isUndoable ? undoId : null,
      runs: done.map(({ caseId, outcome }) => ({ caseId, outcome })),
    }
  })
}
