import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Notification } from './shapes.ts'
import type { BlueskyContext } from './settings.ts'

/** How far back: a clock that is a day behind, and an hour to spare. */
const slackMs = 25 * 3_600_000
const deepEveryMs = 3_600_000
const pagesMost = 10
const keptMost = 500

/**
 * Notifications lie in the order of times their authors chose. One whose clock is behind stands among those that were read
 * long ago, so what is not stored is looked for there: on the newest page at each visit, a day back every hour.
 */
export const LateCursor = z.object({
  /** Further back nothing is ours to take. */
  lower: z.string(),
  /** What stood there before the account was connected, as hashes. */
  before: z.array(z.string().max(20)).max(keptMost),
  deepAt: z.string(),
})
export type LateCursor = z.infer<typeof LateCursor>
type Page = { found: Notification[]; cursor: string | undefined; networkMs: number }
export type ReadPage = (page: string | undefined) => Promise<Page>

/** At the first visit: what is there already is not ours, whatever times it bears. `since`: from then on it is. */
export async function beginLate(read: ReadPage, since: string, networkMs: number): Promise<LateCursor> {
  const wanted = iso(Date.parse(since) - slackMs)
  const { all, isWhole } = await readBack(read, wanted)
  const oldest = all.at(-1)?.indexedAt
  const before = all.filter(({ indexedAt }) => indexedAt < since).slice(0, keptMost)
  const isKept = isWhole && before.length < keptMost
  return {
    lower: isKept ? wanted : [oldest ?? since, since].toSorted()[0]!,
    before: before.map(({ uri }) => hashOf(uri)),
    deepAt: iso(networkMs),
  }
}

/** What came in among the old ones since the last visit. `first`: the newest page, as it was just read. */
export async function findLate(
  context: Pick<BlueskyContext, 'known'>,
  read: ReadPage,
  { late, from, first }: { late: LateCursor; from: string; first: Page },
): Promise<{ found: Notification[]; all: Notification[]; late: LateCursor }> {
  if (!context.known) return { found: [], all: first.found, late }
  // A clock of theirs that was set back must not put the look off for a day.
  const isDue = Math.abs(first.networkMs - Date.parse(late.deepAt)) > deepEveryMs
  const all = isDue ? (await readBack(read, iso(first.networkMs - slackMs))).all : first.found
  const candidates = all.filter((one) => one.indexedAt < from && isOurs(late, one))
  const keys = candidates.map(({ uri }) => uri)
  const known = new Set(keys.length === 0 ? [] : await context.known({ keys, below: [] }))
  return {
    found: candidates.filter(({ uri }) => !known.has(uri)),
    all,
    late: isDue ? { ...late, deepAt: iso(first.networkMs) } : late,
  }
}

/** Did it come after the account was connected? */
export function isOurs({ lower, before }: LateCursor, { uri, indexedAt }: Pick<Notification, 'uri' | 'indexedAt'>) {
  return indexedAt >= lower && !before.includes(hashOf(uri))
}

async function readBack(read: ReadPage, until: string): Promise<{ all: Notification[]; isWhole: boolean }> {
  const all: Notification[] = []
  let page: string | undefined
  for (let count = 0; count < pagesMost; count += 1) {
    const { found, cursor } = await read(page)
    all.push(...found)
    const oldest = found.at(-1)?.indexedAt
    if (cursor === undefined || oldest === undefined || oldest < until) return { all, isWhole: true }
    page = cursor
  }
  return { all, isWhole: false }
}

const hashOf = (uri: string) => createHash('sha256').update(uri).digest('base64url').slice(0, 12)
const iso = (ms: number) => new Date(ms).toISOString()
