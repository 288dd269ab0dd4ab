import { ReplyApprovalRule, type Role } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import type { ReplyThread } from '../store.ts'

export type PolicyRow = { version: number; policy: unknown; by_member: string | null; by_name: string | null; at: Date }
export function newestPolicy(db: Db, workspaceId: string): Promise<PolicyRow | undefined> {
  return one(
    db,
    sql<PolicyRow>`select p.version, p.policy, p.by_member, p.at, (select name from member m where m.id = p.by_member) as by_name
      from reply_approval_policy p where p.workspace_id = ${workspaceId} order by p.version desc limit 1`,
  )
}

export async function rulesOf(db: Db, workspaceId: string): Promise<ReplyApprovalRule[]> {
  const row = await newestPolicy(db, workspaceId)
  return row ? ReplyApprovalRule.array().parse(row.policy) : []
}

export type Situation = {
  memberId: string
  role: Role
  teamIds: readonly string[]
  presenceIds: readonly string[]
  isPublic: boolean
  hasFinding: boolean
}

/** The first rule that wants a second pair of eyes for this; undefined: it may leave as it is. Off until rules are set. */
export function ruleFor(rules: readonly ReplyApprovalRule[], it: Situation): ReplyApprovalRule | undefined {
  return rules.find(
    (rule) =>
      rule.active &&
      (rule.memberIds.length === 0 || rule.memberIds.includes(it.memberId)) &&
      (rule.role === null || rule.role === it.role) &&
      (rule.teamId === null || it.teamIds.includes(rule.teamId)) &&
      (rule.presenceId === null || it.presenceIds.includes(rule.presenceId)) &&
      (rule.audience === 'any' || (rule.audience === 'public') === it.isPublic) &&
      (!rule.onlyWithFinding || it.hasFinding),
  )
}

export function situationOf(
  actor: Actor,
  thread: Pick<ReplyThread, 'presence_id' | 'mailPresenceId' | 'visibility'>,
  hasFinding: boolean,
): Situation {
  return {
    memberId: actor.memberId,
    role: actor.role,
    teamIds: actor.teamIds,
    presenceIds: [thread.presence_id, ...(thread.mailPresenceId ? [thread.mailPresenceId] : [])],
    isPublic: thread.visibility === 'public',
    hasFinding,
  }
}

/** Part of every sending: no way round it by another client. */
export async function refuseUnapproved(tx: Db, actor: Actor, thread: ReplyThread, hasFinding: boolean): Promise<void> {
  const rule = ruleFor(await rulesOf(tx, actor.workspaceId), situationOf(actor, thread, hasFinding))
  if (rule)
    throw new Refusal('approval-needed', 'Somebody else has to look at this answer first.', { why: [rule.name] })
}

const rank: Record<Role, number> = { reader: 0, agent: 1, lead: 2, admin: 3, owner: 4 }
export function isAtLeast(role: Role, least: Role): boolean {
  return rank[role] >= rank[least]
}

/** Whom a rule asks: those it names, then its role in the team of the case, then that role and above anywhere. */
export async function approversOf(
  tx: Db,
  workspaceId: string,
  approvers: ReplyApprovalRule['approvers'],
  caseTeamId: string | null,
): Promise<string[][]> {
  const people = await rows(
    tx,
    sql<{
      id: string
      role: Role
      team_ids: string[]
    }>`select m.id, m.role, coalesce((select array_agg(t.team_id) from team_member t where t.member_id = m.id), '{}') as team_ids
      from member m where m.workspace_id = ${workspaceId} and m.active and m.role <> 'reader' order by m.id`,
  )
  const named = people.filter(
    ({ id, team_ids }) =>
      approvers.memberIds.includes(id) || (approvers.teamId !== null && team_ids.includes(approvers.teamId)),
  )
  const ofRole = people.filter(({ role }) => isAtLeast(role, approvers.role))
  const isNear = ({ team_ids }: { team_ids: string[] }) => caseTeamId !== null && team_ids.includes(caseTeamId)
  return [named, ofRole.filter(isNear), ofRole.filter(({ role }) => role === approvers.role), ofRole].map((step) =>
    step.map(({ id }) => id),
  )
}

/** The first rule that one of several threads falls under, for an answer that goes to all of them. */
export async function approvalRuleFor(
  db: Db,
  actor: Pick<Actor, 'workspaceId' | 'memberId' | 'role' | 'teamIds'>,
  places: readonly Pick<Situation, 'presenceIds' | 'isPublic' | 'hasFinding'>[],
): Promise<ReplyApprovalRule | undefined> {
  const rules = await rulesOf(db, actor.workspaceId)
  const { memberId, role, teamIds } = actor
  return places.map((place) => ruleFor(rules, { memberId, role, teamIds, ...place })).find(Boolean)
}
