import { may, type ResponseOf, type TextModule, type textModuleRoutes } from '@resonanz/contracts'
import type { Db } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { notFound } from '#platform/errors'
import { presentModule } from './present.ts'
import * as store from './store.ts'

export async function listModules(deps: Deps, actor: Actor): Promise<ResponseOf<typeof textModuleRoutes.list>> {
  const db = deps.db.of(actor.workspaceId)
  const [modules, counts] = await Promise.all([store.modulesFor(db, actor), store.useCounts(db, actor.workspaceId)])
  const useOf = new Map(counts.map((count) => [count.module_id, count]))
  return {
    items: modules.map((module) => presentModule(actor, module, useOf.get(module.id))),
    mayManage: may(actor.role, 'text-module.manage'),
    mayWriteOwn: may(actor.role, 'case.reply'),
  }
}

export async function readModule(db: Db, actor: Actor, id: string): Promise<TextModule> {
  const module = await store.findModule(db, actor, id)
  if (!module) throw notFound()
  const counts = await store.useCounts(db, actor.workspaceId)
  return presentModule(
    actor,
    module,
    counts.find((count) => count.module_id === id),
  )
}

export async function listVersions(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<ResponseOf<typeof textModuleRoutes.versions>> {
  const db = deps.db.of(actor.workspaceId)
  if (!(await store.findModule(db, actor, id))) throw notFound()
  const versions = await store.versionsOf(db, id)
  return {
    items: versions.map(({ version, title, variants, by_member, by_name, at }) => ({
      version,
      title,
      variants,
      by: by_member && by_name !== null ? { id: by_member, name: by_name } : null,
      at: at.toISOString(),
    })),
  }
}
