import type { ParseContext } from '@resonanz/channels'
import type { Deps } from '#platform/deps'
import { inTransaction } from '#platform/db/database'
import type { Outcome, WorkerPool } from '#platform/worker-pool'
import { notRead, type ReadingContext } from '#reading'
import { settingsOf } from '#settings'
import { readingContextOf } from '#understanding'
import { claimItems, claimOne, type Claimed, ownAddresses } from './claim.ts'
import type { FindDuplicates } from './find-duplicates.ts'
import type { ParsedEvent, WorkerResult, WorkerTask } from './parse-worker.ts'
import type { ParsedItem, PlannedOutcome } from './plan.ts'
import { quarantine } from './quarantine.ts'
import { type TakeTests, withoutTests } from './test-items.ts'
import { writeBatch } from './write-batch.ts'

export type IntakeDeps = Deps & {
  pool: WorkerPool<WorkerTask, WorkerResult>
  threadOfToken(token: string): string | null
  /** Without it every text stands alone. */
  findDuplicates?: FindDuplicates
  /** Without it no item is a test of ours. */
  takeTests?: TakeTests
  /** How long whoever sends a form waits for the number of the case at most; 5 s unless said otherwise. */
  numberAtMostMs?: number
  processName: string
}

type ParseTask = Extract<WorkerTask, { task: 'parse' }>

const batchItems = 500
const batchBytes = 8 * 1024 * 1024

/** Items of one workspace, parsed: what can be written, and what goes to quarantine. */
type ReadBatch = {
  workspaceId: string
  readable: ParsedItem[]
  poison: { item: Claimed; failure: Extract<Outcome<unknown>, { ok: false }> }[]
}

export type Line = {
  /** Works one batch; says whether there may be more. */
  turn(): Promise<boolean>
  /** Writes what was read ahead. */
  finish(): Promise<void>
}

/**
 * Works batches one after the other. Where many wait, the next batch is claimed and parsed while this one is written;
 * writing stays in order.
 */
export function batchLine(deps: IntakeDeps): Line {
  let ahead: Promise<ReadBatch[]> | null = null
  async function turn(): Promise<boolean> {
    const batch = await (ahead ?? readNext(deps)).finally(() => {
      ahead = null
    })
    if (batch.length === 0) return false
    if (isFull(batch)) {
      ahead = readNext(deps)
      // Its error is told when its turn comes.
      ahead.catch(() => {})
    }
    await writeRead(deps, batch, 'intake')
    return true
  }
  return {
    turn,
    async finish() {
      while (ahead !== null) await turn()
    },
  }
}

/** Works one batch of waiting items; says whether there may be more. */
export async function processBatch(deps: IntakeDeps): Promise<boolean> {
  const batch = await readNext(deps)
  await writeRead(deps, batch, 'intake')
  return batch.length > 0
}

async function readNext(deps: IntakeDeps): Promise<ReadBatch[]> {
  return read(deps, await claimItems(deps.db.system, deps.processName, batchItems, batchBytes))
}

function isFull(batch: readonly ReadBatch[]): boolean {
  let items = 0
  let bytes = 0
  for (const { readable, poison } of batch)
    for (const { item } of [...readable, ...poison]) {
      items += 1
      bytes += item.raw.length
    }
  return items >= batchItems || bytes >= batchBytes
}

/** Works one item at once, for somebody who waits. Null when another process has it. */
export async function processNow(
  deps: IntakeDeps,
  itemId: string,
  by: 'intake' | 'quarantine' = 'intake',
): Promise<PlannedOutcome | null> {
  const claimed = await claimOne(deps.db.system, deps.processName, itemId)
  if (claimed.length === 0) return null
  return (await writeRead(deps, await read(deps, claimed), by))[0] ?? null
}

async function read(deps: IntakeDeps, claimed: readonly Claimed[]): Promise<ReadBatch[]> {
  const batches: ReadBatch[] = []
  for (const [workspaceId, items] of Map.groupBy(claimed, (item) => item.workspace_id)) {
    const own = await ownAddresses(deps.db.system, workspaceId)
    const context = await readingContextOf(deps, workspaceId)
    const parsed = await parseAll(
      deps,
      items.map((item) => taskOf(item, own, context)),
    )
    const batch: ReadBatch = { workspaceId, readable: [], poison: [] }
    for (const [index, result] of parsed.entries()) {
      const item = items[index]!
      if (result.ok) batch.readable.push({ item, events: 'events' in result.value ? result.value.events : [] })
      else batch.poison.push({ item, failure: result })
    }
    await groupTexts(deps, workspaceId, batch.readable)
    await setTopics(deps, workspaceId, batch.readable)
    batches.push(batch)
  }
  return batches
}

/** Which texts say the same as one of the last days; the messages get their ids here, groups are named by them. */
async function groupTexts(deps: IntakeDeps, workspaceId: string, items: readonly ParsedItem[]): Promise<void> {
  if (!deps.findDuplicates) return
  const texts = items.flatMap(({ item, events }) =>
    events.flatMap((event) =>
      event.type === 'message' && event.reading?.reading ? [{ event, id: deps.newId(), at: item.received_at }] : [],
    ),
  )
  const groups = await deps.findDuplicates(
    workspaceId,
    texts.map(({ event, id, at }) => ({ id, text: event.text, at })),
  )
  for (const [index, { event, id }] of texts.entries()) Object.assign(event, { messageId: id, groupId: groups[index] })
}

/** From here on the classifier is taken at its word. */
const sureOfTopic = 0.8

async function setTopics(deps: IntakeDeps, workspaceId: string, items: readonly ParsedItem[]): Promise<void> {
  if (!(await settingsOf(deps, workspaceId)).setsTopics) return
  for (const event of items.flatMap(({ events }) => events)) {
    const topic = event.reading?.topic
    if (topic && topic.confidence >= sureOfTopic) event.topicId = topic.id
  }
}

/** What costs a thread its life or its time is tried once more without understanding it: then it is taken all the same. */
async function parseAll(deps: IntakeDeps, tasks: readonly ParseTask[]): Promise<Outcome<WorkerResult>[]> {
  const outcomes = await parseShares(deps, tasks)
  const lost = outcomes.flatMap((outcome, index) =>
    !outcome.ok && outcome.code !== 'error' ? [{ index, code: outcome.code }] : [],
  )
  if (lost.length === 0) return outcomes
  const again = await parseShares(
    deps,
    lost.map(({ index }) => ({ ...tasks[index]!, reading: null })),
  )
  for (const [n, { index, code }] of lost.entries()) {
    const outcome = again[n]!
    if (outcome.ok && 'events' in outcome.value)
      outcomes[index] = { ok: true, value: { events: outcome.value.events.map((event) => unread(event, code)) } }
  }
  return outcomes
}

function unread(event: ParsedEvent, code: string): ParsedEvent {
  // What was read of the words before an edit says nothing of those after it.
  const isRead = event.type === 'edit' || (event.type === 'message' && event.nature === 'message')
  return isRead ? { ...event, reading: notRead(code) } : event
}

/** All threads at once, each a share that is worth the way there. */
async function parseShares(deps: IntakeDeps, tasks: readonly ParseTask[]): Promise<Outcome<WorkerResult>[]> {
  const share = Math.max(50, Math.ceil(tasks.length / deps.config.workers))
  const shares = Array.from({ length: Math.ceil(tasks.length / share) }, (_, n) =>
    deps.pool.map(tasks.slice(n * share, (n + 1) * share)),
  )
  return (await Promise.all(shares)).flat()
}

async function writeRead(
  deps: IntakeDeps,
  batches: readonly ReadBatch[],
  by: 'intake' | 'quarantine',
): Promise<PlannedOutcome[]> {
  const outcomes: PlannedOutcome[] = []
  for (const { workspaceId, readable, poison } of batches) {
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
    return await inTransaction(deps.db.system, async (tx) =>
      writeBatch(tx, workspaceId, await withoutTests(tx, workspaceId, items, deps.takeTests), deps.threadOfToken, by),
    )
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

function taskOf(item: Claimed, own: readonly string[], reading: ReadingContext): ParseTask {
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
    reading,
  }
}

function codeOf(reason: string): string {
  return /^[a-z][a-z0-9-]{2,40}(?= )/.exec(reason)?.[0] ?? 'unreadable'
}
