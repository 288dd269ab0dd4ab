import { type Availability, may } from '@resonanz/contracts'
import { sql } from 'kysely'
import { one, run } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { policyOf } from './store-policy.ts'

type Mine = { state: Availability; idleMinutes: number }

/** Whether I take cases now. Only this moment is known; nothing of before is kept anywhere. */
export async function readAvailability(deps: Deps, actor: Actor): Promise<Mine> {
  const { policy } = await policyOf(deps.db.system, actor.workspaceId)
  const found = await one(
    deps.db.system,
    sql<{ state: Availability }>`select state from member_presence where workspace_id = ${actor.workspaceId}
      and member_id = ${actor.memberId} and seen_at > now() - make_interval(mins => ${policy.idleMinutes})`,
  )
  return { state: may(actor.role, 'case.write') ? (found?.state ?? 'off') : 'off', idleMinutes: policy.idleMinutes }
}

/**
 * Overwrites what was said before; `off` deletes it. Bound to this session: it ends with it. Not in the journal: when
 * somebody was there is nobody's record.
 */
export async function setAvailability(deps: Deps, actor: Actor, state: Availability): Promise<Mine> {
  const { workspaceId, memberId, sessionHash } = actor
  const hash = sessionHash ? Buffer.from(sessionHash, 'base64url') : null
  await run(
    deps.db.system,
    state === 'off'
      ? sql`delete from member_presence where workspace_id = ${workspaceId} and member_id = ${memberId}`
      : sql`insert into member_presence (workspace_id, member_id, state, session_token_hash) values (${workspaceId}, ${memberId}, ${state}, ${hash})
          on conflict (member_id) do update set state = excluded.state, seen_at = now(), session_token_hash = excluded.session_token_hash`,
  )
  return readAvailability(deps, actor)
}

/** Rows without a sign for a working day at most go; sooner by the policy they only count as not there. */
export async function forgetIdle(deps: Deps): Promise<void> {
  await run(
    deps.db.system,
    sql`delete from member_presence p where p.seen_at < now() - make_interval(mins =>
      coalesce((select (r.policy->>'idleMinutes')::int from routing_policy r where r.workspace_id = p.workspace_id order by r.version desc limit 1), 30))`,
  )
}
