import type { BodyOf, ServiceNote, serviceNoteRoutes } from '@resonanz/contracts'
import { accessCase } from '#cases'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { type Db, inTransaction } from '#platform/db/database'
import { Refusal } from '#platform/errors'
import { append, type Entry } from '#platform/journal'
import { publicAddress, settingsOf } from '#settings'
import { withoutPersonalData } from './personal-data.ts'
import { refuseEnd } from './policy.ts'
import { accessNote, markWithdrawn, moveEnd, presentNote } from './store.ts'

/** Another end of the page, also of one that ended already. */
export async function extendNote(
  deps: Deps,
  actor: Actor,
  id: string,
  { expiresAt }: BodyOf<typeof serviceNoteRoutes.extend>,
): Promise<ServiceNote> {
  refuseEnd(expiresAt, new Date())
  return change(deps, actor, id, async (tx) => {
    await moveEnd(tx, id, expiresAt)
    return { kind: 'service-note.extended', data: { noteId: id, expiresAt } }
  })
}

/** Its address says from now on that it was taken off. */
export async function withdrawNote(
  deps: Deps,
  actor: Actor,
  id: string,
  { reason }: BodyOf<typeof serviceNoteRoutes.withdraw>,
): Promise<ServiceNote> {
  const why = withoutPersonalData(reason)
  return change(deps, actor, id, async (tx) => {
    await markWithdrawn(tx, id, actor.memberId, why)
    return { kind: 'service-note.withdrawn', data: { noteId: id, reason: why } }
  })
}

type Said = Extract<Entry, { kind: 'service-note.extended' | 'service-note.withdrawn' }>
async function change(
  deps: Deps,
  actor: Actor,
  id: string,
  write: (tx: Db) => Promise<Pick<Said, 'kind' | 'data'>>,
): Promise<ServiceNote> {
  const settings = await settingsOf(deps, actor.workspaceId)
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const note = await accessNote(tx, actor, id, { lock: true })
    await accessCase(tx, actor, note.case_id)
    if (note.withdrawn_at) throw new Refusal('conflict', 'This page was withdrawn.')
    const said = await write(tx)
    const entry = {
      workspaceId: actor.workspaceId,
      subject: { kind: 'case', id: note.case_id },
      actor: journalActor(actor),
      ...said,
    } as Entry
    await append(tx, [entry])
    return presentNote(await accessNote(tx, actor, id), actor, publicAddress(deps, settings))
  })
}
