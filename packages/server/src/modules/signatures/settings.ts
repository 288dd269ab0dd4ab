import {
  type BodyOf,
  capabilitiesOf,
  may,
  type Signature,
  type signatureRoutes,
  type Signatures,
} from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append, type Entry } from '#platform/journal'
import { initialsOfAll, setInitials } from './initials.ts'
import { shippedSignature } from './shipped.ts'
import * as store from './store.ts'

export async function readSignatures(deps: Deps, actor: Actor): Promise<Signatures> {
  const db = deps.db.of(actor.workspaceId)
  const [found, presences, people] = await Promise.all([
    store.signaturesOf(db, actor.workspaceId),
    store.presencesToSign(db, actor.workspaceId),
    store.peopleWhoAnswer(db, actor.workspaceId),
  ])
  const house = found.find(({ presence_id }) => presence_id === null)
  const initials = initialsOfAll(people)
  return {
    house: house ? signatureOf(house) : shippedSignature,
    version: house?.version ?? 0,
    presences: presences.map(({ id, name, kind, visibility }) => {
      const own = found.find(({ presence_id }) => presence_id === id)
      const isPublic = (visibility ?? capabilitiesOf[kind].visibility) === 'public'
      return { id, name, kind, isPublic, own: own ? signatureOf(own) : null, version: own?.version ?? 0 }
    }),
    people: people.map(({ id, name }) => ({
      member: { id, name },
      initials: initials.get(id)!,
      mayChange: mayName(actor, id),
    })),
    mayChange: may(actor.role, 'settings.manage'),
  }
}

export async function saveSignature(
  deps: Deps,
  actor: Actor,
  { presenceId, basedOn, signature }: BodyOf<typeof signatureRoutes.save>,
): Promise<Signatures> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    if (presenceId && !(await store.isOurs(tx, actor.workspaceId, 'presence', presenceId)))
      throw new Refusal('invalid-input', 'This workspace has no such presence.')
    const before = await store.findSignature(tx, actor.workspaceId, presenceId)
    if ((before?.version ?? 0) !== basedOn)
      throw new Refusal('conflict', 'Somebody changed this signature meanwhile. Look at it first.', {
        version: before?.version ?? 0,
      })
    const version = basedOn + 1
    await store.writeSignature(tx, actor, presenceId, signature, version)
    await append(tx, [{ ...about(actor), kind: 'signature.changed', data: { presenceId, version, isRemoved: false } }])
  })
  return readSignatures(deps, actor)
}

export async function dropSignature(deps: Deps, actor: Actor, presenceId: string): Promise<Signatures> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    if (!(await store.isOurs(tx, actor.workspaceId, 'presence', presenceId))) throw notFound()
    const before = await store.findSignature(tx, actor.workspaceId, presenceId)
    if (!before) return
    await store.removeSignature(tx, actor.workspaceId, presenceId)
    const data = { presenceId, version: before.version, isRemoved: true }
    await append(tx, [{ ...about(actor), kind: 'signature.changed', data }])
  })
  return readSignatures(deps, actor)
}

export async function changeInitials(
  deps: Deps,
  actor: Actor,
  memberId: string,
  initials: string,
): Promise<Signatures> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    if (!(await store.isOurs(tx, actor.workspaceId, 'member', memberId))) throw notFound()
    if (!mayName(actor, memberId)) throw new Refusal('not-allowed', 'Only they and administrators set these.')
    await setInitials(tx, actor.workspaceId, memberId, initials)
    await append(tx, [{ ...about(actor), kind: 'initials.changed', data: { memberId } }])
  })
  return readSignatures(deps, actor)
}

function mayName(actor: Actor, memberId: string): boolean {
  return memberId === actor.memberId ? may(actor.role, 'case.reply') : may(actor.role, 'member.manage')
}

function signatureOf({ texts, signs, initials }: store.SignatureRow): Signature {
  return { texts, signs, initials }
}

function about(actor: Actor): Pick<Entry, 'workspaceId' | 'subject' | 'actor'> {
  return {
    workspaceId: actor.workspaceId,
    subject: { kind: 'workspace', id: actor.workspaceId },
    actor: journalActor(actor),
  }
}
