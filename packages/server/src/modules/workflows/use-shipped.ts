import type { Language, ResponseOf, ShippedKey, Workflow, workflowRoutes } from '@resonanz/contracts'
import { insertAction } from '#actions'
import { createChecklistIn } from '#checklists'
import { type Db, inTransaction } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { settingsOf } from '#settings'
import { entry, readWorkflow, refuseWrong, toWorkflow } from './manage.ts'
import { type Shipped, shippedWorkflows } from './shipped.ts'
import { insertWorkflow, listed } from './store.ts'

const nobody = '00000000-0000-7000-8000-000000000000'

export async function listWorkflows(deps: Deps, actor: Actor): Promise<ResponseOf<typeof workflowRoutes.list>> {
  const { language } = await settingsOf(deps, actor.workspaceId)
  const found = await listed(deps.db.of(actor.workspaceId), actor.workspaceId)
  const used = new Set(found.map((row) => row.shipped_key))
  return {
    items: found.map(toWorkflow),
    shipped: shippedWorkflows
      .filter(({ key }) => !used.has(key))
      .map((one) => ({
        key: one.key,
        name: one.name[language],
        about: one.about[language],
        definition: one.definition(language, { documentId: nobody, checklistId: nobody }),
      })),
  }
}

/** One click: the rule with what it brings along, switched on, owned by who clicked. */
export async function useShipped(deps: Deps, actor: Actor, key: ShippedKey): Promise<Workflow> {
  const { language } = await settingsOf(deps, actor.workspaceId)
  const id = deps.newId()
  const shipped = shippedWorkflows.find((one) => one.key === key)!
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const found = await listed(tx, actor.workspaceId)
    if (found.some((row) => row.shipped_key === key)) throw new Refusal('conflict', 'This one is in use already.')
    const definition = await withWhatItBrings(tx, deps, actor, shipped, language)
    await refuseWrong(tx, actor, definition)
    await insertWorkflow(tx, actor, { id, shippedKey: key, name: shipped.name[language], definition, enabled: true })
    await append(tx, [
      entry(actor, { kind: 'workflow.changed', data: { workflowId: id, version: 1 } }),
      entry(actor, { kind: 'workflow.switched', data: { workflowId: id, enabled: true } }),
    ])
  })
  return readWorkflow(deps, actor, id)
}

/** What the rule does, with its document set up in the catalogue and its checklist among those of the house. */
export async function withWhatItBrings(
  tx: Db,
  deps: Pick<Deps, 'newId'>,
  house: Pick<Actor, 'workspaceId' | 'memberId'>,
  shipped: Shipped,
  language: Language,
) {
  const [documentId, checklistId] = [deps.newId(), deps.newId()]
  if (shipped.document) {
    const settings = { format: 'pdf' as const, language, ...shipped.document[language] }
    await insertAction(tx, house.workspaceId, documentId, { kind: 'document', name: settings.title, settings }, null)
  }
  if (shipped.checklist) {
    const { name, steps } = shipped.checklist[language]
    await createChecklistIn(tx, house, checklistId, {
      name,
      topicId: null,
      steps: steps.map((step) => ({ ...step, link: '', question: null })),
      isActive: true,
    })
  }
  return shipped.definition(language, { documentId, checklistId })
}
