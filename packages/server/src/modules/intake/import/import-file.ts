import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { RawItem } from '@resonanz/channels'
import { presencesNamed } from '#presences'
import { inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { knownItems, storeItems } from '../store-items.ts'
import { type ImportFormat, readItems } from './read-items.ts'

export type ImportWish = {
  path: string
  format: ImportFormat
  /** Id or name of the presence the items belong to: a mailbox for mbox, an inlet for JSON lines. */
  presence: string
  /** Reads and compares, stores nothing. */
  dryRun?: boolean
  /** Passes over the entries before this one, counted from 1. */
  from?: number
  onProgress?: (progress: ImportProgress) => void
}
export type ImportProgress = {
  /** Number of the last entry that is dealt with: mails, or lines of the file. */
  at: number
  stored: number
  /** Stored before, or twice in the file. */
  known: number
  refused: number
  bytesRead: number
  bytesTotal: number
}
export type ImportResult = ImportProgress & { presenceId: string; refusals: { number: number; reason: string }[] }

const batchItems = 500
const batchBytes = 8 * 1024 * 1024
const refusalsNamed = 100

/**
 * Takes a file into the inlet of a presence, batch by batch in constant memory; the running product (or the next start)
 * makes cases of it. What is stored already is its own memory: a run that was ended anywhere is simply started again.
 * Items are marked as imported: nothing answers them by itself. Throws Refusal when there is no such presence.
 */
export async function importFile(deps: Deps, wish: ImportWish): Promise<ImportResult> {
  const presence = await choosePresence(deps, wish)
  const total = (await stat(wish.path)).size
  const file = createReadStream(wish.path)
  const result: ImportResult = {
    presenceId: presence.id,
    at: 0,
    stored: 0,
    known: 0,
    refused: 0,
    bytesRead: 0,
    bytesTotal: total,
    refusals: [],
  }
  let batch: RawItem[] = []
  let bytes = 0
  const flush = async (at: number) => {
    const fresh = wish.dryRun
      ? batch.length - (await knownItems(deps.db.system, presence.id, batch))
      : await store(deps, presence, batch)
    Object.assign(result, { at, stored: result.stored + fresh, known: result.known + batch.length - fresh })
    result.bytesRead = file.bytesRead
    batch = []
    bytes = 0
    wish.onProgress?.(result)
  }
  let last = 0
  for await (const entry of readItems(file as AsyncIterable<Buffer>, wish.format)) {
    last = entry.number
    if (entry.number < (wish.from ?? 1)) continue
    if ('refused' in entry) {
      result.refused += 1
      if (result.refusals.length < refusalsNamed) result.refusals.push({ number: entry.number, reason: entry.refused })
      continue
    }
    batch.push(entry.item)
    bytes += entry.item.raw.byteLength
    if (batch.length >= batchItems || bytes >= batchBytes) await flush(entry.number)
  }
  await flush(last)
  if (result.stored > 0 && !wish.dryRun) await note(deps, presence, wish.format, result.stored)
  return result
}

async function store(deps: Deps, presence: { id: string; workspaceId: string }, batch: readonly RawItem[]) {
  const stored = await inTransaction(deps.db.system, (tx) => storeItems(tx, presence, batch))
  // One that stands twice in the batch was stored once.
  return new Set(stored.filter((item) => item.fresh).map((item) => item.id)).size
}

async function choosePresence(deps: Deps, { presence, format }: ImportWish) {
  const kind = format === 'mbox' ? 'email' : 'inlet'
  const found = (await presencesNamed(deps.db.system, presence)).filter((row) => row.kind === kind)
  const [first, second] = found
  if (!first) throw new Refusal('not-found', `There is no channel of kind ${kind} with this id or name: ${presence}`)
  if (second) throw new Refusal('invalid-input', `Name the channel by its id: ${found.map((row) => row.id).join(', ')}`)
  return { id: first.id, workspaceId: first.workspace_id }
}

async function note(deps: Deps, presence: { id: string; workspaceId: string }, what: ImportFormat, count: number) {
  await inTransaction(deps.db.system, (tx) =>
    append(tx, [
      {
        workspaceId: presence.workspaceId,
        subject: { kind: 'presence', id: presence.id },
        actor: { kind: 'job', id: 'import' },
        kind: 'data.imported',
        data: { what, count },
      },
    ]),
  )
}
