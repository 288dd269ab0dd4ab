import { textModuleRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { exportCsv, exportModules, importModules } from './carry.ts'
import { checkVariants } from './check-variants.ts'
import { modulesOfCase } from './of-case.ts'
import { listModules, listVersions } from './read.ts'
import { createModule, removeModule, saveModule } from './save.ts'

export { forgetModuleUse, recordModuleUse } from './record-use.ts'

export function textModuleBindings(deps: Deps): Binding[] {
  return [
    bind(textModuleRoutes.list, ({ actor }) => listModules(deps, actor)),
    bind(textModuleRoutes.ofCase, ({ actor, params, query }) => modulesOfCase(deps, actor, params.id, query.threadId)),
    bind(textModuleRoutes.create, ({ actor, body }) => createModule(deps, actor, body)),
    bind(textModuleRoutes.save, ({ actor, params, body }) => saveModule(deps, actor, params.id, body)),
    bind(textModuleRoutes.remove, ({ actor, params }) => removeModule(deps, actor, params.id)),
    bind(textModuleRoutes.versions, ({ actor, params }) => listVersions(deps, actor, params.id)),
    bind(textModuleRoutes.check, ({ actor, body }) => checkVariants(deps, actor, body)),
    bind(textModuleRoutes.export, ({ actor }) => exportModules(deps, actor)),
    bind(textModuleRoutes.csv, async ({ actor, reply }) => {
      const text = await exportCsv(deps, actor)
      reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="text-modules.csv"')
        .header('x-content-type-options', 'nosniff')
      return text
    }),
    bind(textModuleRoutes.import, ({ actor, body }) => importModules(deps, actor, body)),
  ]
}
