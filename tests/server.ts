import { allRoutes } from '@resonanz/contracts'
import type { FastifyInstance } from 'fastify'
import { makeAuthenticate } from '../packages/server/src/modules/auth/authenticate.ts'
import { mountSignIn } from '../packages/server/src/modules/auth/mount.ts'
import type { Deps } from '../packages/server/src/platform/deps.ts'
import { Refusal } from '../packages/server/src/platform/errors.ts'
import { type Binding, bind } from '../packages/server/src/platform/http/binding.ts'
import { makeServer } from '../packages/server/src/platform/http/server.ts'

/** The HTTP server with the bindings of one module; every other route answers 503. Sign-in is the real one. */
export async function serverOf(deps: Deps, bindings: Binding[]): Promise<FastifyInstance> {
  const bound = new Set(bindings.map((binding) => binding.route.id))
  const rest = allRoutes
    .filter((route) => !bound.has(route.id))
    .map((route) =>
      bind(route, async () => {
        throw new Refusal('unavailable')
      }),
    )
  const app = await makeServer(deps, { authenticate: makeAuthenticate(deps), bindings: [...bindings, ...rest] })
  mountSignIn(app, deps)
  return app
}
