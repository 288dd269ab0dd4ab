import type { RawItem } from '@resonanz/channels'
import { makeParts } from '@resonanz/server'
import { shippedRouting } from '@resonanz/contracts'
import { sql } from 'kysely'
import { batchLine, type IntakeDeps, storeItems } from '../packages/server/src/modules/intake/index.ts'
import { startRouting } from '../packages/server/src/modules/routing/index.ts'
import { post } from './content.ts'
import { makeStage, median, round, type Stage } from './stage.ts'

const rounds = 5
export const posts = 6_000
const agents = 500

/**
 * Intake with and without routing beside it, turn about in one run: 500 people of one team, skills and places counted,
 * every case pushed. `added` is what intake itself takes longer while cases are given out; `routedPerSecond` counts
 * until the last case has an owner.
 */
export async function run(): Promise<Record<string, unknown>[]> {
  const stage = await makeStage()
  const parts = await makeParts(stage.deps)
  try {
    await makeAgents(stage)
    await measure(stage, parts, 99)
    const without: number[] = []
    const intake: number[] = []
    const routed: number[] = []
    for (let index = 0; index < rounds; index += 1) {
      await setMode(stage, false)
      without.push((await measure(stage, parts, index * 2)).intakeSeconds)
      await setMode(stage, true)
      const loop = startRouting(stage.deps)
      const seconds = await measure(stage, parts, index * 2 + 1, loop.wake)
      await loop.stop()
      intake.push(seconds.intakeSeconds)
      routed.push(seconds.routedSeconds)
    }
    return [
      {
        name: 'routing',
        agents,
        posts,
        intakePerSecond: round(posts / median(without), 0),
        intakeWithRoutingPerSecond: round(posts / median(intake), 0),
        addedPercent: round(100 * (median(intake) / median(without) - 1), 1),
        routedPerSecond: round(posts / median(routed), 0),
        untilAllRoutedPercent: round(100 * (median(routed) / median(without) - 1), 1),
      },
    ]
  } finally {
    await parts.pool.close()
    await parts.hub.loop.stop()
    await stage.end()
  }
}

export async function makeAgents({ deps, workspaceId, teamId }: Stage): Promise<void> {
  const db = deps.db.system
  await sql`insert into auth_user (id, name, email) select 'bench-' || n, 'Agent ' || n, 'agent' || n || '@firma.test' from generate_series(1, ${agents}) n`.execute(
    db,
  )
  await sql`insert into member (workspace_id, id, user_id, name, role) select ${workspaceId}, gen_random_uuid(), 'bench-' || n, 'Agent ' || n, 'agent' from generate_series(1, ${agents}) n`.execute(
    db,
  )
  await sql`insert into team_member (workspace_id, team_id, member_id) select ${workspaceId}, ${teamId}, id from member`.execute(
    db,
  )
  await sql`insert into member_skill (workspace_id, member_id, kind, value, level) select ${workspaceId}, m.id, 'language', s.language, 1 + (hashtext(m.id::text) & 3) from member m, unnest('{de,en,fr}'::text[]) as s(language)`.execute(
    db,
  )
  await sql`insert into member_presence (workspace_id, member_id, state) select ${workspaceId}, id, 'available' from member`.execute(
    db,
  )
}

/** A new version each time, as the screen makes it. Cases of before are closed, so that places are free again. */
export async function setMode({ deps, workspaceId, teamId }: Stage, pushes: boolean): Promise<void> {
  const policy = {
    ...shippedRouting,
    queues: pushes ? [{ teamId, mode: 'push', overflow: null }] : [],
    capacity: { places: 500, byChannel: {}, urgentExtra: 0 },
    maxPushesPerHour: 500,
  }
  await sql`update cases set category = 'closed', closed_at = now() where category <> 'closed'`.execute(deps.db.system)
  await sql`delete from routing_wait`.execute(deps.db.system)
  // The reader begins anew: what came without it is not its to work.
  await sql`delete from journal_cursor where name = 'routing'`.execute(deps.db.system)
  await sql`update member_presence set seen_at = now(), pushed = 0`.execute(deps.db.system)
  await sql`insert into routing_policy (workspace_id, version, policy) select ${workspaceId}, coalesce(max(version), 0) + 1, ${JSON.stringify(policy)}::jsonb from routing_policy`.execute(
    deps.db.system,
  )
  await sql`vacuum analyze`.execute(deps.db.system)
}

export async function measure(stage: Stage, parts: IntakeDeps, seed: number, wake?: () => void) {
  const items = Array.from({ length: posts }, (_, index) => item(index, seed))
  const presence = { id: stage.presences.inlet, workspaceId: stage.workspaceId }
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
    // In the product the journal's notification does this.
    if (more) wake?.()
    if (!more && stored) break
    if (!more) await new Promise((resolve) => setTimeout(resolve, 2))
  }
  await storing
  while (await line.turn());
  const intakeSeconds = (performance.now() - start) / 1000
  if (wake) while ((await unowned(stage)) > 0) await new Promise((resolve) => setTimeout(resolve, 10))
  return { intakeSeconds, routedSeconds: (performance.now() - start) / 1000 }
}

async function unowned({ deps }: Stage): Promise<number> {
  const found = await sql<{
    n: number
  }>`select count(*)::int as n from cases where owner_id is null and category in ('new','open') and merged_into is null`.execute(
    deps.db.system,
  )
  return found.rows[0]!.n
}

function item(index: number, seed: number): RawItem {
  return {
    sourceKey: `post-${seed}-${index}`,
    contentType: 'application/json',
    source: {},
    raw: Buffer.from(JSON.stringify(post(index, seed + 500))),
  }
}
