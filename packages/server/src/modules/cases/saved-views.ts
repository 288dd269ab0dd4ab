import { type BodyOf, may, type SavedView, type viewRoutes } from '@resonanz/contracts'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { parseFilter } from './filter/parse-filter.ts'
import * as store from './store-saved-views.ts'

const maxViews = 100

export async function listViews(deps: Deps, actor: Actor): Promise<{ items: SavedView[] }> {
  const views = await store.savedViewsFor(deps.db.of(actor.workspaceId), actor)
  return { items: views.map((view) => store.toSavedView(view, actor)) }
}

export async function createView(deps: Deps, actor: Actor, wish: BodyOf<typeof viewRoutes.create>): Promise<SavedView> {
  checkFilter(wish.filter)
  if (wish.shared) refuseSharing(actor)
  const view = { id: deps.newId(), member_id: actor.memberId, ...wish }
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const mine = (await store.savedViewsFor(tx, actor)).filter((known) => known.member_id === actor.memberId)
    if (mine.length >= maxViews) throw new Refusal('conflict', `At most ${maxViews} saved views. Remove one first.`)
    await write(tx, actor, view, false)
  })
  return store.toSavedView(view, actor)
}

/** Mine, or a shared one for those who may share. */
export async function changeView(
  deps: Deps,
  actor: Actor,
  id: string,
  change: BodyOf<typeof viewRoutes.change>,
): Promise<SavedView> {
  if (change.filter !== undefined) checkFilter(change.filter)
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const known = await accessView(tx, actor, id)
    const view = { ...known, ...change }
    if (view.shared && !known.shared) refuseSharing(actor)
    await write(tx, actor, view, known.shared)
    return store.toSavedView(view, actor)
  })
}

export async function removeView(deps: Deps, actor: Actor, id: string): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await accessView(tx, actor, id)
    await store.deleteSavedView(tx, actor, id)
  })
  return { ok: true }
}

async function accessView(tx: Db, actor: Actor, id: string): Promise<store.SavedViewRecord> {
  const view = await store.findSavedView(tx, actor, id)
  if (!view) throw notFound()
  if (view.member_id !== actor.memberId) refuseSharing(actor)
  return view
}

async function write(tx: Db, actor: Actor, view: store.SavedViewRecord, wasShared: boolean): Promise<void> {
  await store.writeSavedView(tx, actor, view)
  if (!view.shared || wasShared) return
  await append(tx, [
    {
      workspaceId: actor.workspaceId,
      subject: { kind: 'view', id: view.id },
      actor: journalActor(actor),
      kind: 'view.shared',
      data: {},
    },
  ])
}

function refuseSharing(actor: Actor): void {
  if (!may(actor.role, 'view.share')) throw new Refusal('not-allowed', 'Shared views are changed by team leads.')
}
function checkFilter(filter: string): void {
  const { errors } = parseFilter(filter)
  if (errors.length > 0)
    throw new Refusal('invalid-input', 'The filter has a word that is not understood.', { filterErrors: errors })
}
