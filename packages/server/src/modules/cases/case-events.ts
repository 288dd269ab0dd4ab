import type { Actor as JournalActor, JournalData, JournalKind } from '@resonanz/contracts'
import type { Entry } from '#platform/journal'

/** What happened to a case, before it is said to whom and by whom. */
export type CaseEvent = { [K in JournalKind]: { kind: K; data: JournalData<K> } }[JournalKind]

export function entriesOf(
  workspaceId: string,
  actor: JournalActor,
  caseId: string,
  events: readonly CaseEvent[],
  cause?: { kind: string; id: string },
): Entry[] {
  return events.map((event) => ({ workspaceId, subject: { kind: 'case', id: caseId }, actor, cause, ...event }))
}
