import { healthRoutes, type JournalEntry } from '@resonanz/contracts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor, Deps } from '#platform/deps'
import { rows } from '#platform/db/database'
import { type Binding, bind } from '#platform/http/binding'
import { readHealth } from './read-health.ts'
import { verifyChain } from './seal-journal.ts'

export { examine, type Finding, type FindingCode, findingCodes, type Severity } from './doctor/index.ts'
export { startHousekeeping } from './housekeeping.ts'
export { mountProbes } from './probes.ts'
export { version } from './read-health.ts'
export { sealNext, verifyChain } from './seal-journal.ts'

export function healthBindings(deps: Deps): Binding[] {
  return [
    bind(healthRoutes.health, ({ actor }) => readHealth(deps, actor)),
    bind(healthRoutes.journal, ({ actor, query }) => listJournal(deps, actor, query)),
    bind(healthRoutes.verifyJournal, () => verifyChain(deps.db.system)),
  ]
}

type Row = {
  seq: number
  at: Date
  kind: string
  subject_kind: string
  subject_id: string
  actor_kind: string
  actor_id: string | null
  actor_name: string | null
  data: Record<string, unknown>
}

async function listJournal(
  deps: Deps,
  actor: Actor,
  query: { kind?: string | undefined; subjectId?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: z.infer<typeof JournalEntry>[]; nextCursor: string | null }> {
  const before = query.cursor && /^\d{1,15}$/.test(query.cursor) ? Number(query.cursor) : null
  const found = await rows(
    deps.db.of(actor.workspaceId),
    sql<Row>`select j.seq, j.at, j.kind, j.subject_kind, j.subject_id, j.actor_kind, j.actor_id, m.name as actor_name, j.data from journal j left join member m on j.actor_kind = 'person' and m.id::text = j.actor_id
      where j.workspace_id = ${actor.workspaceId} ${query.kind ? sql`and j.kind = ${query.kind}` : sql``} ${query.subjectId ? sql`and j.subject_id = ${query.subjectId}` : sql``} ${before ? sql`and j.seq < ${before}` : sql``} order by j.seq desc limit ${query.limit + 1}`,
  )
  const items = found.slice(0, query.limit)
  return {
    items: items.map((row) => ({
      seq: String(row.seq),
      at: row.at.toISOString(),
      kind: row.kind,
      subjectKind: row.subject_kind,
      subjectId: row.subject_id,
      actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
      data: row.data,
    })),
    nextCursor: found.length > query.limit ? String(items.at(-1)!.seq) : null,
  }
}
