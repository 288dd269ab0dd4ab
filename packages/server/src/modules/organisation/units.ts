import type { BodyOf, organisationRoutes, Unit } from '@resonanz/contracts'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { deleteUnit, hasTeams, insertUnit, lockUnits, readUnits, updateUnit } from './store-units.ts'

const maxUnits = 500

export async function listUnits(deps: Deps, actor: Actor): Promise<{ items: Unit[] }> {
  return { items: await readUnits(deps.db.of(actor.workspaceId), actor.workspaceId) }
}

export async function createUnit(
  deps: Deps,
  actor: Actor,
  { name, parentId }: BodyOf<typeof organisationRoutes.createUnit>,
): Promise<Unit> {
  const id = deps.newId()
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const parents = await lockUnits(tx, actor.workspaceId)
    if (parents.size >= maxUnits) throw new Refusal('invalid-input', 'There is room for 500 units.')
    if (parentId && !parents.has(parentId)) throw new Refusal('invalid-input', 'The unit above does not exist.')
    await insertUnit(tx, actor.workspaceId, { id, name, parentId })
    return settle(tx, actor, id)
  })
}

/** Renames or moves a unit. Refuses to hang it below itself (`invalid-input`). */
export async function changeUnit(
  deps: Deps,
  actor: Actor,
  id: string,
  change: BodyOf<typeof organisationRoutes.changeUnit>,
): Promise<Unit> {
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const parents = await lockUnits(tx, actor.workspaceId)
    if (!parents.has(id)) throw notFound()
    for (let above = change.parentId ?? null; above !== null; above = parents.get(above)!) {
      if (!parents.has(above)) throw new Refusal('invalid-input', 'The unit above does not exist.')
      if (above === id) throw new Refusal('invalid-input', 'A unit cannot hang below itself.')
    }
    await updateUnit(tx, actor.workspaceId, id, change)
    return settle(tx, actor, id)
  })
}

/** Removes a unit nothing hangs on; one with teams or units below answers `conflict`. */
export async function removeUnit(deps: Deps, actor: Actor, id: string): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const parents = await lockUnits(tx, actor.workspaceId)
    if (!parents.has(id)) throw notFound()
    if ([...parents.values()].includes(id) || (await hasTeams(tx, actor.workspaceId, id)))
      throw new Refusal('conflict', 'Move its teams and the units below it first.')
    await deleteUnit(tx, actor.workspaceId, id)
    await record(tx, actor, id)
  })
  return { ok: true }
}

async function settle(tx: Db, actor: Actor, id: string): Promise<Unit> {
  await record(tx, actor, id)
  const [unit] = await readUnits(tx, actor.workspaceId, id)
  return unit!
}

async function record(tx: Db, actor: Actor, id: string): Promise<void> {
  await append(tx, [
    {
      workspaceId: actor.workspaceId,
      subject: { kind: 'unit', id },
      actor: journalActor(actor),
      kind: 'unit.changed',
      data: {},
    },
  ])
}
