import { sql } from 'kysely'
import { type Db, rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { sameWords } from '#replies'
import { claimedColumns } from './claim-post.ts'
import type { ClaimedTarget } from './post.ts'
import { recordSent } from './record-post.ts'

/** Clocks of networks are not ours; what is posted later with the same words is another post. */
const clockMinutes = 5
const afterUnclearMinutes = 60

/** Nobody knows whether it arrived: does the network tell these words as a post of ours already? Its id of them. */
export async function postEchoOf(tx: Db, target: ClaimedTarget): Promise<string | undefined> {
  const told = await rows(
    tx,
    sql<{ external_id: string; text: string }>`select m.external_id, m.text from message m
      join planned_post_target t on t.id = ${target.id} join planned_post p on p.id = t.post_id
      where m.presence_id = ${target.presence_id} and m.direction = 'out' and m.inlet_item_id is not null and m.deleted_at is null
        and m.occurred_at > p.planned_at - make_interval(mins => ${clockMinutes})
        and not exists (select 1 from message b where b.thread_id = m.thread_id and b.occurred_at < m.occurred_at)
        and not exists (select 1 from planned_post_target x where x.thread_id = m.thread_id) and not exists (select 1 from outbox o where o.message_id = m.id)
      order by m.occurred_at limit 50`,
  )
  return told.find(({ text }) => sameWords(text, target.words))?.external_id
}

type PostEcho = { presenceId: string; externalId: string; text: string; at: Date }

/** The network tells of posts as ours: unclear ones with the same words were sent, and do not go again. In the caller's transaction. */
export async function joinPostEchoes(
  tx: Db,
  deps: Pick<Deps, 'newId'>,
  workspaceId: string,
  echoes: readonly PostEcho[],
): Promise<void> {
  const presences = [...new Set(echoes.map(({ presenceId }) => presenceId))]
  const unclear = await rows(
    tx,
    sql<
      ClaimedTarget & { from: Date; until: Date }
    >`select ${claimedColumns}, p.planned_at - make_interval(mins => ${clockMinutes}) as "from", t.unclear_at + make_interval(mins => ${afterUnclearMinutes}) as until
      from planned_post_target t join planned_post p on p.id = t.post_id join presence r on r.id = t.presence_id
      where t.workspace_id = ${workspaceId} and t.presence_id = any(${presences}::uuid[]) and t.unclear_at is not null and t.provider_id is null and t.state in ('unclear','open','sent')
      order by t.id for update of t`,
  )
  for (const { presenceId, externalId, text, at } of echoes) {
    const index = unclear.findIndex(
      (target) =>
        target.presence_id === presenceId && at >= target.from && at <= target.until && sameWords(text, target.words),
    )
    const [target] = index === -1 ? [] : unclear.splice(index, 1)
    if (target) await recordSent(tx, deps, target, { providerId: externalId, foundBy: 'echo' })
  }
}
