import { guidelineRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { checkDraft } from './check-draft.ts'
import { listVersions, readGuideline } from './read-guideline.ts'
import { saveGuideline } from './save-guideline.ts'
import { tryRules } from './try-rules.ts'

export { checkDraft }
export { checkPost, postFindings } from './check-post.ts'
export { checkText } from './check-text.ts'
export { checkSending, type Overridden } from './check-sending.ts'
export { checkWords, findEmptyHolding, type WordsToCheck } from './check-words.ts'

export function guidelineBindings(deps: Deps): Binding[] {
  return [
    bind(guidelineRoutes.check, ({ actor, params, body }) => checkDraft(deps, actor, params.id, body)),
    bind(guidelineRoutes.read, ({ actor }) => readGuideline(deps, actor)),
    bind(guidelineRoutes.save, ({ actor, body }) => saveGuideline(deps, actor, body)),
    bind(guidelineRoutes.versions, ({ actor, query }) => listVersions(deps, actor, query)),
    bind(guidelineRoutes.trial, ({ actor, body }) => tryRules(deps, actor, body)),
  ]
}
