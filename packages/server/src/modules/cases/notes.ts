import type { Note } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { accessCase } from './case.ts'
import { entriesOf } from './case-events.ts'
import { refuseMerged } from './policy.ts'
import { setWatching } from './store-change.ts'
import { activeMembers, findNote, insertNote, markSeen, rewriteNote } from './store-notes.ts'
import { notesById } from './store-timeline.ts'
import { toNote } from './timeline.ts'

/** An internal note; who is mentioned watches the case from now on and is told by the journal's readers. */
export async function addNote(
  deps: Deps,
  actor: Actor,
  caseId: string,
  { text, mentionIds }: { text: string; mentionIds: string[] },
): Promise<Note> {
  const db = deps.db.of(actor.workspaceId)
  const id = deps.newId()
  await inTransaction(db, async (tx) => {
    refuseMerged(await accessCase(tx, actor, caseId, { lock: true }))
    const mentions = [...new Set(mentionIds)]
    const known = await activeMembers(tx, actor.workspaceId, mentions)
    if (known.length !== mentions.length)
      throw new Refusal('invalid-input', 'Only colleagues of this workspace can be mentioned.')
    await insertNote(tx, actor, { id, caseId, text, mentions })
    await setWatching(tx, actor.workspaceId, caseId, mentions, true)
    await append(
      tx,
      entriesOf(actor.workspaceId, journalActor(actor), caseId, [
        { kind: 'note.added', data: { noteId: id, mentions } },
      ]),
    )
  })
  const [note] = await notesById(db, actor, [id])
  return toNote(note!)
}

/** Corrects an own note; those of others stay as they were written. */
export async function changeNote(deps: Deps, actor: Actor, id: string, text: string): Promise<Note> {
  const db = deps.db.of(actor.workspaceId)
  await inTransaction(db, async (tx) => {
    const note = await findNote(tx, actor.workspaceId, id)
    if (!note) throw notFound()
    if (note.author_id !== actor.memberId) throw new Refusal('not-allowed', 'Only who wrote a note corrects it.')
    if (note.text === text) return
    await rewriteNote(tx, id, text)
    await append(
      tx,
      entriesOf(actor.workspaceId, journalActor(actor), note.case_id, [{ kind: 'note.changed', data: { noteId: id } }]),
    )
  })
  const [note] = await notesById(db, actor, [id])
  return toNote(note!)
}

export async function seeCase(deps: Deps, actor: Actor, caseId: string): Promise<{ ok: true }> {
  const db = deps.db.of(actor.workspaceId)
  await accessCase(db, actor, caseId)
  await markSeen(db, actor, caseId)
  return { ok: true }
}
