import type { FeedSettings } from '@resonanz/contracts'
import { z } from 'zod'
import { type ConnectorContext, ConnectorError, type FetchResult, type RawItem, type Session } from '../connector.ts'
import { EgressError } from '../kit/egress-error.ts'
import type { EgressResponse } from '../kit/egress.ts'
import { feedLimits } from './types.ts'

type Settings = z.output<typeof FeedSettings>
export type FeedContext = ConnectorContext<Settings, never>

const minute = 60_000
/** A feed without news is asked less and less often, down to this many times its interval, at least hourly. */
const slowestFactor = 6
const rememberedItems = 1_000
const firstItems = 50

const FeedCursor = z.object({
  /** Where a permanent redirect led. */
  url: z.string().optional(),
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  /** Visits without news, in a row. */
  quiet: z.number().int().default(0),
  /** Entries of the last document: key, version, twin key. They tell an edit from news and a changed guid from both. */
  known: z
    .array(z.tuple([z.string(), z.string(), z.string().nullable()]))
    .nullable()
    .default(null),
})
type FeedCursor = z.infer<typeof FeedCursor>

export async function openFeed(context: FeedContext): Promise<Session> {
  return {
    async fetch(given) {
      const cursor = FeedCursor.safeParse(given).data ?? { quiet: 0, known: null }
      const answer = await askForFeed(context, cursor.url ?? context.settings.url, cursor)
      if (answer.status === 304) return quietResult(context.settings, cursor)
      const document = await context.split({
        raw: answer.body,
        contentType: answer.headers['content-type'] ?? '',
        url: answer.url,
        nowMs: Date.now(),
      })
      if (!document.ok) throw new ConnectorError('transient', document.code)
      return readResult(context.settings, cursor, answer, document.items)
    },
    async close() {},
  }
}

/** Throws ConnectorError for everything but 200 and 304. */
export async function askForFeed(
  context: FeedContext,
  url: string,
  cursor: { etag?: string | undefined; lastModified?: string | undefined } = {},
): Promise<EgressResponse> {
  let answer: EgressResponse
  try {
    answer = await context.egress.fetch(url, {
      headers: {
        accept: 'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5',
        ...(cursor.etag ? { 'if-none-match': cursor.etag } : {}),
        ...(cursor.lastModified ? { 'if-modified-since': cursor.lastModified } : {}),
      },
      maxBytes: feedLimits.bytes,
      timeoutMs: context.patienceMs ? 2 * context.patienceMs : 30_000,
      redirects: 'follow-checked',
      signal: context.signal,
    })
  } catch (error) {
    const code = error instanceof EgressError ? error.code : 'unreachable'
    const lasting = code === 'host-not-allowed' || code === 'bad-address' || code === 'certificate'
    throw new ConnectorError(lasting ? 'permanent' : 'transient', code, { cause: error })
  }
  if (answer.status === 200 || answer.status === 304) return answer
  const retryAfterMs = retryAfter(answer.headers['retry-after'])
  if (answer.status === 410) throw new ConnectorError('permanent', 'gone')
  if (answer.status === 404) throw new ConnectorError('permanent', 'not-found')
  if (answer.status === 401 || answer.status === 403) throw new ConnectorError('permanent', 'refused')
  const code = answer.status === 429 ? 'throttled' : 'server-error'
  throw new ConnectorError('transient', code, retryAfterMs === null ? {} : { retryAfterMs })
}

function readResult(settings: Settings, cursor: FeedCursor, answer: EgressResponse, all: RawItem[]): FetchResult {
  const byKey = new Map(cursor.known?.map(([key, version]) => [key, version]))
  const byTwin = new Map(cursor.known?.flatMap(([key, , twin]) => (twin === null ? [] : [[twin, key] as const])))
  // At the first visit only the newest entries come in; they are marked as there before.
  const first = cursor.known === null
  const current = first ? all.slice(-firstItems) : all
  const items: RawItem[] = []
  for (const item of current) {
    const twin = twinOf(item)
    const key = byKey.has(item.sourceKey) ? item.sourceKey : ((twin && byTwin.get(twin)) ?? item.sourceKey)
    const before = byKey.get(key)
    if (before === short(item.version ?? '')) continue
    const facts = { ...(before === undefined ? {} : { edited: true }), ...(first ? { imported: true } : {}) }
    items.push({ ...item, sourceKey: key, source: { ...item.source, ...facts } })
  }
  const known = all.slice(-rememberedItems).map((item): [string, string, string | null] => {
    const twin = twinOf(item)
    const key = byKey.has(item.sourceKey) ? item.sourceKey : ((twin && byTwin.get(twin)) ?? item.sourceKey)
    return [key, short(item.version ?? ''), twin]
  })
  const quiet = items.length > 0 ? 0 : cursor.quiet + 1
  const next: FeedCursor = {
    quiet,
    known,
    ...((answer.movedTo ?? cursor.url) ? { url: answer.movedTo ?? cursor.url } : {}),
    ...(answer.headers['etag'] ? { etag: answer.headers['etag'].slice(0, 1_000) } : {}),
    ...(answer.headers['last-modified'] ? { lastModified: answer.headers['last-modified'].slice(0, 100) } : {}),
  }
  return { items, cursor: next, more: false, nextAfterMs: pauseMs(settings, quiet) }
}

function quietResult(settings: Settings, cursor: FeedCursor): FetchResult {
  const quiet = cursor.quiet + 1
  return { items: [], cursor: { ...cursor, quiet }, more: false, nextAfterMs: pauseMs(settings, quiet) }
}

/** The interval as set; from the tenth visit without news on it grows, never beyond an hour or the interval itself. */
function pauseMs({ everyMinutes }: Settings, quiet: number): number {
  const factor = Math.min(slowestFactor, 1 + Math.floor(quiet / 10))
  return Math.max(everyMinutes, Math.min(60, everyMinutes * factor)) * minute
}

/** Seconds or a date; within a minute and a day. */
function retryAfter(value: string | undefined): number | null {
  if (value === undefined) return null
  const ms = /^\d{1,9}$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, minute), 24 * 60 * minute)
}

function twinOf(item: RawItem): string | null {
  return typeof item.source['twin'] === 'string' ? item.source['twin'] : null
}
const short = (version: string) => version.slice(0, 16)
