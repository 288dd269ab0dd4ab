import { sql } from 'kysely'
import { inTransaction, rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append } from '#platform/journal'
import { type Loop, startLoop } from '#platform/loop'

/** Days before a sign-in ends at which somebody is told. */
const steps = [14, 7, 1]
const lookMs = 5 * 60_000

export function startWarningOfExpiry(deps: Pick<Deps, 'db' | 'log'>): Loop {
  return startLoop({
    name: 'presence-expiry',
    log: deps.log.child({ part: 'presence-expiry' }),
    idleMs: lookMs,
    turn: async () => (await warnOfExpiry(deps)) >= 100,
  })
}

/**
 * Tells of sign-ins that end soon: the tightest step that was reached and not told for this end, each once over any number
 * of processes. A new end counts anew.
 */
export async function warnOfExpiry(deps: Pick<Deps, 'db'>): Promise<number> {
  return inTransaction(deps.db.system, async (tx) => {
    const due = await rows(
      tx,
      sql<{ workspace_id: string; presence_id: string; expires_at: Date; days: number }>`
        insert into presence_warning (workspace_id, presence_id, expires_at, days)
        select p.workspace_id, p.id, p.token_expires_at, s.days from presence p
        join lateral (select min(d)::smallint as days from unnest(${steps}::int[]) d where p.token_expires_at <= now() + make_interval(days => d)) s on s.days is not null
        where p.archived_at is null and p.token_expires_at > now() and coalesce(p.settings->>'sample', '') <> 'true'
          and not exists (select from presence_warning w where w.presence_id = p.id and w.expires_at = p.token_expires_at and w.days <= s.days)
        order by p.id limit 100
        on conflict do nothing returning workspace_id, presence_id, expires_at, days`,
    )
    await append(
      tx,
      due.map(({ workspace_id, presence_id, expires_at, days }) => ({
        workspaceId: workspace_id,
        subject: { kind: 'presence', id: presence_id } as const,
        actor: { kind: 'job', id: null } as const,
        kind: 'presence.expiring' as const,
        data: { days, expiresAt: expires_at.toISOString() },
      })),
    )
    return due.length
  })
}
