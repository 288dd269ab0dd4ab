import type { Deps } from '#platform/deps'
import { append } from '#platform/journal'
import { readEntries } from '#platform/journal-reader'
import { type Loop, startLoop } from '#platform/loop'
import { stalledFrom } from '#cases'
import { scoreOf, stalledReasons } from './stalled.ts'
import * as store from './store.ts'

const rule = { kind: 'rule', id: 'case-progress' } as const
const batch = 500
/** After these a case may seem to stall, or no longer. */
const moving: ReadonlySet<string> = new Set([
  'message.received',
  'reply.queued',
  'reply.logged',
  'reply.undone',
  'case.team',
  'case.reopened',
  'case.ping-pong',
  'case.corrected',
  'case.joined',
  'case.split',
  'case.undone',
  'promise.replaced',
  'texts.read-again',
])

export function startWatchingStalled(deps: Deps): Loop {
  return startLoop({
    name: 'case-progress',
    log: deps.log.child({ part: 'case-progress' }),
    idleMs: 5_000,
    turn: () => scoreOnce(deps),
  })
}

/**
 * Reads the journal behind a kept cursor and works out anew, all at once, how much speaks for the stalling of the cases
 * that changed. Told once, when a case comes over the limit. Says whether there is more.
 */
export async function scoreOnce(deps: Deps): Promise<boolean> {
  return readEntries(deps, { name: 'case-progress', limit: batch }, async (tx, entries) => {
    const changed = entries.filter(({ kind, subject_kind }) => subject_kind === 'case' && moving.has(kind))
    const facts = await store.stalledFacts(tx, [...new Set(changed.map((entry) => entry.subject_id))])
    const scored = facts.flatMap((row) => {
      const reasons = stalledReasons(row)
      const isSame = JSON.stringify(reasons) === JSON.stringify(row.reasons)
      return isSame
        ? []
        : [{ id: row.id, workspaceId: row.workspace_id, before: row.stalled, score: scoreOf(reasons), reasons }]
    })
    await store.writeStalled(tx, scored)
    await append(
      tx,
      scored
        .filter(({ before, score }) => before < stalledFrom && score >= stalledFrom)
        .map(({ id, workspaceId, score, reasons }) => ({
          workspaceId,
          subject: { kind: 'case', id },
          actor: rule,
          kind: 'case.stalled',
          data: { score, reasons: reasons.map(({ code }) => code) },
        })),
    )
  })
}
