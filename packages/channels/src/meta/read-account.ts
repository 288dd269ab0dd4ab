import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ConnectorError, type Cursor, type FetchResult, type RawItem, type Session } from '../connector.ts'
import { type GraphCall, readGraph } from './graph.ts'
import { idOf, instantOf, type Json, listOf, objectOf } from './json.ts'
import { readItem } from './read-things.ts'
import type { MetaContext } from './settings.ts'
import { noteTokenEnd } from './token.ts'
import { readingPace } from './usage.ts'

/** What was read: of which kind, and the thing itself. */
export type ReadThing = { field: 'post' | 'comment' | 'rating' | 'message'; value: Json }
/** One list of the account: where it lies, and what each of its elements holds. */
export type Source = { call: GraphCall; things(element: Json): ReadThing[] }

const everyMs = 15 * 60_000
/** Meta tells of things a little late: each reading looks back further than the last one ended. */
const overlapMs = 2 * 3_600_000
const pagesMost = 5
const Page = z.object({
  data: z.array(z.unknown()).catch([]),
  paging: z
    .object({ cursors: z.object({ after: z.string().max(2_000).optional() }).optional(), next: z.string().optional() })
    .optional(),
})

/**
 * Pushes are the way news comes; every quarter of an hour what stands there is read as well, so that a push that was
 * lost is made up for. Begins with what is said from now on.
 */
export function readAccount(
  context: MetaContext,
  account: string,
  sources: readonly Source[],
  now = Date.now,
): Session {
  return {
    async fetch(cursor) {
      const nowMs = now()
      const sinceMs = typeof cursor['sinceMs'] === 'number' ? cursor['sinceMs'] : null
      const next = await noteTokenEnd(context, cursor, nowMs)
      const short: number[] = []
      const things = await readSources(context, sources, (sinceMs ?? nowMs) - (sinceMs === null ? 0 : overlapMs), short)
      const items = sinceMs === null ? [] : itemsOf(account, things, sinceMs - overlapMs, nowMs)
      return {
        ...result(context, items, { ...next, sinceMs: nowMs }),
        ...(sinceMs === null ? {} : gapOf(sinceMs, short)),
      }
    },
    close: async () => {},
  }
}

function result({ presenceId }: MetaContext, items: RawItem[], cursor: Cursor): FetchResult {
  return { items, cursor, more: false, nextAfterMs: everyMs * readingPace(presenceId).stretch }
}

/** Between where the last reading ended and how far back this one came. */
function gapOf(sinceMs: number, short: readonly number[]): Pick<FetchResult, 'gap'> {
  const toMs = Math.max(...short)
  if (short.length === 0 || toMs <= sinceMs) return {}
  return { gap: { from: new Date(sinceMs).toISOString(), to: new Date(toMs).toISOString() } }
}

/** A right that the app lacks for one list takes nothing from the others; without any it is told. */
async function readSources(
  context: MetaContext,
  sources: readonly Source[],
  sinceMs: number,
  short: number[],
): Promise<ReadThing[]> {
  const things: ReadThing[] = []
  let refusal: ConnectorError | null = null
  let isAnyRead = false
  for (const source of sources) {
    try {
      things.push(...(await readPages(context, source, sinceMs, short)))
      isAnyRead = true
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.kind !== 'permanent') throw error
      refusal = error
    }
  }
  if (!isAnyRead && refusal) throw refusal
  return things
}

/** `short`: gets until when it was read where more stands there than is read at once. */
async function readPages(
  context: MetaContext,
  { call, things }: Source,
  sinceMs: number,
  short: number[],
): Promise<ReadThing[]> {
  const found: ReadThing[] = []
  let after: string | undefined
  for (let page = 0; page < pagesMost; page += 1) {
    const query = { ...call.query, ...(after ? { after } : {}) }
    const { data, paging } = await readGraph(context, { ...call, query, maxBytes: 10 * 1024 * 1024 }, Page)
    found.push(...data.flatMap((element) => things(objectOf(element))))
    after = paging?.next ? paging.cursors?.after : undefined
    if (!after || !data.some((element) => changedMs(objectOf(element)) >= sinceMs)) break
    if (readingPace(context.presenceId).onlyNewest) {
      short.push(Math.min(...data.map((element) => changedMs(objectOf(element)))))
      break
    }
    if (page === pagesMost - 1) short.push(Math.min(...data.map((element) => changedMs(objectOf(element)))))
  }
  return found
}

function changedMs(element: Json): number {
  const at = instantOf(element['updated_time'] ?? element['timestamp'] ?? element['created_time'])
  return at === null ? 0 : Date.parse(at)
}

function itemsOf(account: string, things: readonly ReadThing[], sinceMs: number, nowMs: number): RawItem[] {
  return things.flatMap(({ field, value }) => {
    const at = instantOf(value['created_time'] ?? value['timestamp'])
    const id = idOf(value['id'] ?? objectOf(value['open_graph_story'])['id'])
    if (id === '' || (at !== null && Date.parse(at) < sinceMs)) return []
    return [readItem(account, field, id, value, versionOf(value), nowMs)]
  })
}

/** What a person may change: the words, and whether others see them. Addresses of pictures differ each time. */
function versionOf(value: Json): string {
  const said = [value['message'], value['text'], value['review_text'], value['is_hidden'], value['hidden']]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 24)
}

/** Elements of a list inside a list. */
export function dataOf(value: unknown, most = 200): Json[] {
  return listOf(objectOf(value)['data'], most).map(objectOf)
}
