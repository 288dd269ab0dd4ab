import { randomBytes } from 'node:crypto'
import type { BodyOf, ServiceNote, serviceNoteRoutes } from '@resonanz/contracts'
import { accessCase } from '#cases'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { inTransaction } from '#platform/db/database'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { publicAddress, settingsOf } from '#settings'
import { personalDataIn, withoutPersonalData } from './personal-data.ts'
import { mayConfirm, refuseEnd } from './policy.ts'
import { accessNote, insertNote, presentNote } from './store.ts'

/**
 * Puts a long answer on a public page of ours and gives its address, which nobody can guess. Personal data in it stops it
 * with `personal-data-found` (where, of which kind), until somebody with the right says why it stays.
 */
export async function publishNote(
  deps: Deps,
  actor: Actor,
  caseId: string,
  note: BodyOf<typeof serviceNoteRoutes.publish>,
): Promise<ServiceNote> {
  refuseEnd(note.expiresAt, new Date())
  const settings = await settingsOf(deps, actor.workspaceId)
  const id = deps.newId()
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const record = await accessCase(tx, actor, caseId, { lock: true })
    const found = await personalDataIn(tx, record.id, note)
    if (found.length > 0 && !(note.confirm && mayConfirm(actor)))
      throw new Refusal('personal-data-found', undefined, { found: found.slice(0, 50), mayConfirm: mayConfirm(actor) })
    const foundKinds = [...new Set(found.map(({ kind }) => kind))]
    const reason = found.length > 0 && note.confirm ? withoutPersonalData(note.confirm.reason) : null
    await insertNote(tx, {
      ...note,
      workspaceId: actor.workspaceId,
      id,
      caseId: record.id,
      token: randomBytes(16).toString('base64url'),
      foundKinds,
      confirmedBy: reason === null ? null : actor.memberId,
      confirmedReason: reason,
      memberId: actor.memberId,
    })
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'case', id: record.id },
        actor: journalActor(actor),
        kind: 'service-note.published',
        data: { noteId: id, expiresAt: note.expiresAt, foundKinds, ...(reason ? { reason } : {}) },
      },
    ])
    return presentNote(await accessNote(tx, actor, id), actor, publicAddress(deps, settings))
  })
}
