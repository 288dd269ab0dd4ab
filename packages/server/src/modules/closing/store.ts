import type { CaseKind, ClosingPolicy } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import { complete } from './levels.ts'

export async function readPolicy(
  db: Db,
  workspaceId: string,
  options: { lock?: boolean } = {},
): Promise<ClosingPolicy> {
  const found = await one(
    db,
    sql<ClosingPolicy>`select levels, exceptions, evidence, version from closing_policy where workspace_id = ${workspaceId} ${options.lock ? sql`for update` : sql``}`,
  )
  if (!found) return { levels: complete({}), exceptions: [], evidence: 'serious', version: 1 }
  return { ...found, levels: complete(found.levels) }
}

export async function ensurePolicy(tx: Db, workspaceId: string): Promise<void> {
  await run(tx, sql`insert into closing_policy (workspace_id) values (${workspaceId}) on conflict do nothing`)
}

export async function writePolicy(
  tx: Db,
  workspaceId: string,
  { levels, exceptions, evidence }: Omit<ClosingPolicy, 'version'>,
  by: string,
): Promise<void> {
  await run(
    tx,
    sql`update closing_policy set levels = ${JSON.stringify(levels)}::jsonb, exceptions = ${JSON.stringify(exceptions)}::jsonb, evidence = ${evidence},
      version = version + 1, changed_by = ${by}, changed_at = now() where workspace_id = ${workspaceId}`,
  )
}

export async function knownTeams(db: Db, workspaceId: string, ids: readonly string[]): Promise<number> {
  const found = await one(
    db,
    sql<{
      n: number
    }>`select count(*)::int as n from team where workspace_id = ${workspaceId} and id = any(${[...ids]}::uuid[])`,
  )
  return found!.n
}

export type FactsRow = {
  id: string
  kind: CaseKind | null
  team_id: string | null
  topic_id: string | null
  owner: string | null
  found_where: string | null
  found_by: string | null
  particulars: string
  cause: string | null
  answered_by: string | null
  answered_at: Date | null
}
/** What is known of these cases, in one statement. */
export function factsOf(db: Db, workspaceId: string, caseIds: readonly string[]): Promise<FactsRow[]> {
  return rows(
    db,
    sql<FactsRow>`select c.id, c.kind, c.team_id, c.topic_id, (select name from member where id = c.owner_id) as owner, c.found_where, c.found_by, c.particulars,
        (select k.name from case_cause x join cause k on k.id = x.cause_id where x.case_id = c.id) as cause, a.name as answered_by, a.at as answered_at
      from cases c left join lateral (select m.author_name as name, cm.at from case_message cm join message m on m.id = cm.message_id and m.direction = 'out' and m.nature = 'message' and m.deleted_at is null
        where cm.case_id = c.id order by cm.at, cm.message_id limit 1) a on true
      where c.id = any(${[...caseIds]}::uuid[]) and c.workspace_id = ${workspaceId}`,
  )
}
