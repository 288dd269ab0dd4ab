import { randomBytes } from 'node:crypto'
import type { Db } from '#platform/db/database'
import { append } from '#platform/journal'
import { insertNote } from './store.ts'

type Sample = { workspaceId: string; id: string; caseId: string; memberId: string; now: Date }

/** A note of the sample company: what no short post could say. */
export async function writeSampleNote(tx: Db, { workspaceId, id, caseId, memberId, now }: Sample): Promise<void> {
  const expiresAt = new Date(now.getTime() + 90 * 86_400_000).toISOString()
  await insertNote(tx, {
    workspaceId,
    id,
    caseId,
    token: randomBytes(16).toString('base64url'),
    title: 'So tauschen Sie Ihre Zehnerkarte um',
    text: 'Seit dem Fahrplanwechsel gelten Zehnerkarten auf allen Fähren, auch am Abend.\n\nAlte Karten tauschen wir an jedem Anleger um. Bereits gelochte Fahrten bleiben verbraucht, alle übrigen gehen auf die neue Karte über. Der Umtausch kostet nichts und dauert wenige Minuten.\n\nHaben Sie für eine Abendfahrt schon einzeln bezahlt, bringen Sie den Beleg bitte mit: Wir erstatten den Betrag sofort.',
    language: 'de',
    indexed: false,
    foundKinds: [],
    confirmedBy: null,
    confirmedReason: null,
    memberId,
    expiresAt,
  })
  await append(tx, [
    {
      workspaceId,
      subject: { kind: 'case', id: caseId },
      actor: { kind: 'person', id: memberId },
      kind: 'service-note.published',
      data: { noteId: id, expiresAt, foundKinds: [] },
    },
  ])
}
