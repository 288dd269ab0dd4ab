import type { GoodwillDepartment, Role } from '@resonanz/contracts'
import { may } from '@resonanz/contracts'
import { dueAfter, readCalendars } from '#calendars'
import { entriesOf } from '#cases'
import { type Db, one } from '#platform/db/database'
import { type Actor, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { sql } from 'kysely'
import { type GoodwillRecord, readDeciders } from './store.ts'
import { activeMembersOf, departmentFor, objectionsTo, setWindow } from './store-objections.ts'

/**
 * From a grant on the department of the topic has its time to object, in its own working hours, and is told. It is not
 * asked where one of its own granted it, or where it was overruled beforehand.
 */
export async function openWindow(
  tx: Db,
  actor: Actor,
  caseId: string,
  grant: { id: string; topicId: string | null; by: readonly (string | null)[]; overruledTeamId: string | null },
): Promise<void> {
  const department = await departmentFor(tx, actor.workspaceId, grant.topicId)
  const people = department ? await activeMembersOf(tx, department.teamId) : []
  const isOwn = grant.by.some((id) => id !== null && people.includes(id))
  if (!department || people.length === 0 || isOwn || grant.overruledTeamId === department.teamId) {
    await setWindow(tx, grant.id, { teamId: null, until: null })
    return
  }
  const { teamId } = department
  const [calendars, clock] = await Promise.all([
    readCalendars(tx, actor.workspaceId),
    one(tx, sql<{ now: Date }>`select now()`),
  ])
  const until = dueAfter(calendars, { teamId }, clock!.now, department.hours * 60)
  await setWindow(tx, grant.id, { teamId, until })
  await append(
    tx,
    entriesOf(actor.workspaceId, journalActor(actor), caseId, [
      { kind: 'goodwill.objectable', data: { goodwillId: grant.id, teamId, until: until.toISOString(), to: people } },
    ]),
  )
}

/** A grant that its department objects to rests until somebody has decided. */
export async function refuseWhileObjected(tx: Db, row: Pick<GoodwillRecord, 'id' | 'workspace_id'>): Promise<void> {
  const [objection] = await objectionsTo(tx, row.workspace_id, [row.id])
  if (objection?.state === 'open')
    throw new Refusal('conflict', 'The department objects. Wait for the decision about it.')
}

const ranks: Record<Role, number> = { reader: 0, agent: 1, lead: 2, admin: 3, owner: 4 }

/** By the role the policy names, and only with the right to overrule at all. */
export function mayOverrule(role: Role, by: GoodwillDepartment['overruledBy']): boolean {
  return by !== 'nobody' && may(role, 'goodwill.overrule') && ranks[role] >= ranks[by]
}

/** Those with the named role first, whoever stands above them after, owners last. */
export async function overrulersOf(
  tx: Db,
  workspaceId: string,
  by: GoodwillDepartment['overruledBy'],
): Promise<string[][]> {
  const people = (await readDeciders(tx, workspaceId)).filter(({ role }) => mayOverrule(role, by))
  return (['lead', 'admin', 'owner'] as const).map((step) =>
    people.filter(({ role }) => role === step).map(({ id }) => id),
  )
}
