import type { Actor as JournalActor } from '@resonanz/contracts'
import type { Entry } from '#platform/journal'

export function tellMany(
  workspaceId: string,
  actor: JournalActor,
  manyAnswerId: string,
  what: 'started' | 'stopped' | 'retried' | 'done',
  cases: number,
): Entry {
  return {
    workspaceId,
    subject: { kind: 'workspace', id: workspaceId },
    actor,
    kind: 'many-answer.changed',
    data: { manyAnswerId, what, cases },
  }
}
