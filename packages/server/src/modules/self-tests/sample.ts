import { sql } from 'kysely'
import { type Db, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'

const runsKept = 12

/** A channel that was tried every day, and what came of it; it rests, so that no test stands among the sample cases. */
export async function writeSampleSelfTest(
  tx: Db,
  deps: Pick<Deps, 'newId'>,
  { workspaceId, presenceId, by, now }: { workspaceId: string; presenceId: string; by: string; now: Date },
): Promise<void> {
  const id = deps.newId()
  await run(
    tx,
    sql`insert into self_test (workspace_id, id, presence_id, every_minutes, alarm_minutes, enabled, created_by) values (${workspaceId}, ${id}, ${presenceId}, 1440, 30, false, ${by})`,
  )
  const runs = Array.from({ length: runsKept }, (_, n) => {
    const start = now.getTime() - (runsKept - n) * 86_400_000
    const after = (seconds: number) => new Date(start + seconds * 1000).toISOString()
    const [seen, answered] = [240 + ((n * 397) % 2_900), 1_800 + ((n * 1_013) % 9_000)]
    const isMissing = n === 7
    return {
      id: deps.newId(),
      k: `selbsttest-${id.replaceAll('-', '').slice(0, 24)}${String(n).padStart(8, '0')}`,
      s: isMissing ? 'missing' : 'answered',
      a: after(0),
      t: isMissing ? null : after(2 + (n % 4)),
      e: isMissing ? null : after(seen),
      w: isMissing ? null : after(seen + answered),
    }
  })
  await run(
    tx,
    sql`insert into self_test_run (workspace_id, id, self_test_id, presence_id, token, state, started_at, sent_at, taken_at, seen_at, answered_at)
      select ${workspaceId}, r.id, ${id}, ${presenceId}, r.k, r.s, r.a, r.a, r.t, r.e, r.w
      from jsonb_to_recordset(${JSON.stringify(runs)}::jsonb) as r(id uuid, k text, s text, a timestamptz, t timestamptz, e timestamptz, w timestamptz)`,
  )
}
