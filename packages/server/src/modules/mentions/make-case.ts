import { sql } from 'kysely'
import { openCases } from '#cases'
import { dueOf, readTargets } from '#targets'
import { recomputeReadings } from '#understanding'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { inTransaction, one, run } from '#platform/db/database'
import { append } from '#platform/journal'
import { accessMention } from './store.ts'

/** A mention becomes a case: its thread now belongs there, so that later words of it arrive in the case. */
export async function makeCase(
  deps: Deps,
  actor: Actor,
  mentionId: string,
): Promise<{ caseId: string; number: number }> {
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const mention = await accessMention(tx, actor, mentionId, { lock: true })
    if (mention.case_id && mention.case_number) return { caseId: mention.case_id, number: mention.case_number }
    const facts = await one(
      tx,
      sql<{
        customer_id: string | null
        customer_name: string | null
        team_id: string | null
        has_files: boolean
        visibility: 'public' | 'private'
        now: Date
      }>`
        select l.customer_id, cu.name as customer_name, p.team_id, jsonb_array_length(m.attachments) > 0 as has_files, t.visibility, now() as now
        from message m join presence p on p.id = m.presence_id join thread t on t.id = m.thread_id left join identity_link l on l.identity_id = m.identity_id and l.valid_to is null left join customer cu on cu.id = l.customer_id
        where m.id = ${mention.message_id}`,
    )
    const targets = await readTargets(tx, actor.workspaceId)
    const aim = targets.aimOf('first_answer', {
      teamId: facts!.team_id,
      presenceId: mention.presence_id,
      channel: mention.kind,
      kind: null,
      priority: 'normal',
    })
    const caseId = deps.newId()
    const numbers = await openCases(
      tx,
      actor.workspaceId,
      [
        {
          id: caseId,
          title: mention.title ?? mention.text.slice(0, 90),
          channel: mention.kind,
          visibility: facts!.visibility,
          preview: mention.text.replace(/\s+/g, ' ').slice(0, 280),
          language: mention.language,
          presenceId: mention.presence_id,
          identityId: mention.identity_id,
          customerId: facts!.customer_id,
          contactName: facts!.customer_name ?? mention.author ?? mention.presence_name,
          openedAt: facts!.now,
          lastMessageAt: mention.at,
          lastMessageId: mention.message_id,
          messageCount: 1,
          hasAttachment: facts!.has_files,
          answerDueAt: aim && dueOf(aim, facts!.now),
          answerFrom: facts!.now,
          teamId: facts!.team_id,
          ownerId: actor.memberId,
          foundBy: actor.name,
          foundWhere: mention.permalink ?? mention.presence_name,
          inbound: true,
        },
      ],
      { actor: journalActor(actor), by: 'mention' },
    )
    await run(
      tx,
      sql`insert into case_message (workspace_id, case_id, message_id, at) values (${actor.workspaceId}, ${caseId}, ${mention.message_id}, ${mention.at})`,
    )
    await recomputeReadings(tx, [caseId])
    await run(tx, sql`update thread set case_id = ${caseId} where id = ${mention.thread_id} and case_id is null`)
    await run(tx, sql`update message_search set case_id = ${caseId} where message_id = ${mention.message_id}`)
    await run(
      tx,
      sql`update mention set state = 'case', case_id = ${caseId}, decided_by = ${actor.memberId}, decided_at = now() where id = ${mentionId}`,
    )
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'mention', id: mentionId },
        actor: journalActor(actor),
        kind: 'mention.case',
        data: { caseId },
      },
    ])
    return { caseId, number: numbers.get(caseId)! }
  })
}
