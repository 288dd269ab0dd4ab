import type { BodyOf, ReplyApprovalPolicy, replyApprovalRoutes } from '@resonanz/contracts'
import { ReplyApprovalRule } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, inTransaction, one, run } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { newestPolicy } from './policy.ts'

type Rules = BodyOf<typeof replyApprovalRoutes.savePolicy>['rules']

export async function readPolicy(deps: Deps, actor: Actor): Promise<ReplyApprovalPolicy> {
  return policyFrom(deps.db.of(actor.workspaceId), actor)
}

async function policyFrom(db: Db, actor: Actor): Promise<ReplyApprovalPolicy> {
  const row = await newestPolicy(db, actor.workspaceId)
  return {
    version: row?.version ?? 0,
    rules: row ? ReplyApprovalRule.array().parse(row.policy) : [],
    by: row?.by_member ? { id: row.by_member, name: row.by_name ?? '' } : null,
    at: row?.at.toISOString() ?? null,
  }
}

/** Makes the next version; 409 when somebody made one meanwhile. Requests under way keep what they were asked by. */
export async function savePolicy(
  deps: Deps,
  actor: Actor,
  { basedOn, rules }: BodyOf<typeof replyApprovalRoutes.savePolicy>,
): Promise<ReplyApprovalPolicy> {
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await run(
      tx,
      sql`select pg_advisory_xact_lock(hashtextextended('reply-approvals:' || ${actor.workspaceId}::text, 0))`,
    )
    const now = await policyFrom(tx, actor)
    if (now.version !== basedOn)
      throw new Refusal('conflict', 'Somebody changed the rules meanwhile. Look at them first.')
    await checkNamed(tx, actor.workspaceId, rules)
    if (JSON.stringify(now.rules) !== JSON.stringify(rules)) {
      const version = basedOn + 1
      await run(
        tx,
        sql`insert into reply_approval_policy (workspace_id, version, policy, by_member) values (${actor.workspaceId}, ${version}, ${JSON.stringify(rules)}::jsonb, ${actor.memberId})`,
      )
      await append(tx, [
        {
          workspaceId: actor.workspaceId,
          subject: { kind: 'workspace', id: actor.workspaceId },
          actor: journalActor(actor),
          kind: 'reply-approvals.changed',
          data: { version },
        },
      ])
    }
    return policyFrom(tx, actor)
  })
}

async function checkNamed(tx: Db, workspaceId: string, rules: Rules): Promise<void> {
  const unique = (ids: (string | null)[]) => [...new Set(ids.filter((id) => id !== null))]
  const members = unique(rules.flatMap((rule) => [...rule.memberIds, ...rule.approvers.memberIds]))
  const teams = unique(rules.flatMap((rule) => [rule.teamId, rule.approvers.teamId]))
  const presences = unique(rules.map((rule) => rule.presenceId))
  const known = await one(
    tx,
    sql<{
      n: number
    }>`select (select count(*) from member where workspace_id = ${workspaceId} and id = any(${members}::uuid[]))::int
      + (select count(*) from team where workspace_id = ${workspaceId} and id = any(${teams}::uuid[]))::int
      + (select count(*) from presence where workspace_id = ${workspaceId} and id = any(${presences}::uuid[]))::int as n`,
  )
  if (known!.n !== members.length + teams.length + presences.length)
    throw new Refusal('invalid-input', 'This workspace has no such member, team or channel.')
}
