import { messageTemplateRoutes, presenceRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { notFound } from '#platform/errors'
import { type Binding, bind } from '#platform/http/binding'
import { archivePresence } from './archive-presence.ts'
import { changePresence } from './change-presence.ts'
import type { Connectors } from './connect.ts'
import { createPresence } from './create-presence.ts'
import { toPresence } from './presence.ts'
import { readTemplates } from './read-templates.ts'
import { rotateSecret } from './rotate-secret.ts'
import { readUsage } from './usage.ts'
import { accessPresence, pollNow, viewPresences } from './store.ts'
import { testPresence } from './test-presence.ts'

export function presenceBindings(deps: Deps, connectors: Connectors): Binding[] {
  return [
    bind(presenceRoutes.list, async ({ actor }) => {
      const found = await viewPresences(deps.db.of(actor.workspaceId), actor.workspaceId)
      return { items: found.map((row) => toPresence(row, actor)) }
    }),
    bind(presenceRoutes.create, ({ actor, body }) => createPresence(deps, connectors, actor, body)),
    bind(presenceRoutes.read, async ({ actor, params }) => {
      const [found] = await viewPresences(deps.db.of(actor.workspaceId), actor.workspaceId, params.id)
      if (!found) throw notFound()
      return toPresence(found, actor)
    }),
    bind(presenceRoutes.change, ({ actor, params, body }) => changePresence(deps, connectors, actor, params.id, body)),
    bind(presenceRoutes.archive, ({ actor, params }) => archivePresence(deps, connectors, actor, params.id)),
    bind(presenceRoutes.test, ({ actor, body }) => testPresence(deps, connectors, actor, body)),
    bind(presenceRoutes.sync, async ({ actor, params }) => {
      const db = deps.db.of(actor.workspaceId)
      await accessPresence(db, actor, params.id)
      await pollNow(db, params.id)
      return { ok: true as const }
    }),
    bind(messageTemplateRoutes.list, ({ actor, params }) => readTemplates(deps, connectors, actor, params.id)),
    bind(presenceRoutes.usage, ({ actor, params }) => readUsage(deps, connectors, actor, params.id)),
    bind(presenceRoutes.rotateSecret, ({ actor, params }) => rotateSecret(deps, actor, params.id)),
  ]
}
