import type { WorkflowDefinition } from '@resonanz/contracts'
import { sql } from 'kysely'
import { append } from '#platform/journal'
import { rows } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { createWorkflow, switchWorkflow } from './manage.ts'
import { readOnce } from './read-journal.ts'

/** A rule of the grammar, made and switched on by somebody. */
export async function makeRule(
  deps: Deps,
  actor: Actor,
  name: string,
  definition: WorkflowDefinition,
): Promise<{ id: string }> {
  const { id } = await createWorkflow(deps, actor, { name, definition })
  await switchWorkflow(deps, actor, id, true)
  return { id }
}

/** An entry of a case, as if a connector had written it. */
export async function happen(deps: Deps, workspaceId: string, caseId: string, messageId: string): Promise<void> {
  await append(deps.db.system, [
    {
      workspaceId,
      subject: { kind: 'case', id: caseId },
      actor: { kind: 'customer', id: null },
      kind: 'message.received',
      data: { messageId, threadId: deps.newId(), channel: 'email' },
    },
  ])
}

/** Until the reader has seen all: transactions elsewhere in this cluster may hold the journal's horizon back a while. */
export async function readAll(deps: Deps): Promise<void> {
  for (let quiet = 0, tries = 0; quiet < 2 && tries < 2_400; tries += 1) {
    while (await readOnce(deps));
    const [{ wait }] = (await rows(
      deps.db.system,
      sql<{
        wait: boolean
      }>`select exists (select from journal j, journal_cursor c where c.name = 'workflows' and (j.xid, j.seq) > (c.xid, c.seq)) as wait`,
    )) as [{ wait: boolean }]
    quiet = wait ? 0 : quiet + 1
    if (wait) await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

export async function runsOf(deps: Deps, workflowId: string) {
  return rows(
    deps.db.system,
    sql<{
      case_id: string
      state: string
      outcome: { do: string; state: string; code: string | null }[]
      depth: number
      journal_seq: number | null
    }>`select case_id, state, outcome, depth, journal_seq from workflow_run where workflow_id = ${workflowId} order by id`,
  )
}

export async function pausedOf(deps: Deps, workflowId: string): Promise<string | null> {
  const [row] = await rows(
    deps.db.system,
    sql<{ paused_reason: string | null }>`select paused_reason from workflow where id = ${workflowId}`,
  )
  return row!.paused_reason
}
