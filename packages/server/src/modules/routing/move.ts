import type { Actor as JournalActor } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one } from '#platform/db/database'
import type { Decision } from './store-decisions.ts'

const nobody = '00000000-0000-0000-0000-000000000000'
const routing: JournalActor = { kind: 'job', id: 'routing' }

/** In whose name a decision moves a case: nobody's; the entry names the decision it followed from. */
export function moverOf({ id }: Pick<Decision, 'id'>) {
  return { actor: routing, memberId: nobody, cause: { kind: 'routing', id } }
}

export async function nextUpdateHours(db: Db, workspaceId: string): Promise<number> {
  const found = await one(
    db,
    sql<{
      hours: number | null
    }>`select (settings->>'nextUpdateHours')::float8 as hours from workspace where id = ${workspaceId}`,
  )
  return found?.hours ?? 48
}
