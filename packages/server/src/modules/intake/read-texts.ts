import type { Deps } from '#platform/deps'
import type { WorkerPool } from '#platform/worker-pool'
import { type MessageReading, notRead } from '#reading'
import { readingContextOf } from '#understanding'
import type { WorkerResult, WorkerTask } from './parse-worker.ts'

/** Reads texts of a workspace in the worker threads; one answer per text, in order. */
export type ReadTexts = (workspaceId: string, texts: readonly string[]) => Promise<(MessageReading | null)[]>

const share = 100

/** What nobody sent through a channel is read by the same threads: logged calls, texts that were there before. */
export function makeReadTexts(deps: Deps & { pool: WorkerPool<WorkerTask, WorkerResult> }): ReadTexts {
  return async (workspaceId, texts) => {
    const context = await readingContextOf(deps, workspaceId)
    const readings: (MessageReading | null)[] = []
    for (let at = 0; at < texts.length; at += share) {
      const results = await deps.pool.map(
        texts.slice(at, at + share).map((text): WorkerTask => ({ task: 'read', text, reading: context })),
      )
      for (const result of results)
        readings.push(result.ok ? ('reading' in result.value ? result.value.reading : null) : notRead(result.code))
    }
    return readings
  }
}
