import type { Incident } from '@resonanz/contracts'
import type { IncidentRow } from './store.ts'

export function toIncident(row: IncidentRow): Incident {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    summary: row.summary,
    state: row.state,
    nextUpdateAt: row.next_update_at?.toISOString() ?? null,
    nextUpdateText: row.next_update_text,
    isUpdateLate: row.is_late ?? false,
    mainCase: row.main,
    owner: row.owner_id && row.owner_name !== null ? { id: row.owner_id, name: row.owner_name } : null,
    cases: row.cases,
    openCases: row.open_cases,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    solvedAt: row.solved_at?.toISOString() ?? null,
  }
}
