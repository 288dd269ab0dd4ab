import { workflowRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { runsOfCase, runsOfWorkflow } from './list-runs.ts'
import { createWorkflow, readWorkflow, removeWorkflow, saveWorkflow, switchWorkflow } from './manage.ts'
import { listMacros, runMacro } from './run-macro.ts'
import { accessWorkflow, versionsOf } from './store.ts'
import { tryWorkflow } from './try-workflow.ts'
import { listWorkflows, useShipped } from './use-shipped.ts'

export { writeSampleWorkflows } from './sample.ts'
export { startWorkflows } from './start.ts'

export function workflowBindings(deps: Deps): Binding[] {
  return [
    bind(workflowRoutes.list, ({ actor }) => listWorkflows(deps, actor)),
    bind(workflowRoutes.read, ({ actor, params }) => readWorkflow(deps, actor, params.id)),
    bind(workflowRoutes.create, ({ actor, body }) => createWorkflow(deps, actor, body)),
    bind(workflowRoutes.save, ({ actor, params, body }) => saveWorkflow(deps, actor, params.id, body)),
    bind(workflowRoutes.switch, ({ actor, params, body }) => switchWorkflow(deps, actor, params.id, body.enabled)),
    bind(workflowRoutes.remove, ({ actor, params }) => removeWorkflow(deps, actor, params.id)),
    bind(workflowRoutes.useShipped, ({ actor, params }) => useShipped(deps, actor, params.key)),
    bind(workflowRoutes.versions, async ({ actor, params }) => {
      const db = deps.db.of(actor.workspaceId)
      await accessWorkflow(db, actor, params.id)
      const found = await versionsOf(db, actor.workspaceId, params.id)
      return {
        items: found.map(({ by_member, by_name, at, ...version }) => ({
          ...version,
          by: by_member ? { id: by_member, name: by_name ?? '' } : null,
          at: at.toISOString(),
        })),
      }
    }),
    bind(workflowRoutes.runs, ({ actor, params, query }) => runsOfWorkflow(deps, actor, params.id, query)),
    bind(workflowRoutes.ofCase, ({ actor, params, query }) => runsOfCase(deps, actor, params.id, query)),
    bind(workflowRoutes.trial, ({ actor, body }) => tryWorkflow(deps, actor, body)),
    bind(workflowRoutes.macros, ({ actor }) => listMacros(deps, actor)),
    bind(workflowRoutes.runMacro, ({ actor, params, body }) => runMacro(deps, actor, params.id, body.caseIds)),
  ]
}
