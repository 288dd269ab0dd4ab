import { sql } from 'kysely'
import { type Db, rows } from '#platform/db/database'
import { append } from '#platform/journal'
import { makeVisible } from './record-ending.ts'

export type BounceNotice = { clientToken: string; hard: boolean; status: string | null; reason: string }

/** Mail that came back: the sending it belongs to failed after all, and the case shows it. Soft bounces change nothing. */
export async function noteBounces(tx: Db, workspaceId: string, notices: readonly BounceNotice[]): Promise<void> {
  const hard = notices.filter((notice) => notice.hard)
  if (hard.length === 0) return
  const failed = await rows(
    tx,
    sql<{ id: string; case_id: string | null; message_id: string | null }>`
      update outbox o set state = 'failed', error_code = 'bounced', error_detail = left(e.r, 300) from json_to_recordset(${JSON.stringify(hard.map((notice) => ({ t: notice.clientToken, r: `${notice.status ?? ''} ${notice.reason}`.trim() })))}::json) as e(t text, r text)
      where o.workspace_id = ${workspaceId} and o.client_token = e.t and o.state in ('handing_over','handed_over','unclear') returning o.id, o.case_id, o.message_id`,
  )
  for (const caseId of new Set(failed.map((row) => row.case_id).filter((id) => id !== null)))
    await makeVisible(tx, caseId, 'failed')
  await append(
    tx,
    failed.flatMap((row) =>
      row.case_id && row.message_id
        ? [
            {
              workspaceId,
              subject: { kind: 'case', id: row.case_id } as const,
              actor: { kind: 'connector', id: null } as const,
              kind: 'reply.failed' as const,
              data: { messageId: row.message_id, outboxId: row.id, code: 'bounced' },
            },
          ]
        : [],
    ),
  )
}
