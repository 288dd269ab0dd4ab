import { goodwillRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { bookRun } from './book-run.ts'
import { changeGoodwill } from './change-goodwill.ts'
import { createGoodwill } from './create-goodwill.ts'
import { listRuns, readRun, runAsCsv } from './export-run.ts'
import { readFrame, removeDepartment, removeLimit, setBudget, setDepartment, setLimit, setPolicy } from './frame.ts'
import { objectToGoodwill } from './object-goodwill.ts'
import { promiseGoodwill } from './promise-goodwill.ts'
import { goodwillOfCase } from './read-goodwill.ts'
import { reverseGoodwill } from './reverse-goodwill.ts'
import { withdrawGoodwill } from './withdraw-goodwill.ts'

export { fingerprintOfGoodwill } from './goodwill.ts'
export { createGoodwillIn } from './create-goodwill.ts'
export { standsAlready } from './store.ts'
export { goodwillApprovals } from './approval-handler.ts'

export function goodwillBindings(deps: Deps): Binding[] {
  return [
    bind(goodwillRoutes.ofCase, ({ actor, params }) => goodwillOfCase(deps, actor, params.id)),
    bind(goodwillRoutes.create, ({ actor, params, body }) => createGoodwill(deps, actor, params.id, body)),
    bind(goodwillRoutes.change, ({ actor, params, body }) => changeGoodwill(deps, actor, params.id, body)),
    bind(goodwillRoutes.withdraw, ({ actor, params, body }) => withdrawGoodwill(deps, actor, params.id, body.reason)),
    bind(goodwillRoutes.reverse, ({ actor, params, body }) => reverseGoodwill(deps, actor, params.id, body)),
    bind(goodwillRoutes.object, ({ actor, params, body }) => objectToGoodwill(deps, actor, params.id, body)),
    bind(goodwillRoutes.promise, ({ actor, params, body }) => promiseGoodwill(deps, actor, params.id, body.until)),
    bind(goodwillRoutes.frame, ({ actor }) => readFrame(deps, actor)),
    bind(goodwillRoutes.setLimit, ({ actor, body }) => setLimit(deps, actor, body)),
    bind(goodwillRoutes.removeLimit, ({ actor, params }) => removeLimit(deps, actor, params.id)),
    bind(goodwillRoutes.setBudget, ({ actor, body }) => setBudget(deps, actor, body)),
    bind(goodwillRoutes.setDepartment, ({ actor, body }) => setDepartment(deps, actor, body)),
    bind(goodwillRoutes.removeDepartment, ({ actor, params }) => removeDepartment(deps, actor, params.id)),
    bind(goodwillRoutes.setPolicy, ({ actor, body }) => setPolicy(deps, actor, body)),
    bind(goodwillRoutes.runs, ({ actor }) => listRuns(deps, actor)),
    bind(goodwillRoutes.book, ({ actor, body }) => bookRun(deps, actor, body)),
    bind(goodwillRoutes.json, ({ actor, params }) => readRun(deps, actor, params.id)),
    bind(goodwillRoutes.csv, async ({ actor, params, reply }) => {
      const { name, text } = await runAsCsv(deps, actor, params.id)
      reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('x-content-type-options', 'nosniff')
      return text
    }),
  ]
}
