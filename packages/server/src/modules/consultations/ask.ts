import type { BodyOf, Consultation, consultationRoutes, Language } from '@resonanz/contracts'
import { standInsOf } from '#absences'
import { readCalendars } from '#calendars'
import { accessCase, applyChange, type CaseRecord } from '#cases'
import { readStanding } from '#experts'
import { settingsOf } from '#settings'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, causeOf, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { mask } from './mask.ts'
import { readConsultation } from './read.ts'
import { tellExpert } from './chat/tell-expert.ts'
import { momentsOf } from './steps.ts'
import * as store from './store.ts'
import { memberPlace } from './store-people.ts'

type Command = BodyOf<typeof consultationRoutes.ask>
type Asked = {
  expertId: string | null
  memberId: string | null
  name: string
  email: string | null
  teamId: string | null
  language: Language
}

/** How long the link works after the lead was told. */
const linkDays = 14

/**
 * Asks an expert or a colleague while the case stays where it is. What goes to somebody without an account is masked
 * here, whatever the screen sent. Refuses with `person-away` when a colleague is away.
 */
export async function askExpert(deps: Deps, actor: Actor, caseId: string, command: Command): Promise<Consultation> {
  // Automatic mail is counted across workspaces, so this runs beside row security; every statement names the workspace.
  const id = await inTransaction(deps.db.system, (tx) => askIn(tx, deps, actor, caseId, command))
  return readConsultation(deps.db.of(actor.workspaceId), actor, id)
}

/** The same in the caller's system transaction; answers the id of the question. */
export async function askIn(tx: Db, deps: Deps, actor: Actor, caseId: string, command: Command): Promise<string> {
  const settings = await settingsOf(deps, actor.workspaceId)
  const id = deps.newId()
  const record = await accessCase(tx, actor, caseId, { lock: true })
  if (record.merged_into) throw new Refusal('conflict', 'This case was joined into another one. Ask there.')
  const { language, ...asked } = await whoIsAsked(tx, actor, command, settings.language)
  const isOutside = asked.memberId === null
  const { names } = await store.caseWords(tx, actor.workspaceId, caseId)
  const shown = (text: string) => (isOutside ? mask(text, names, language) : text)
  const calendars = await readCalendars(tx, actor.workspaceId)
  const now = new Date()
  const moments = momentsOf(calendars, { teamId: asked.teamId }, now, command.dueInMinutes)
  const presenceId = await store.sendingPresence(tx, actor.workspaceId, {
    presenceId: record.presence_id,
    teamId: record.team_id,
  })
  const waits = command.waits && (record.category === 'new' || record.category === 'open')
  await store.insertConsultation(tx, {
    workspaceId: actor.workspaceId,
    id,
    caseId,
    askedBy: actor.memberId,
    question: shown(command.question),
    context: shown(command.context),
    topicId: record.topic_id,
    language,
    presenceId,
    ...moments,
    categoryBefore: waits ? record.category : null,
  })
  const request: store.Request = { id: deps.newId(), consultationId: id, place: 'expert', ...asked }
  await store.insertRequest(tx, actor.workspaceId, {
    ...request,
    expiresAt: new Date(moments.escalateAt.getTime() + linkDays * 86_400_000),
  })
  if (isOutside) await mailOrRefuse(tx, deps, actor, request.id)
  await sayAsked(tx, actor, record, id, asked, moments.dueAt)
  if (waits)
    await applyChange(tx, { workspaceId: actor.workspaceId, actor: journalActor(actor), ...causeOf(actor) }, record, {
      category: 'waiting_internal',
    })
  return id
}

async function whoIsAsked(tx: Db, actor: Actor, { expertId, memberId }: Command, house: Language): Promise<Asked> {
  if ((expertId === null) === (memberId === null)) throw new Refusal('invalid-input', 'Choose one person to ask.')
  const standing = await readStanding(tx, actor.workspaceId)
  const expert = expertId === null ? null : standing.experts.find(({ id }) => id === expertId)
  if (expert === undefined) throw new Refusal('invalid-input', 'The directory has no such person.')
  if (expert && expert.member_id === null) {
    const { id, name, email, hours_team_id: teamId } = expert
    return { expertId: id, memberId: null, name, email, teamId, language: languageFor(expert.languages, house) }
  }
  const wanted = expert?.member_id ?? memberId!
  const place = await memberPlace(tx, actor.workspaceId, wanted)
  if (!place) throw new Refusal('invalid-input', 'This workspace has no such active colleague.')
  if (!expert) {
    const absence = (await standInsOf(tx, actor.workspaceId, [wanted])).get(wanted)
    if (absence) {
      const deputy = absence.deputyId ? await memberPlace(tx, actor.workspaceId, absence.deputyId) : null
      throw new Refusal('person-away', 'This colleague is away. Ask who stands in.', {
        until: absence.until.toISOString(),
        deputy: deputy ? { id: absence.deputyId, name: deputy.name } : null,
      })
    }
  }
  return {
    expertId: expert?.id ?? null,
    memberId: wanted,
    name: place.name,
    email: null,
    teamId: expert?.hours_team_id ?? place.teamId,
    language: house,
  }
}

/** The language of the house, unless the expert reads only the other one that mails are written in. */
function languageFor(spoken: readonly string[], house: Language): Language {
  const other: Language = house === 'de' ? 'en' : 'de'
  return !spoken.includes(house) && spoken.includes(other) ? other : house
}

async function mailOrRefuse(tx: Db, deps: Deps, actor: Actor, requestId: string): Promise<void> {
  const sent = await tellExpert(tx, deps, actor.workspaceId, requestId, 'question')
  if (sent === 'no-mailbox')
    throw new Refusal('no-way-to-reply', 'No mailbox is connected that could carry the question. Ask a colleague.')
  if (sent === 'capped')
    throw new Refusal('conflict', 'This address got too many questions today. Call, or ask somebody else.')
}

async function sayAsked(
  tx: Db,
  actor: Actor,
  record: CaseRecord,
  consultationId: string,
  { expertId, memberId }: Pick<Asked, 'expertId' | 'memberId'>,
  dueAt: Date,
): Promise<void> {
  await append(tx, [
    {
      workspaceId: actor.workspaceId,
      subject: { kind: 'case', id: record.id },
      actor: journalActor(actor),
      ...causeOf(actor),
      kind: 'consultation.asked',
      data: { consultationId, expertId, memberId, dueAt: dueAt.toISOString() },
    },
  ])
}
