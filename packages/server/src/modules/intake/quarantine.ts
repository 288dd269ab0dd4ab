import { sql } from 'kysely'
import type { Deps } from '#platform/deps'
import { append } from '#platform/journal'
import { inTransaction, run } from '#platform/db/database'
import type { Claimed } from './claim.ts'

/** Sets an item apart, visible with its reason. Nothing is lost: its bytes stay, a person may try again. */
export async function quarantine(deps: Deps, item: Claimed, code: string, reason: string): Promise<void> {
  const summary = summaryOf(item)
  await inTransaction(deps.db.system, async (tx) => {
    await run(
      tx,
      sql`update inlet_item set state = 'quarantined', outcome = null, code = ${code}, reason = ${reason.replaceAll('\u0000', '').slice(0, 500)}, summary = ${JSON.stringify(summary)}::jsonb where id = ${item.id}`,
    )
    await run(
      tx,
      sql`update inlet_open set quarantined = true, lease_until = null, lease_by = null where item_id = ${item.id}`,
    )
    await append(tx, [
      {
        workspaceId: item.workspace_id,
        subject: { kind: 'inlet-item', id: item.id },
        actor: { kind: 'connector', id: null },
        kind: 'inlet.quarantined',
        data: { code, presenceId: item.presence_id },
      },
    ])
  })
}

/** Sender and subject as far as the first bytes show them; best effort for the list, never trusted. */
function summaryOf(item: Claimed): { from: string | null; subject: string | null } {
  const head = item.raw.subarray(0, 16_384).toString('latin1').replaceAll('\u0000', '')
  const header = (name: string) => new RegExp(`^${name}: ([^\\r\\n]{1,300})`, 'im').exec(head)?.[1]?.trim() ?? null
  return { from: header('From'), subject: header('Subject') }
}
