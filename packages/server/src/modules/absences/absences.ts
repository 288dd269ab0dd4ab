import type { Absence, absenceRoutes, BodyOf } from '@resonanz/contracts'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { mayEnterFor, mayNameDeputyOf } from './policy.ts'
import { resolveStandIns } from './stand-ins.ts'
import * as store from './store.ts'

const maxDays = 400
const dayMs = 86_400_000

export async function listAbsences(deps: Deps, actor: Actor): Promise<{ items: Absence[] }> {
  return { items: await present(deps.db.of(actor.workspaceId), actor.workspaceId) }
}

/**
 * Enters an absence. Refuses times that end before they begin or in the past, and oneself as deputy (`invalid-input`), and
 * a deputy for somebody above (`not-allowed`).
 */
export async function createAbsence(
  deps: Deps,
  actor: Actor,
  { memberId, from, to, deputyId }: BodyOf<typeof absenceRoutes.create>,
): Promise<Absence> {
  if (!mayEnterFor(actor, memberId)) throw new Refusal('not-allowed', 'Only your own absence.')
  const id = deps.newId()
  const times = { from: new Date(from), to: new Date(to), deputyId }
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await check(tx, actor, memberId, times)
    if (deputyId !== null) await refuseDeputyAbove(tx, actor, memberId)
    await store.insertAbsence(tx, actor.workspaceId, { id, memberId, ...times, by: actor.memberId })
    return settle(tx, actor, memberId, id)
  })
}

export async function changeAbsence(
  deps: Deps,
  actor: Actor,
  id: string,
  change: BodyOf<typeof absenceRoutes.change>,
): Promise<Absence> {
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const known = await accessAbsence(tx, actor, id)
    const times = {
      from: change.from ? new Date(change.from) : known.from_at,
      to: change.to ? new Date(change.to) : known.to_at,
      deputyId: change.deputyId === undefined ? known.deputy_id : change.deputyId,
    }
    await check(tx, actor, known.member_id, times)
    if (times.deputyId !== null && times.deputyId !== known.deputy_id)
      await refuseDeputyAbove(tx, actor, known.member_id)
    await store.updateAbsence(tx, actor.workspaceId, id, times)
    return settle(tx, actor, known.member_id, id)
  })
}

export async function endAbsence(deps: Deps, actor: Actor, id: string): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const known = await accessAbsence(tx, actor, id)
    await store.endAbsence(tx, actor.workspaceId, id)
    await record(tx, actor, known.member_id)
  })
  return { ok: true }
}

async function accessAbsence(tx: Db, actor: Actor, id: string) {
  const known = await store.lockAbsence(tx, actor.workspaceId, id)
  if (!known) throw notFound()
  if (!mayEnterFor(actor, known.member_id)) throw new Refusal('not-allowed', 'Only your own absence.')
  return known
}

async function check(tx: Db, actor: Actor, memberId: string, { from, to, deputyId }: store.AbsenceTimes) {
  const people = deputyId ? [memberId, deputyId] : [memberId]
  if (deputyId === memberId) throw new Refusal('invalid-input', 'Nobody stands in for themselves.')
  if ((await store.countActive(tx, actor.workspaceId, people)) !== people.length)
    throw new Refusal('invalid-input', 'This workspace has no such active member.')
  if (to <= from || to.getTime() <= Date.now())
    throw new Refusal('invalid-input', 'An absence ends after it begins, and not in the past.')
  if (to.getTime() - from.getTime() > maxDays * dayMs)
    throw new Refusal('invalid-input', 'Longer than 400 days: take the access away instead.')
}

async function refuseDeputyAbove(tx: Db, actor: Actor, memberId: string): Promise<void> {
  const role = await store.roleOf(tx, actor.workspaceId, memberId)
  if (role && mayNameDeputyOf(actor, { id: memberId, role })) return
  throw new Refusal(
    'not-allowed',
    'Only they themselves name who stands in for them. Enter the absence without a deputy.',
  )
}

async function settle(tx: Db, actor: Actor, memberId: string, id: string): Promise<Absence> {
  await record(tx, actor, memberId)
  const [absence] = await present(tx, actor.workspaceId, id)
  return absence!
}

async function record(tx: Db, actor: Actor, memberId: string): Promise<void> {
  await append(tx, [
    {
      workspaceId: actor.workspaceId,
      subject: { kind: 'member', id: memberId },
      actor: journalActor(actor),
      kind: 'member.absence',
      data: {},
    },
  ])
}

async function present(db: Db, workspaceId: string, id?: string): Promise<Absence[]> {
  const found = await store.readAbsences(db, workspaceId, id)
  const names = new Map(
    found.flatMap((row) => [
      [row.member_id, row.member_name] as const,
      ...(row.deputy_id ? [[row.deputy_id, row.deputy_name ?? ''] as const] : []),
    ]),
  )
  const standIns = resolveStandIns(await store.runningAbsences(db, workspaceId, null), [...names.keys()])
  return found.map((row) => {
    const standInId = row.is_running ? (standIns.get(row.member_id)?.deputyId ?? null) : null
    return {
      id: row.id,
      member: { id: row.member_id, name: row.member_name },
      from: row.from_at.toISOString(),
      to: row.to_at.toISOString(),
      deputy: row.deputy_id ? { id: row.deputy_id, name: row.deputy_name ?? '' } : null,
      standIn: standInId ? { id: standInId, name: names.get(standInId) ?? '' } : null,
      state: row.is_running ? 'running' : 'coming',
    }
  })
}
