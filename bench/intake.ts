import type { RawItem } from '@resonanz/channels'
import { makeParts } from '@resonanz/server'
import { sql } from 'kysely'
import { heavyMail, mail, post } from './content.ts'
import { makeStage, median, round, type Stage } from './stage.ts'
import { batchLine, type IntakeDeps, storeItems } from '../packages/server/src/modules/intake/index.ts'
import { fillCases } from './fill.ts'
import { rawInsert } from './raw-insert.ts'

const rounds = 3
const posts = 6_000
const mails = 2_000

/** Items per second from stored bytes to routed case, beside the raw batched insert on the same database in the same run. */
export async function run(): Promise<Record<string, unknown>[]> {
  const stage = await makeStage()
  const parts = await makeParts(stage.deps)
  try {
    const results: Record<string, unknown>[] = []
    await measure(stage, parts, 'inlet', 500, 99)
    const empty = await series(stage, parts, 'inlet', posts, 1)
    results.push({ name: 'intake-posts', ...empty })
    results.push({ name: 'intake-mails', ...(await series(stage, parts, 'email', mails, 20)) })
    results.push({ name: 'intake-heavy-mail', ...(await heavy(stage, parts)) })
    await fillCases(stage, 100_000)
    const full = await series(stage, parts, 'inlet', posts, 40)
    results.push({
      name: 'intake-posts-100000-cases',
      ...full,
      keeps: round(full.ratio / empty.ratio, 2),
      keepsAbsolute: round(full.itemsPerSecond / empty.itemsPerSecond, 2),
    })
    return results
  } finally {
    await parts.pool.close()
    await parts.hub.loop.stop()
    await stage.end()
  }
}

async function series(stage: Stage, parts: IntakeDeps, kind: 'inlet' | 'email', count: number, seed: number) {
  const rates: number[] = []
  const raws: number[] = []
  const cpu: number[] = []
  for (let index = 0; index < rounds; index += 1) {
    raws.push(await rawInsert(stage, 6_000, seed + index))
    const before = process.cpuUsage()
    rates.push(await measure(stage, parts, kind, count, seed + index))
    const used = process.cpuUsage(before)
    cpu.push((used.user + used.system) / 1000 / count)
  }
  const itemsPerSecond = median(rates)
  const rawRowsPerSecond = median(raws)
  return {
    itemsPerSecond: round(itemsPerSecond, 0),
    rawRowsPerSecond: round(rawRowsPerSecond, 0),
    ratio: round(itemsPerSecond / rawRowsPerSecond, 3),
    cpuMsPerItem: round(median(cpu), 3),
  }
}

/** Stores in batches as a connector does, works at the same time; ends when the last case stands. */
async function measure(
  stage: Stage,
  parts: IntakeDeps,
  kind: 'inlet' | 'email',
  count: number,
  seed: number,
  make = maker(kind),
): Promise<number> {
  const items = Array.from({ length: count }, (_, index) => make(index, seed))
  const presence = { id: stage.presences[kind], workspaceId: stage.workspaceId }
  const line = batchLine(parts)
  const start = performance.now()
  let stored = false
  const storing = (async () => {
    for (let at = 0; at < items.length; at += 500)
      await stage.deps.db.system.transaction().execute((tx) => storeItems(tx, presence, items.slice(at, at + 500)))
    stored = true
  })()
  for (;;) {
    const more = await line.turn()
    if (!more && stored) break
    if (!more) await new Promise((resolve) => setTimeout(resolve, 2))
  }
  await storing
  while (await line.turn());
  const seconds = (performance.now() - start) / 1000
  const [{ n }] = (await sql<{ n: number }>`select count(*)::int as n from inlet_open`.execute(stage.deps.db.system))
    .rows as [{ n: number }]
  if (n > 0) throw new Error(`${n} items were not worked`)
  return count / seconds
}

function maker(kind: 'inlet' | 'email'): (index: number, seed: number) => RawItem {
  if (kind === 'inlet')
    return (index, seed) => ({
      sourceKey: `post-${seed}-${index}`,
      contentType: 'application/json',
      source: {},
      raw: Buffer.from(JSON.stringify(post(index, seed))),
    })
  return (index, seed) => ({
    sourceKey: `INBOX/1/${seed * 100_000 + index}`,
    contentType: 'message/rfc822',
    source: { folder: 'INBOX', uid: seed * 100_000 + index },
    raw: mail(index, seed),
  })
}

async function heavy(stage: Stage, parts: IntakeDeps) {
  const one = (seed: number) => measure(stage, parts, 'email', 150, seed)
  const big = (seed: number) =>
    measure(stage, parts, 'email', 150, seed, (index, s) => ({
      sourceKey: `heavy/${s}/${index}`,
      contentType: 'message/rfc822',
      source: {},
      raw: heavyMail(index, s),
    }))
  const usual: number[] = []
  const large: number[] = []
  for (let index = 0; index < rounds; index += 1) {
    usual.push(await one(60 + index))
    large.push(await big(80 + index))
  }
  return {
    usualMailsPerSecond: round(median(usual), 0),
    heavyMailsPerSecond: round(median(large), 0),
    timesTheUsual: round(median(usual) / median(large), 1),
  }
}
