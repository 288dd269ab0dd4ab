import type { Health } from '@resonanz/contracts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor, Deps } from '#platform/deps'
import { one, rows } from '#platform/db/database'
import { failuresUntilFailing } from '#presences'

export const startedAt = new Date()
export const version = '0.1.0'
/** Named, but nothing stands still for them. */
const harmless = new Set(['no-backup', 'quarantine', 'texts-not-analysed'])

type Row = {
  schema: number
  skew: number
  waiting: number
  oldest: number | null
  quarantined: number
  queued: number
  failed: number
  unclear: number
  last_seq: number | null
  sealed_seq: number | null
  not_analysed: number
}

/** The truth about this installation for whoever runs it; counts of this workspace, states in plain codes. */
export async function readHealth(deps: Deps, actor: Actor): Promise<z.infer<typeof Health>> {
  const w = actor.workspaceId
  const before = Date.now()
  const row = await one(
    deps.db.system,
    sql<Row>`select (select max(version) from schema_version) as schema, extract(epoch from clock_timestamp()) * 1000 as skew,
      (select count(*)::int from inlet_open where workspace_id = ${w} and not quarantined) as waiting, (select extract(epoch from now() - min(i.received_at))::float8 from inlet_open q join inlet_item i on i.id = q.item_id where q.workspace_id = ${w} and not q.quarantined) as oldest,
      (select count(*)::int from inlet_open where workspace_id = ${w} and quarantined) as quarantined,
      (select count(*)::int from outbox where workspace_id = ${w} and state in ('queued','handing_over')) as queued, (select count(*)::int from outbox where workspace_id = ${w} and state = 'failed') as failed, (select count(*)::int from outbox where workspace_id = ${w} and state = 'unclear') as unclear,
      (select count(*)::int from message_analysis where workspace_id = ${w} and failed is not null and at > now() - interval '1 day') as not_analysed,
      (select max(seq) from journal) as last_seq, (select last_seq from journal_seal order by id desc limit 1) as sealed_seq`,
  )
  const skewMs = Math.round(Number(row!.skew) - (before + Date.now()) / 2)
  const presences = await rows(
    deps.db.system,
    sql<{
      id: string
      name: string
      kind: string
      state: string
      last_success_at: Date | null
    }>`select id, name, kind, case when paused then 'paused' when error_kind = 'sign_in' then 'needs_sign_in' when error_kind = 'transient' and failures < ${failuresUntilFailing} then 'waiting' when error_kind is not null then 'failing' else 'running' end as state, last_success_at
      from presence where workspace_id = ${w} and archived_at is null order by name`,
  )
  const backup = await one(
    deps.db.system,
    sql<{
      last_backup_at: Date | null
      last_backup_verified: boolean | null
    }>`select last_backup_at, last_backup_verified from installation`,
  )
  const issues = [
    ...presences
      .filter((presence) => presence.state === 'failing' || presence.state === 'needs_sign_in')
      .map((presence) => ({ code: `channel-${presence.state.replace('_', '-')}`, name: presence.name })),
    ...(row!.quarantined > 0 ? [{ code: 'quarantine', count: row!.quarantined }] : []),
    ...(row!.unclear > 0 ? [{ code: 'unclear-sends', count: row!.unclear }] : []),
    ...(row!.failed > 0 ? [{ code: 'failed-sends', count: row!.failed }] : []),
    ...((row!.oldest ?? 0) > 60 ? [{ code: 'intake-behind', count: Math.round(row!.oldest!) }] : []),
    ...(row!.not_analysed > 0 ? [{ code: 'texts-not-analysed', count: row!.not_analysed }] : []),
    ...(Math.abs(skewMs) > 2_000 ? [{ code: 'clock-skew', count: skewMs }] : []),
    ...(!backup?.last_backup_at ? [{ code: 'no-backup' }] : []),
  ]
  return {
    healthy: issues.every((issue) => harmless.has(issue.code)),
    version,
    schemaVersion: row!.schema,
    startedAt: startedAt.toISOString(),
    databaseClockSkewMs: skewMs,
    intake: { waiting: row!.waiting, oldestWaitingSeconds: row!.oldest, quarantined: row!.quarantined },
    outbox: { queued: row!.queued, failed: row!.failed, unclear: row!.unclear },
    presences: presences.map((presence) => ({
      id: presence.id,
      name: presence.name,
      kind: presence.kind,
      state: presence.state,
      lastSuccessAt: presence.last_success_at?.toISOString() ?? null,
    })),
    journal: { lastSeq: String(row!.last_seq ?? 0), sealedSeq: String(row!.sealed_seq ?? 0), chainOk: null },
    backup: { lastAt: backup?.last_backup_at?.toISOString() ?? null, verified: backup?.last_backup_verified ?? null },
    issues,
  }
}
