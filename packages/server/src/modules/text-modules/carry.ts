import type { BodyOf, ResponseOf, textModuleRoutes } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { settingsOf } from '#settings'
import { refuseNoGo } from './check-variants.ts'
import { inputOf, modulesAsCsv, modulesFromCsv, portableOf, type ReadModules } from './portable.ts'
import { changedEntry, isSame, modulesMost } from './save.ts'
import * as store from './store.ts'

type Portable = ResponseOf<typeof textModuleRoutes.export>

export async function exportModules(deps: Deps, actor: Actor): Promise<Portable> {
  const db = deps.db.of(actor.workspaceId)
  const [modules, topics] = await Promise.all([store.modulesFor(db, actor), store.topicNames(db, actor.workspaceId)])
  const names = new Map(topics.map(({ id, name }) => [id, name]))
  return { items: modules.filter(({ member_id }) => member_id === null).map((module) => portableOf(module, names)) }
}

export async function exportCsv(deps: Deps, actor: Actor): Promise<string> {
  return modulesAsCsv((await exportModules(deps, actor)).items)
}

/**
 * Takes modules of the house in, all in one transaction and with a reason on record: of the same title and folder a new
 * version, others anew. What the guideline stops is left out and named.
 */
export async function importModules(
  deps: Deps,
  actor: Actor,
  body: BodyOf<typeof textModuleRoutes.import>,
): Promise<ResponseOf<typeof textModuleRoutes.import>> {
  const read: ReadModules = 'csv' in body ? modulesFromCsv(body.csv) : { items: body.items, refused: [] }
  const { language } = await settingsOf(deps, actor.workspaceId)
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await store.nextState(tx, actor.workspaceId)
    const [modules, topics] = await Promise.all([store.modulesFor(tx, actor), store.topicNames(tx, actor.workspaceId)])
    const names = new Map(topics.map(({ id, name }) => [id, name]))
    const ofHouse = modules.filter(({ member_id }) => member_id === null)
    const known = new Map(ofHouse.map((module) => [keyOf(module), module]))
    const written = new Map<string, store.NewModule>()
    const refused = [...read.refused]
    let same = 0
    for (const [place, item] of read.items.entries()) {
      const before = known.get(keyOf(item))
      const input = inputOf(item, names, before?.owner_id ?? actor.memberId)
      try {
        await refuseNoGo(tx, actor, { ...input, language })
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        refused.push({ place: place + 1, title: item.title, why: error.code })
        continue
      }
      if (before && isSame(before, input)) same += 1
      else
        written.set(keyOf(item), {
          id: before?.id ?? deps.newId(),
          memberId: null,
          version: (before?.version ?? 0) + 1,
          input,
        })
    }
    const list = [...written.values()]
    const created = list.filter(({ version }) => version === 1).length
    if (ofHouse.length + created > modulesMost)
      throw new Refusal('conflict', `At most ${modulesMost} text modules. Put away what nobody uses.`, {
        most: modulesMost,
      })
    if (list.length > 0) await store.writeModules(tx, actor, list)
    await append(tx, [
      ...list.flatMap(({ id, version }) => changedEntry(actor, { id, memberId: null, version })),
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'workspace', id: actor.workspaceId },
        actor: journalActor(actor),
        kind: 'data.imported',
        data: { what: 'text-modules', count: list.length, reason: body.reason },
      },
    ])
    return { created, changed: list.length - created, same, refused }
  })
}

function keyOf({ title, folder }: { title: string; folder: string }): string {
  return JSON.stringify([folder.toLowerCase(), title.toLowerCase()])
}
