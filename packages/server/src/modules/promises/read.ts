import type { CasePromises, PromiseKind, PromiseRow } from '@resonanz/contracts'
import { standInsOf } from '#absences'
import { isOpenAt, nextOpening, readCalendars } from '#calendars'
import { accessCase } from '#cases'
import type { Db } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { membersByIds } from '#organisation'
import { allowedWith } from './policy.ts'
import * as store from './store.ts'

export async function promisesOfCase(deps: Deps, actor: Actor, caseId: string): Promise<CasePromises> {
  const db = deps.db.of(actor.workspaceId)
  const record = await accessCase(db, actor, caseId)
  const place = { teamId: record.team_id, presenceId: record.presence_id }
  const [found, phone, proofs, calendars] = await Promise.all([
    store.promiseRows(db, actor.workspaceId, { caseId }),
    store.phoneOf(db, record),
    store.proofsOf(db, caseId),
    readCalendars(db, actor.workspaceId),
  ])
  const now = new Date()
  return {
    items: await present(db, actor, found),
    call: {
      phone,
      isOpen: isOpenAt(calendars, place, now),
      nextOpening: nextOpening(calendars, place, now)?.toISOString() ?? null,
    },
    proofs: proofs.map((proof) => ({ ...proof, at: proof.at.toISOString() })),
    allowed: allowedWith(actor, record),
  }
}

export async function readPromise(deps: Deps, actor: Actor, id: string): Promise<PromiseRow> {
  const db = deps.db.of(actor.workspaceId)
  const [made] = await present(db, actor, await store.promiseRows(db, actor.workspaceId, { id }))
  if (!made) throw notFound()
  return made
}

export async function newestOpen(tx: Db, caseId: string, kind: PromiseKind): Promise<string> {
  const id = await store.newestOpenId(tx, caseId, kind)
  if (id === null) throw new Refusal('conflict', 'Somebody changed this promise a moment ago.')
  return id
}

/** With who stands in for a keeper who is away. */
async function present(db: Db, actor: Actor, found: readonly store.PromiseRecord[]): Promise<PromiseRow[]> {
  const keepers = [
    ...new Set(found.flatMap(({ state, keeper_id }) => (state === 'open' && keeper_id ? [keeper_id] : []))),
  ]
  const away = await standInsOf(db, actor.workspaceId, keepers)
  const deputies = [...away.values()].flatMap(({ deputyId }) => (deputyId ? [deputyId] : []))
  const names = await membersByIds(db, deputies)
  return found.map((row) => {
    const absence = row.state === 'open' && row.keeper_id ? away.get(row.keeper_id) : undefined
    return {
      id: row.id,
      caseId: row.case_id,
      kind: row.kind,
      text: row.text,
      what: row.what,
      dueAt: row.due_at.toISOString(),
      owner: row.owner,
      standIn: (absence?.deputyId && names.get(absence.deputyId)) || null,
      isOwnerAway: absence !== undefined,
      madeBy: row.made_by,
      madeAt: row.made_at.toISOString(),
      state: row.state,
      settledAt: row.settled_at?.toISOString() ?? null,
      settledBy: row.settled_by,
      reason: row.reason,
      proof: row.proof_kind && { kind: row.proof_kind, id: row.proof_id, words: row.proof_words },
      replacedBy: row.replaced_by,
    }
  })
}
