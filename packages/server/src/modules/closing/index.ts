import { caseRecordRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { readClosingPolicy, saveClosingPolicy } from './policy.ts'

export { levelsFor } from './levels.ts'
export { type ClosingCase, missingFacts, missingOf, valuesOf } from './missing-facts.ts'
export { factsOf, readPolicy } from './store.ts'

/** The rule alone; filling in what is missing is bound by `#case-records`. */
export function closingBindings(deps: Deps): Binding[] {
  return [
    bind(caseRecordRoutes.policy, ({ actor }) => readClosingPolicy(deps, actor)),
    bind(caseRecordRoutes.savePolicy, ({ actor, body }) => saveClosingPolicy(deps, actor, body)),
  ]
}
