import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { connectorOf, type ConnectorContext, type Cursor, makeEgress } from '@resonanz/channels'
import { sql } from 'kysely'
import { storeItems } from '../packages/server/src/modules/intake/store-items.ts'
import { storedKeys } from '../packages/server/src/modules/presences/stored-keys.ts'
import { inTransaction } from '../packages/server/src/platform/db/database.ts'
import { makeStage, round, type Stage } from './stage.ts'

type Result = Record<string, unknown> & { name: string }
const folder = join(import.meta.dirname, '../../shared/data/matching')
const queryCount = 10_000
const events = 20_000
/** The relay gives so many events before it waits for the reader: a real one gives what people write. */
const ahead = 6_000

/**
 * The stream of a whole network from the socket to the stored hits: decoded, held against 10,000 standing queries and
 * written with the cursor, all processes (relay, reader, database) on this machine. Once with every post a hit, once with
 * one in fifty; with and without checking the signatures of what is kept.
 */
export async function run(): Promise<Result[]> {
  if (!existsSync(folder)) return [{ name: 'firehose', skipped: 'no ../shared/data' }]
  const queries = readFileSync(join(folder, 'queries.jsonl'), 'utf8')
    .split('\n', queryCount)
    .map((line) => asText(JSON.parse(line) as Lists))
  const stage = await makeStage()
  try {
    const results: Result[] = []
    for (const everyHit of [50, 1]) {
      for (const checkSignatures of [false, true])
        results.push(await measure(stage, queries, { everyHit, checkSignatures }))
    }
    return results
  } finally {
    await stage.end()
  }
}

type Lists = { id: number; must: string[][]; not: string[] }

/** The lists of words as a person would type them. */
function asText({ id, must, not }: Lists): string {
  const term = (word: string) => `="${word}"`
  const all = [...must.map((words) => `(${words.map(term).join(' OR ')})`), ...not.map((word) => `-${term(word)}`)]
  return `Suche ${id} = ${all.join(' ')}`
}

async function measure(
  stage: Stage,
  queries: string[],
  { everyHit, checkSignatures }: { everyHit: number; checkSignatures: boolean },
): Promise<Result> {
  const relay = fork(join(import.meta.dirname, 'firehose-relay.ts'), [
    join(folder, 'posts.jsonl'),
    String(events),
    String(everyHit),
  ])
  const [{ url, bytes }] = (await once(relay, 'message')) as [{ url: string; bytes: number }]
  const place = { id: stage.deps.newId(), workspaceId: stage.workspaceId }
  await sql`insert into presence (workspace_id, id, kind, name, settings, next_poll_at) values (${place.workspaceId}, ${place.id}, 'firehose', 'Netz', '{}', 'infinity')`.execute(
    stage.deps.db.system,
  )
  const connector = connectorOf('firehose')
  const settings = connector.settings.parse({
    relay: url.replace('http', 'ws'),
    directory: url,
    queries,
    checkSignatures,
  })
  const context: ConnectorContext = {
    presenceId: place.id,
    settings,
    secrets: null,
    egress: makeEgress({ allow: [new URL(url).host] }),
    split: () => Promise.reject(new Error('nothing to split')),
    renewSecrets: () => Promise.reject(new Error('no secrets')),
    known: (asked) => storedKeys(stage.deps.db.system, place.id, asked),
    signal: new AbortController().signal,
  }
  const session = await connector.open!(context)
  try {
    let cursor: Cursor = { seq: 0 }
    let hits = 0
    // The first events wait for the thread to start and its queries to be read; they are not counted.
    const warmUp = events / 10
    relay.send(warmUp)
    let from = { at: 0, cpu: process.cpuUsage() }
    for (let seq = 0; seq < events; seq = Number(cursor['seq'])) {
      const batch = await session.fetch(cursor)
      cursor = batch.cursor
      await inTransaction(stage.deps.db.system, (tx) => storeItems(tx, place, batch.items, { cursor }))
      const now = Number(cursor['seq'])
      if (now === warmUp) from = { at: performance.now(), cpu: process.cpuUsage() }
      if (now >= warmUp) relay.send(now + ahead)
      if (now > warmUp) hits += batch.items.length
      if (!batch.more && now < events) await new Promise((resolve) => setTimeout(resolve, 1))
    }
    const seconds = (performance.now() - from.at) / 1000
    const { user, system } = process.cpuUsage(from.cpu)
    const counted = events - warmUp
    return {
      name: `firehose, ${everyHit === 1 ? 'every post a hit' : `1 of ${everyHit} posts a hit`}, signatures ${checkSignatures ? 'checked' : 'not checked'}`,
      eventsPerSecond: round(counted / seconds, 0),
      postsPerSecond: round((counted * 0.2) / seconds, 0),
      hitsStoredPerSecond: round(hits / seconds, 0),
      cpuMsPerEvent: round((user + system) / 1000 / counted, 3),
      bytesPerEvent: round(bytes / events, 0),
      queries: queries.length,
      rssMb: Math.round(process.memoryUsage().rss / 1e6),
    }
  } finally {
    await session.close()
    await context.egress.close()
    relay.kill()
  }
}
