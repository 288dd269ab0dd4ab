import type { BodyOf, TextModule, textModuleRoutes } from '@resonanz/contracts'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append, type Entry } from '#platform/journal'
import { settingsOf } from '#settings'
import { refuseNoGo } from './check-variants.ts'
import { mayChange, refuseChange } from './policy.ts'
import { readModule } from './read.ts'
import * as store from './store.ts'

/** What one workspace may have: all of it is looked through for every case. */
export const modulesMost = 2_000
export const ownModulesMost = 200

export async function createModule(
  deps: Deps,
  actor: Actor,
  { isPersonal, despite, ...input }: BodyOf<typeof textModuleRoutes.create>,
): Promise<TextModule> {
  const memberId = isPersonal ? actor.memberId : null
  refuseChange(actor, { member_id: memberId })
  const { language } = await settingsOf(deps, actor.workspaceId)
  const id = deps.newId()
  const db = deps.db.of(actor.workspaceId)
  await inTransaction(db, async (tx) => {
    await store.nextState(tx, actor.workspaceId)
    const most = isPersonal ? ownModulesMost : modulesMost
    if ((await store.countModules(tx, actor, isPersonal)) >= most)
      throw new Refusal('conflict', `At most ${most} text modules. Put away what nobody uses.`, { most })
    await refuseUnknown(tx, actor, input)
    await refuseNoGo(tx, actor, { ...input, language, despite })
    await store.writeModules(tx, actor, [
      { id, memberId, version: 1, input: { ...input, ownerId: ownerOf(actor, input) } },
    ])
    await append(tx, changedEntry(actor, { id, memberId, version: 1, reason: despite }))
  })
  return readModule(db, actor, id)
}

/** Makes the next version; answers that went out before name the version they used. Nothing new without a difference. */
export async function saveModule(
  deps: Deps,
  actor: Actor,
  id: string,
  { basedOn, despite, ...input }: BodyOf<typeof textModuleRoutes.save>,
): Promise<TextModule> {
  const { language } = await settingsOf(deps, actor.workspaceId)
  const db = deps.db.of(actor.workspaceId)
  await inTransaction(db, async (tx) => {
    const before = await store.findModule(tx, actor, id, { lock: true })
    if (!before) throw notFound()
    refuseChange(actor, before)
    if (before.version !== basedOn)
      throw new Refusal('conflict', 'Somebody changed this text module meanwhile. Look at it first.', {
        version: before.version,
      })
    await refuseUnknown(tx, actor, input)
    if (isSame(before, input)) return
    await refuseNoGo(tx, actor, { ...input, language, despite })
    await store.nextState(tx, actor.workspaceId)
    const version = before.version + 1
    await store.writeModules(tx, actor, [{ id, memberId: before.member_id, version, input }])
    await append(tx, changedEntry(actor, { id, memberId: before.member_id, version, reason: despite }))
  })
  return readModule(db, actor, id)
}

export async function removeModule(deps: Deps, actor: Actor, id: string): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const before = await store.findModule(tx, actor, id, { lock: true })
    if (!before) throw notFound()
    refuseChange(actor, before)
    await store.nextState(tx, actor.workspaceId)
    await store.archiveModule(tx, id)
    await append(tx, changedEntry(actor, { id, memberId: before.member_id, version: before.version, isRemoved: true }))
  })
  return { ok: true }
}

type Input = Pick<
  BodyOf<typeof textModuleRoutes.save>,
  'title' | 'folder' | 'topicId' | 'channels' | 'variants' | 'isActive' | 'validUntil' | 'ownerId'
>

async function refuseUnknown(tx: Db, actor: Actor, input: Input): Promise<void> {
  if (await store.referencesKnown(tx, actor.workspaceId, input)) return
  throw new Refusal('invalid-input', 'This workspace has no such topic or person.')
}

/** Somebody looks after every module of the house. */
function ownerOf(actor: Actor, { ownerId }: Input): string | null {
  return ownerId ?? (mayChange(actor, { member_id: null }) ? actor.memberId : null)
}

/** Is there nothing to save? */
export function isSame(before: store.ModuleRecord, input: Input): boolean {
  const kept = {
    title: before.title,
    folder: before.folder,
    topicId: before.topic_id,
    channels: before.channels,
    isActive: before.is_active,
    validUntil: before.valid_until,
    ownerId: before.owner_id,
  }
  const asked = { ...kept, ...input, variants: undefined }
  if (JSON.stringify({ ...kept, variants: undefined }) !== JSON.stringify(asked)) return false
  const plain = (variants: Input['variants']) =>
    variants.map((one) => [one.language, one.addressForm, one.length, one.audience, one.text])
  return JSON.stringify(plain(before.variants)) === JSON.stringify(plain(input.variants))
}

/** What somebody keeps for themselves is no matter of the house's journal. */
export function changedEntry(
  actor: Actor,
  changed: {
    id: string
    memberId: string | null
    version: number
    isRemoved?: boolean
    reason?: string | undefined
  },
): Entry[] {
  if (changed.memberId !== null) return []
  return [
    {
      workspaceId: actor.workspaceId,
      subject: { kind: 'workspace', id: actor.workspaceId },
      actor: journalActor(actor),
      kind: 'text-module.changed',
      data: {
        moduleId: changed.id,
        version: changed.version,
        isRemoved: changed.isRemoved ?? false,
        ...(changed.reason ? { reason: changed.reason } : {}),
      },
    },
  ]
}
