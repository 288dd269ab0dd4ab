import { setTimeout as rest } from 'node:timers/promises'
import { inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append } from '#platform/journal'
import { type Loop, startLoop } from '#platform/loop'
import { type MessageReading, modelVersion } from '#reading'
import { joinFirsts, recomputeReadings, writeReadings } from './store.ts'
import {
  advanceRun,
  casesOfMessages,
  nextRun,
  prepareRuns,
  type StoredText,
  textsBefore,
  unchangedTexts,
} from './store-runs.ts'

type ReadingDeps = Deps & {
  readTexts(workspaceId: string, texts: readonly string[]): Promise<(MessageReading | null)[]>
  findDuplicates?(
    workspaceId: string,
    texts: readonly { id: string; text: string; at: Date }[],
  ): Promise<(string | null)[]>
}

const batchTexts = 200

/**
 * Reads what nobody read yet, or what older models read: texts from before this version, of the sample data, logged
 * while no thread was there. Newest first, batch by batch; it goes on where it stopped.
 */
export async function startReadingAgain(deps: ReadingDeps): Promise<Loop> {
  await prepareRuns(deps.db.system, modelVersion())
  return startLoop({
    name: 'read-again',
    log: deps.log.child({ part: 'read-again' }),
    idleMs: 3_000,
    turn: () => readSome(deps),
  })
}

/** Reads one batch; says whether there may be more. No transaction is open while threads read. */
export async function readSome(deps: ReadingDeps): Promise<boolean> {
  const run = await nextRun(deps.db.system, modelVersion())
  if (!run) return false
  const startedAt = performance.now()
  const batch = await textsBefore(deps.db.system, run, batchTexts)
  const stale = batch.filter((text) => text.model_version !== run.model_version)
  const readings = await deps.readTexts(
    run.workspace_id,
    stale.map((text) => text.text),
  )
  const groups = await groupsOf(deps, run.workspace_id, stale)
  const written = stale.flatMap(({ id }, index) => {
    const reading = readings[index]
    return reading ? [{ ...reading, messageId: id, clusterId: groups.get(id) ?? null }] : []
  })
  const isDone = batch.length < batchTexts
  await inTransaction(deps.db.system, async (tx) => {
    const total = await advanceRun(tx, run, { beforeId: batch.at(-1)?.id ?? null, count: written.length, isDone })
    // Another process was faster with the same batch.
    if (total === null) return
    // One that was edited meanwhile was read with its edit.
    const same = await unchangedTexts(tx, run.workspace_id, stale)
    const kept = written.filter(({ messageId }) => same.has(messageId))
    await writeReadings(tx, run.workspace_id, kept)
    await joinFirsts(tx, run.workspace_id, [...groups.values()])
    const messages = kept.map(({ messageId }) => messageId)
    await recomputeReadings(tx, await casesOfMessages(tx, run.workspace_id, messages))
    if (isDone && total > 0)
      await append(tx, [
        {
          workspaceId: run.workspace_id,
          subject: { kind: 'workspace', id: run.workspace_id },
          actor: { kind: 'job', id: 'read-again' },
          kind: 'texts.read-again',
          data: { modelVersion: run.model_version, count: total },
        },
      ])
  })
  // Half of the time at most: what comes in now goes first.
  await rest(performance.now() - startedAt)
  return true
}

/** Texts read for the first time are grouped; groups that were found before stay. */
async function groupsOf(
  deps: ReadingDeps,
  workspaceId: string,
  texts: readonly StoredText[],
): Promise<Map<string, string>> {
  const fresh = texts.filter((text) => text.model_version === null && text.opens)
  const found = (await deps.findDuplicates?.(workspaceId, fresh)) ?? []
  return new Map(fresh.flatMap(({ id }, index) => (found[index] ? [[id, found[index]] as const] : [])))
}
