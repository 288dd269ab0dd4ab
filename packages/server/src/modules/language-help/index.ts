import { languageHelpRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { acceptHelp, askForHelp, offerOf, previewHelp } from './ask-for-help.ts'
import { listLanguageCalls, readLanguageHelp, saveLanguageHelp, testLanguageHelp } from './manage.ts'

export function languageHelpBindings(deps: Deps): Binding[] {
  return [
    bind(languageHelpRoutes.settings, ({ actor }) => readLanguageHelp(deps, actor)),
    bind(languageHelpRoutes.save, ({ actor, body }) => saveLanguageHelp(deps, actor, body)),
    bind(languageHelpRoutes.test, ({ actor }) => testLanguageHelp(deps, actor)),
    bind(languageHelpRoutes.calls, ({ actor, query }) => listLanguageCalls(deps, actor, query)),
    bind(languageHelpRoutes.offer, ({ actor, params }) => offerOf(deps, actor, params.id)),
    bind(languageHelpRoutes.preview, ({ actor, params, body }) => previewHelp(deps, actor, params.id, body)),
    bind(languageHelpRoutes.ask, ({ actor, params, body }) => askForHelp(deps, actor, params.id, body)),
    bind(languageHelpRoutes.accept, ({ actor, params, body }) => acceptHelp(deps, actor, params.id, body.as)),
  ]
}
