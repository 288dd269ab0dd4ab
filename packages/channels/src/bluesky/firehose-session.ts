import type { FirehoseSettings } from '@resonanz/contracts'
import { z } from 'zod'
import { type ConnectorContext, ConnectorError, type FetchResult, type RawItem, type Session } from '../connector.ts'
import { callNetwork, readingFault } from '../kit/network-call.ts'
import { isDid } from './at-uri.ts'
import { type Identity, openIdentities } from './firehose-identities.ts'
import { readQueryLine, wrongQuery } from './firehose/queries.ts'
import type { Batch, Found } from './firehose/reader.ts'
import { startReadingThread } from './firehose-thread.ts'
import { isSignedBy } from './firehose/signature.ts'
import { openStream } from './firehose-stream.ts'

export type FirehoseSettings = z.output<typeof FirehoseSettings>
export type FirehoseContext = ConnectorContext<FirehoseSettings, never>

const Cursor = z.object({ seq: z.number().int().nullable().default(null) })
const pauseMs = 500
/** The stream stands still now and then; so long without an event means that it is broken. */
const silentMs = 60_000

/** Reads the stream from the cursor on, holds posts against the queries and gives what meets them. */
export async function openFirehose(context: FirehoseContext): Promise<Session> {
  const { settings } = context
  const wrong = wrongQuery(settings.queries)
  if (wrong) throw new ConnectorError('permanent', 'query-wrong', { detail: `${wrong.line}: ${wrong.text}` })
  const identities = openIdentities(context, settings.directory)
  const ownDids = await didsOf(context, settings.ownAccounts)
  const options = { prove: settings.checkSignatures, ownDids }
  const thread = startReadingThread({ queries: settings.queries.map(readQueryLine), options })
  let stream: Awaited<ReturnType<typeof openStream>> | null = null

  return {
    async fetch(given): Promise<FetchResult> {
      const cursor = Cursor.safeParse(given).data ?? { seq: null }
      stream ??= await openStream(context, settings.relay, cursor.seq)
      const frames = stream.take()
      if (frames.length === 0) return { items: [], cursor, more: false, nextAfterMs: pauseMs }
      const batch = await thread.read(frames)
      if (batch.error !== null) return onError(batch)
      const items = await itemsOf(context, batch, identities)
      const gap = batch.info === 'OutdatedCursor' ? { gap: unread } : {}
      return { items, cursor: { seq: batch.seq ?? cursor.seq }, more: stream.hasMore(), nextAfterMs: silentMs, ...gap }
    },
    async wait(ms, signal) {
      if (!stream) return 'closed'
      const why = await stream.wait(Math.max(ms, silentMs), signal)
      // Silent for so long: taken up again at the cursor.
      return why === 'time' && !signal.aborted ? 'closed' : why
    },
    async close() {
      stream?.close()
      await thread.close()
    },
  }
}

/** The relay ends the stream: a cursor it never gave is dropped and told as a gap, everything else is tried again. */
function onError({ error }: Batch): FetchResult {
  if (error !== 'FutureCursor') throw new ConnectorError('transient', 'stream-ended', { detail: error ?? '' })
  return { items: [], cursor: { seq: null }, more: false, nextAfterMs: pauseMs, gap: unread }
}

/** Events are missing that nobody can bring back. A stream says no times: since the last visit. */
const unread = { from: null, to: null }

async function itemsOf(
  context: FirehoseContext,
  batch: Batch,
  identities: ReturnType<typeof openIdentities>,
): Promise<RawItem[]> {
  for (const did of batch.identities) identities.forget(did)
  // Of what was deleted or changed only what we keep matters.
  const asked = batch.found.flatMap(({ what, uri }) => (what === 'post' ? [] : [uri]))
  const below = batch.accounts.map(({ did }) => `at://${did}/`)
  const here = batch.found.flatMap(({ what, uri }) => (what === 'post' ? [uri] : []))
  const stored = asked.length + below.length > 0 ? await context.known?.({ keys: asked, below }) : []
  const kept = new Set([...here, ...(stored ?? [])])
  const wanted = batch.found.filter(
    ({ what, uri, queries }) => what === 'post' || kept.has(uri) || (what === 'changed' && queries.length > 0),
  )
  const people = await identities.of(wanted.map(({ did }) => did))
  const ofAccounts = batch.accounts.flatMap((account) =>
    [...kept].filter((uri) => uri.startsWith(`at://${account.did}/`)).map((uri) => accountItem(uri, account)),
  )
  return [
    ...wanted.map((found) => {
      const identity = people.get(found.did) ?? null
      const isNew = found.what === 'changed' && !kept.has(found.uri)
      return toItem(isNew ? { ...found, what: 'post' } : found, identity, verdictOf(context, found, identity))
    }),
    ...ofAccounts,
  ]
}

/** Told for each kept post of the account; every telling is an item of its own. */
function accountItem(uri: string, { did, seq, time, what }: Batch['accounts'][number]): RawItem {
  const about = { what: 'gone' as const, uri, did, cid: '', record: null, queries: [], time }
  if (what === 'gone') return toItem(about, null, 'account')
  const raw = Buffer.from(JSON.stringify({ reason: what, uri, indexedAt: time }))
  return { ...toItem(about, null, 'account'), version: `${what} ${seq}`, raw }
}

/** `unknown`: the author's key cannot be had. Those are kept and say so; a wrong signature is kept out. */
function verdictOf({ settings }: FirehoseContext, { signed }: Found, identity: Identity | null): string {
  if (!settings.checkSignatures) return 'unchecked'
  if (!signed) return 'wrong'
  if (!identity?.key) return 'unknown'
  return isSignedBy(identity.key, signed) ? 'right' : 'wrong'
}

function toItem(found: Found, identity: Identity | null, signature: string): RawItem {
  const { what, uri, did, cid, record, queries, time } = found
  const about = { reason: what, uri, cid, author: { did, handle: identity?.handle ?? '' }, indexedAt: time }
  const head = JSON.stringify(about)
  return {
    sourceKey: uri,
    version: what === 'gone' ? 'gone' : cid,
    contentType: 'application/json',
    source: { queries, signature },
    raw: Buffer.from(record === null ? head : `${head.slice(0, -1)},"record":${record}}`),
    ...(Number.isNaN(Date.parse(time)) ? {} : { occurredAt: new Date(time).toISOString() }),
  }
}

async function didsOf(context: FirehoseContext, accounts: readonly string[]): Promise<string[]> {
  const dids: string[] = []
  for (const account of accounts) {
    const name = account.replace(/^@/, '')
    if (isDid(name)) dids.push(name)
    else dids.push(await resolved(context, name))
  }
  return dids
}

async function resolved(context: FirehoseContext, handle: string): Promise<string> {
  const url = new URL('/xrpc/com.atproto.identity.resolveHandle', context.settings.service)
  url.searchParams.set('handle', handle)
  try {
    const { status, json } = await callNetwork(context, url.href, { maxBytes: 100_000 })
    const did = (json as { did?: unknown } | undefined)?.did
    if (status === 200 && typeof did === 'string' && isDid(did)) return did
    throw status >= 500 || status === 429
      ? new ConnectorError('transient', 'server-error')
      : new ConnectorError('permanent', 'handle-unknown', { detail: handle })
  } catch (error) {
    throw readingFault(error)
  }
}
