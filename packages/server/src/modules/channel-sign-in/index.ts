import { channelSignInRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { beginSignIn, type Connectors, prepareSignIn } from './begin.ts'
import { chooseAccount, readChoice } from './choose.ts'

export { mountSignInPages } from './page.ts'

export function channelSignInBindings(deps: Deps, connectors: Connectors): Binding[] {
  return [
    bind(channelSignInRoutes.prepare, ({ actor, query, request }) =>
      prepareSignIn(deps, connectors, actor, query, request),
    ),
    bind(channelSignInRoutes.begin, ({ actor, body, request }) => beginSignIn(deps, connectors, actor, body, request)),
    bind(channelSignInRoutes.read, ({ actor, params }) => readChoice(deps, actor, params.id)),
    bind(channelSignInRoutes.choose, ({ actor, params, body }) =>
      chooseAccount(deps, connectors, actor, params.id, body.key),
    ),
  ]
}
