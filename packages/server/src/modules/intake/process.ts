import type { ParseContext } from '@resonanz/channels'
import type { Deps } from '#platform/deps'
import { inTransaction } from '#platform/db/database'
import type { Outcome, WorkerPool } from '#platform/worker-pool'
import { claimItems, claimOne, type Claimed, ownAddresses } from './claim.ts'
import type { WorkerResult, WorkerTask } from './parse-worker.ts'
import type { ParsedItem, PlannedOutcome } from './plan.ts'
import { quarantine } from './quarantine.ts'
import { writeBatch } from './write-batch.ts'

export type IntakeDeps = Deps & {
  pool: WorkerPool<WorkerTask, WorkerResult>
  threadOfToken(token: string): string | null
  processName: string
}

const batchItems = 250
const batchBytes = 24 * 1024 * 1024

/** Works one batch of waiting items; says whether there may be more. */
export async function processBatch(deps: IntakeDeps): Promise<boolean> {
  const claimed = await claimItems(deps.db.system, deps.processName, batchItems, batchBytes)
  if (claimed.length === 0) return false
  await processClaimed(deps, claimed)
  return true
}

/** Works one item at once, for somebody who waits. Null when another process has it. */
export async function processNow(
  deps: IntakeDeps,
  itemId: string,
  by: 'intake' | 'quarantine' = 'intake',
): Promise<PlannedOutcome | null> {
  const claimed = await claimOne(deps.db.system, deps.processName, itemId)
  if (claimed.length === 0) return null
  return (await processClaimed(deps, claimed, by))[0] ?? null
}

export async function processClaimed(
  deps: IntakeDeps,
  claimed: readonly Claimed[],
  by: 'intake' | 'quarantine' = 'intake',
): Promise<PlannedOutcome[]> {
  const outcomes: PlannedOutcome[] = []
  for (const [workspaceId, items] of Map.groupBy(claimed, (item) => item.workspace_id)) {
    const own = await ownAddresses(deps.db.system, workspaceId)
    const parsed = await deps.pool.map(items.map((item) => taskOf(item, own)))
    const readable: ParsedItem[] = []
    const poison: { item: Claimed; failure: Extract<Outcome<unknown>, { ok: false }> }[] = []
    for (const [index, result] of parsed.entries()) {
      if (result.ok) readable.push({ item: items[index]!, events: 'events' in result.value ? result.value.events : [] })
      else poison.push({ item: items[index]!, failure: result })
    }
    for (const { item, failure } of poison)
      await quarantine(deps, item, failure.code === 'error' ? codeOf(failure.reason) : failure.code, failure.reason)
    outcomes.push(...(await writeHalving(deps, workspaceId, readable, by)))
  }
  return outcomes
}

/** A batch the database refuses is split in halves until the poison item stands alone; it goes to quarantine. */
async function writeHalving(
  deps: IntakeDeps,
  workspaceId: string,
  items: readonly ParsedItem[],
  by: 'intake' | 'quarantine',
): Promise<PlannedOutcome[]> {
  if (items.length === 0) return []
  try {
    return await inTransaction(deps.db.system, (tx) => writeBatch(tx, workspaceId, items, deps.threadOfToken, by))
  } catch (error) {
    // 22, 23, 42, 54: the data or our statement is at fault. Everything else is the database's state: try again later.
    if (
      !/^(22|23|42|54|0A)/.test((error as { code?: string }).code ?? '') &&
      !(error instanceof TypeError || error instanceof RangeError)
    )
      throw error
    if (items.length === 1) {
      deps.log.warn({ err: error, item: items[0]!.item.id }, 'item could not be written')
      await quarantine(deps, items[0]!.item, 'not-storable', (error as Error).message)
      return []
    }
    const half = Math.ceil(items.length / 2)
    return [
      ...(await writeHalving(deps, workspaceId, items.slice(0, half), by)),
      ...(await writeHalving(deps, workspaceId, items.slice(half), by)),
    ]
  }
}

function taskOf(item: Claimed, own: readonly string[]): WorkerTask {
  const context: ParseContext = {
    presenceId: item.presence_id,
    settings: item.settings,
    ownAddresses: own,
    nowMs: item.received_at.getTime(),
  }
  const occurredAt = typeof item.source.occurredAt === 'string' ? { occurredAt: item.source.occurredAt } : {}
  return {
    task: 'parse',
    kind: item.kind,
    item: {
      sourceKey: item.source_key,
      version: item.version,
      contentType: item.content_type,
      source: item.source,
      raw: item.raw,
      ...occurredAt,
    },
    context,
  }
}

function codeOf(reason: string): string {
  return /^[a-z][a-z0-9-]{2,40}(?= )/.exec(reason)?.[0] ?? 'unreadable'
}
