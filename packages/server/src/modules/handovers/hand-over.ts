import type { BodyOf, CaseCourse, handoverRoutes } from '@resonanz/contracts'
import { standInsOf } from '#absences'
import { dueAfter, readCalendars } from '#calendars'
import { accessCase, applyChange, type CaseRecord, unknownReferences } from '#cases'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { readCourse } from './read-course.ts'
import * as store from './store.ts'

type Command = BodyOf<typeof handoverRoutes.handOver>

/**
 * Gives a case to the second level, a team or a person. The team that has it accompanies it to the end and gets it back.
 * Refuses with `person-away` when the person is away; `extra` names who stands in, if anybody.
 */
export async function handOver(deps: Deps, actor: Actor, caseId: string, command: Command): Promise<CaseCourse> {
  const db = deps.db.of(actor.workspaceId)
  const { toMemberId, what, reason } = command
  await inTransaction(db, async (tx) => {
    const record = await accessCase(tx, actor, caseId, { lock: true })
    await check(tx, actor, record, command)
    const toTeamId = command.toTeamId ?? (toMemberId ? await store.teamOfMember(tx, toMemberId) : null)
    const accompanyingTeamId = await accompanyingTeam(tx, actor, record)
    if (toTeamId === accompanyingTeamId && !toMemberId)
      throw new Refusal('invalid-input', 'This team has the case already. Assign it instead.')
    const calendars = await readCalendars(tx, actor.workspaceId)
    const dueAt = dueAfter(calendars, { teamId: toTeamId }, new Date(), command.dueInMinutes)
    const id = deps.newId()
    await store.insertHandover(tx, {
      workspaceId: actor.workspaceId,
      id,
      caseId,
      fromTeamId: record.team_id,
      fromMemberId: record.owner_id,
      accompanyingTeamId,
      toTeamId,
      toMemberId,
      what,
      reason,
      dueAt,
      by: actor.memberId,
    })
    const by = journalActor(actor)
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'case', id: caseId },
        actor: by,
        kind: 'case.handed-over',
        data: { handoverId: id, toTeam: toTeamId, toMember: toMemberId, reason, dueAt: dueAt.toISOString() },
      },
    ])
    await applyChange(tx, { workspaceId: actor.workspaceId, actor: by, cause: { kind: 'handover', id } }, record, {
      ownerId: toMemberId,
      ...(toTeamId ? { teamId: toTeamId } : {}),
    })
  })
  return readCourse(db, actor, caseId)
}

async function check(tx: Db, actor: Actor, record: CaseRecord, { toTeamId, toMemberId }: Command): Promise<void> {
  if (!toTeamId && !toMemberId) throw new Refusal('invalid-input', 'Choose a team or a person.')
  if (record.merged_into || record.category === 'done' || record.category === 'closed')
    throw new Refusal('conflict', 'Only a case that is worked on can be handed over. Reopen it first.')
  const unknown = await unknownReferences(tx, actor.workspaceId, { ownerId: toMemberId, teamId: toTeamId })
  if (unknown.length > 0) throw new Refusal('invalid-input', 'This workspace has no such team or person.', { unknown })
  const open = (await store.readHandovers(tx, actor.workspaceId, record.id)).find(({ state }) => state === 'open')
  if (open)
    throw new Refusal('conflict', 'The case is handed over already. Finish that or take it back first.', {
      handoverId: open.id,
    })
  if (!toMemberId) return
  const absence = (await standInsOf(tx, actor.workspaceId, [toMemberId])).get(toMemberId)
  if (!absence) return
  const { until, deputyId } = absence
  throw new Refusal(
    'person-away',
    deputyId
      ? 'This person is away. Hand the case over to who stands in.'
      : 'This person is away and nobody stands in. Choose somebody else or a team.',
    {
      until: until.toISOString(),
      deputy: deputyId ? { id: deputyId, name: await store.memberName(tx, actor.workspaceId, deputyId) } : null,
    },
  )
}

/** Never nobody: who accompanies it already, who has it, the team of who hands over, of the channel, any team. */
async function accompanyingTeam(tx: Db, actor: Actor, record: CaseRecord): Promise<string> {
  const team =
    record.accompanying_team_id ??
    record.team_id ??
    actor.teamIds[0] ??
    (await store.fallbackTeam(tx, actor.workspaceId, record.presence_id))
  if (!team) throw new Refusal('conflict', 'There is no team yet that could accompany the case. Make one first.')
  return team
}
