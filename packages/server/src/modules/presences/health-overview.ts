import type { Allowance } from '@resonanz/channels'
import { type HealthIssue, may, type PresenceHealth, presenceHealthRoutes, type ResponseOf } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, rows, run } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { type Binding, bind } from '#platform/http/binding'
import { isPolled, type PresenceRow, stateOf } from './presence.ts'
import { amissIn, type KeptStanding } from './standing.ts'
import { accessPresence, pollNow } from './store.ts'

type Row = PresenceRow & {
  quarantined: number
  waiting: number
  age_seconds: number | null
  reconciled_missing: number | null
  reconciled_taken: number | null
  gap_at: Date | null
  gap_from: Date | null
  gap_to: Date | null
  used: number | null
  now: Date
}

export function presenceHealthBindings(deps: Deps): Binding[] {
  return [
    bind(presenceHealthRoutes.overview, ({ actor }) => readOverview(deps, actor)),
    bind(presenceHealthRoutes.reconcile, async ({ actor, params }) => {
      const db = deps.db.of(actor.workspaceId)
      const presence = await accessPresence(db, actor, params.id)
      if (!comparable(presence)) throw new Refusal('conflict', 'There is nothing to compare on this channel.')
      await run(db, sql`update presence set reconcile_now = true where id = ${params.id}`)
      await pollNow(db, params.id)
      return { ok: true as const }
    }),
  ]
}

/** How all presences are; what needs hands stands first. */
export async function readOverview(
  deps: Deps,
  actor: Actor,
): Promise<ResponseOf<typeof presenceHealthRoutes.overview>> {
  const found = await readRows(deps.db.of(actor.workspaceId), actor.workspaceId)
  const items = found
    .map((row) => toHealth(row, actor))
    .toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name) || a.id.localeCompare(b.id))
  return { items, needsHands: items.filter(({ issues }) => issues[0]?.weight === 'now').length }
}

const weights = ['now', 'soon', 'note'] as const
const rank = ({ issues }: PresenceHealth) => (issues[0] ? weights.indexOf(issues[0].weight) : weights.length)

function readRows(db: Db, workspaceId: string): Promise<Row[]> {
  return rows(
    db,
    sql<Row>`select p.id, p.workspace_id, p.kind, p.name, p.settings, p.cursor, p.paused, p.archived_at, p.failures, p.last_received_at, p.last_sent_at, p.last_success_at, p.last_reconciled_at,
        p.error_kind, p.error_code, p.error_detail, p.error_since, p.token_expires_at, p.reconciled_missing, p.reconciled_taken, p.gap_at, p.gap_from, p.gap_to, now() as now,
        round(extract(epoch from now() - p.last_success_at))::float8 as age_seconds, coalesce(c.quarantined, 0)::int as quarantined, coalesce(c.waiting, 0)::int as waiting,
        (select sum(m.amount)::float8 / 1000000 from presence_meter m where m.presence_id = p.id and m.day = (now() at time zone 'UTC')::date) as used
      from presence p
      left join (select presence_id, count(*) filter (where not quarantined) as waiting, count(*) filter (where quarantined) as quarantined
                 from inlet_open where workspace_id = ${workspaceId} group by presence_id) c on c.presence_id = p.id
      where p.workspace_id = ${workspaceId} and p.archived_at is null order by p.name, p.id`,
  )
}

const dayMs = 86_400_000
/** A channel that is asked and was not reached for so long lags, also when no fault is on record. */
const lagMostSeconds = 3 * 3_600
const waitingMost = 200
const gapShownDays = 14

function toHealth(row: Row, actor: Pick<Actor, 'role'>): PresenceHealth {
  const polled = isPolled(row.kind)
  const isSample = row.settings.sample === true
  const expires = row.token_expires_at && {
    at: row.token_expires_at.toISOString(),
    days: Math.floor((row.token_expires_at.getTime() - row.now.getTime()) / dayMs),
  }
  const lagSeconds = polled && !row.paused && !isSample ? row.age_seconds : null
  const quota = quotaOf(row)
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    state: stateOf(row),
    isSample,
    // Of sample data there is nothing to mend: it reaches nobody.
    issues: issuesOf(row, { expires, lagSeconds, quota }).map((issue) =>
      isSample && issue.fix !== 'quarantine' ? { ...issue, fix: null } : issue,
    ),
    lastReceivedAt: row.last_received_at?.toISOString() ?? null,
    lastSentAt: row.last_sent_at?.toISOString() ?? null,
    lastSuccessAt: row.last_success_at?.toISOString() ?? null,
    lagSeconds,
    expires,
    quota,
    standing: standingOf(row),
    reconciled:
      row.last_reconciled_at && row.reconciled_missing !== null
        ? {
            at: row.last_reconciled_at.toISOString(),
            missing: row.reconciled_missing,
            taken: row.reconciled_taken ?? 0,
          }
        : null,
    mayReconcile: comparable(row) && !row.paused && may(actor.role, 'presence.manage'),
  }
}

function comparable(row: Pick<PresenceRow, 'kind' | 'settings' | 'archived_at'>): boolean {
  return isPolled(row.kind) && row.archived_at === null && row.settings.sample !== true
}

/** What calls may use up of a day, by the names the settings have for it. */
function quotaOf({ settings, used, now, cursor }: Row): PresenceHealth['quota'] {
  const [most, unit] =
    typeof settings.dailyBudget === 'number'
      ? [settings.dailyBudget, 'dollars' as const]
      : typeof settings.dailyQuota === 'number'
        ? [settings.dailyQuota, 'units' as const]
        : [0, null]
  if (unit === null) return allowanceOf(cursor, now)
  const resetsAt = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1)).toISOString()
  return { used: used ?? 0, most, unit, resetsAt }
}

/** What the network itself said at the last visits; a window that is over says nothing any more. */
function allowanceOf({ allowance }: Row['cursor'], now: Date): PresenceHealth['quota'] {
  const told = (allowance ?? null) as Allowance | null
  return told !== null && Date.parse(told.resetsAt) > now.getTime() ? told : null
}

/** What is kept of it beside the cursor; what is more is for the issues. */
function standingOf({ cursor }: Pick<PresenceRow, 'cursor'>): PresenceHealth['standing'] {
  const kept = (cursor.standing ?? null) as KeptStanding | null
  if (!kept) return null
  const { lowered: _, ...standing } = kept
  return standing
}

type Known = Pick<PresenceHealth, 'expires' | 'lagSeconds' | 'quota'>

function issuesOf(row: Row, { expires, lagSeconds, quota }: Known): HealthIssue[] {
  const none = { fault: null, since: null, count: null }
  const fault = { fault: row.error_code, since: row.error_since?.toISOString() ?? null, count: row.failures }
  const issues: HealthIssue[] = []
  const state = stateOf(row)
  if (state === 'needs_sign_in') issues.push({ code: 'sign-in', weight: 'now', fix: 'sign-in', ...fault })
  if (state === 'failing')
    issues.push({
      code: 'failing',
      weight: 'now',
      fix: row.error_kind === 'permanent' ? 'settings' : 'read-now',
      ...fault,
    })
  if (state === 'waiting') issues.push({ code: 'passing', weight: 'soon', fix: 'read-now', ...fault })
  if (state === 'paused') issues.push({ code: 'paused', weight: 'soon', fix: 'resume', ...none })
  if (expires && expires.days < 0) issues.push({ code: 'expired', weight: 'now', fix: 'sign-in', ...none })
  else if (expires && expires.days <= 14)
    issues.push({
      code: 'expires',
      weight: expires.days <= 1 ? 'now' : 'soon',
      fix: 'sign-in',
      ...none,
      count: expires.days,
    })
  if (quota && quota.most > 0 && quota.used >= 0.8 * quota.most) issues.push(quotaIssue(quota.unit))
  if (state === 'running' && lagSeconds !== null && lagSeconds > lagMostSeconds)
    issues.push({ code: 'silent', weight: 'soon', fix: 'read-now', ...none, since: row.last_success_at!.toISOString() })
  if (row.gap_at && row.now.getTime() - row.gap_at.getTime() < gapShownDays * dayMs) issues.push(gapIssue(row))
  issues.push(...standingIssues(row))
  if (row.quarantined > 0)
    issues.push({ code: 'quarantined', weight: 'soon', fix: 'quarantine', ...none, count: row.quarantined })
  if (row.waiting > waitingMost) issues.push({ code: 'behind', weight: 'note', fix: null, ...none, count: row.waiting })
  return issues.toSorted((a, b) => weights.indexOf(a.weight) - weights.indexOf(b.weight))
}

/** Mended at the network only: what people reported or blocked weighs there for days. */
function standingIssues({ cursor }: Row): HealthIssue[] {
  const kept = (cursor.standing ?? null) as KeptStanding | null
  if (!kept) return []
  return amissIn(kept).map((code) => ({
    code,
    weight: code === 'restricted' || code === 'quality-bad' ? 'now' : 'soon',
    fix: null,
    fault: null,
    since: code === 'limit-lowered' ? kept.lowered!.at : null,
    count: null,
  }))
}

/** Nobody can bring it back: a person looks at the network itself for that time. */
function gapIssue({ gap_at, gap_from, gap_to }: Row): HealthIssue {
  const since = (gap_from ?? gap_to ?? gap_at)!.toISOString()
  return {
    code: 'gap',
    weight: 'soon',
    fix: null,
    fault: null,
    count: null,
    since,
    ...(gap_to ? { until: gap_to.toISOString() } : {}),
  }
}

/** A budget is ours to change; the network's own window opens again by itself, and is read more slowly until then. */
function quotaIssue(unit: NonNullable<PresenceHealth['quota']>['unit']): HealthIssue {
  const none = { fault: null, since: null, count: null }
  return unit === 'calls' || unit === 'percent'
    ? { code: 'allowance', weight: 'note', fix: null, ...none }
    : { code: 'quota', weight: 'soon', fix: 'settings', ...none }
}
