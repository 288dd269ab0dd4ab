import type { Actor, JournalData, JournalKind } from '@resonanz/contracts'
import type { Entry } from '#platform/journal'

type Event = { [K in JournalKind]: { kind: K; data: JournalData<K> } }[JournalKind]

/** On the case it is about; what belongs to none stands with the workspace. */
export function entry(workspaceId: string, caseId: string | null, actor: Actor, event: Event): Entry {
  const subject = caseId ? ({ kind: 'case', id: caseId } as const) : ({ kind: 'workspace', id: workspaceId } as const)
  return { workspaceId, subject, actor, ...event }
}
