import type { Db } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import type { JournalRow, Position } from '#platform/journal'
import { readEntries } from '#platform/journal-reader'
import { readTargets } from '#targets'
import { type Clock, retarget } from './clock.ts'
import { align, type Life, live } from './life.ts'
import { planRuns } from './recompute.ts'
import {
  type CaseFacts,
  clockFrom,
  clockRows,
  factsOf,
  keepResolutionDue,
  lockClocks,
  type MovedAnswer,
  moveAnswers,
  writeClocks,
} from './store.ts'

const batch = 500
const reader = 'clocks'

/** Entries after which other rules may hold for a case. */
const movesRules: ReadonlySet<string> = new Set(['case.team', 'case.priority', 'case.kind', 'case.corrected'])

/**
 * Reads the journal behind a kept cursor and keeps the clocks of its cases: the same history gives the same clocks, and
 * what was read is marked in the same transaction. Several processes take turns by the cursor's lock. Says whether
 * there may be more.
 */
export async function keepClocks(deps: Deps): Promise<boolean> {
  return readEntries(deps, { name: reader, limit: batch, fromStart: true }, async (tx, entries) => {
    const last = entries.at(-1)!
    const ofCases = entries.filter((entry) => entry.subject_kind === 'case')
    for (const [workspaceId, mine] of Map.groupBy(ofCases, (entry) => entry.workspace_id))
      await keepClocksOf(tx, deps, workspaceId, mine, last)
    await planRuns(tx, deps, entries)
  })
}

async function keepClocksOf(
  tx: Db,
  deps: Deps,
  workspaceId: string,
  entries: readonly JournalRow[],
  read: Position,
): Promise<void> {
  const byCase = Map.groupBy(entries, (entry) => entry.subject_id)
  const caseIds = [...byCase.keys()]
  await lockClocks(tx, [workspaceId])
  const facts = await factsOf(tx, caseIds, read)
  // Of a company that was removed the journal stays, and nothing else.
  if (facts.size === 0) return
  const targets = await readTargets(tx, workspaceId)
  // A promise goes along when cases are joined or parted, and its clock with it.
  const caseOf = new Map(
    [...facts.values()].flatMap(({ id, promises }) => promises.map((promise) => [promise.id, id] as const)),
  )
  const found = await clockRows(tx, caseIds, { lock: true, promiseIds: [...caseOf.keys()] })
  const stored = Map.groupBy(found, (row) => caseOf.get(row.promise_id ?? '') ?? row.case_id)
  const changed: Clock[] = []
  const moved: MovedAnswer[] = []
  for (const [caseId, mine] of byCase) {
    const standing = facts.get(caseId)
    if (!standing) continue
    const rows = stored.get(caseId) ?? []
    const before = rows.map((row) => ({ ...clockFrom(row, targets, standing), caseId }))
    const life: Life = {
      caseId,
      clocks: [...before],
      fresh: new Set(),
      aimOf: (kind) => targets.aimOf(kind, standing),
      newId: deps.newId,
    }
    for (const entry of mine) live(life, entry)
    if (!standing.isAhead) align(life, standing, mine.at(-1)!.at.getTime())
    if (mine.some((entry) => movesRules.has(entry.kind))) moved.push(...followRules(life, standing))
    const known = new Set<Clock>(before.filter((_, at) => rows[at]!.case_id === caseId))
    const standsHere = ({ promiseId }: Clock) => (caseOf.get(promiseId ?? '') ?? caseId) === caseId
    changed.push(...life.clocks.filter((clock) => !known.has(clock) && standsHere(clock)))
  }
  await writeClocks(tx, workspaceId, changed)
  await keepResolutionDue(tx, workspaceId, changed)
  await moveAnswers(tx, workspaceId, moved)
}

/** Running clocks under the rules that hold now; says which answer is due at another moment. */
function followRules(life: Life, { answerDueAt }: CaseFacts): MovedAnswer[] {
  const moved: MovedAnswer[] = []
  life.clocks = life.clocks.map((clock) => {
    const under = retarget(clock, clock.aim)
    if (under.dueAt === clock.dueAt) return clock
    if (clock.kind.endsWith('answer') && clock.dueAt === answerDueAt)
      moved.push({ caseId: life.caseId, before: clock.dueAt, after: under.dueAt })
    return under
  })
  return moved
}
