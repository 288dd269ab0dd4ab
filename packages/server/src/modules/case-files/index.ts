import { caseFileRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { caseFileJson, caseFilePdf } from './export-case.ts'

export function caseFileBindings(deps: Deps): Binding[] {
  return [
    bind(caseFileRoutes.pdf, async ({ actor, params, query, reply }) => {
      const { name, bytes } = await caseFilePdf(deps, actor, params.id, query)
      reply
        .header('content-type', 'application/pdf')
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'no-store')
      return bytes
    }),
    bind(caseFileRoutes.json, async ({ actor, params, query, reply }) => {
      const file = await caseFileJson(deps, actor, params.id, query)
      reply
        .header('content-disposition', `attachment; filename="resonanz-${file.case.number}.json"`)
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'no-store')
      return file
    }),
  ]
}
