import type { BodyOf, Expert, expertRoutes } from '@resonanz/contracts'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { presentExpert, readOutlook, readStanding } from './directory.ts'
import { findHoles } from './holes.ts'
import * as store from './store.ts'

type Input = BodyOf<typeof expertRoutes.create>
type Change = BodyOf<typeof expertRoutes.change>
const mostExperts = 1_000

export async function listExperts(deps: Deps, actor: Actor) {
  const db = deps.db.of(actor.workspaceId)
  const standing = await readStanding(db, actor.workspaceId)
  const holes = findHoles(standing, await readOutlook(db, actor.workspaceId, standing))
  return { items: standing.experts.map((expert) => presentExpert(standing, expert)), holes }
}

/** Adds a member, or a person without an account by name and address (`invalid-input` without them). */
export async function createExpert(deps: Deps, actor: Actor, input: Input): Promise<Expert> {
  const db = deps.db.of(actor.workspaceId)
  const id = deps.newId()
  await inTransaction(db, async (tx) => {
    await check(tx, actor, input.memberId, input)
    if ((await store.readExperts(tx, actor.workspaceId)).length >= mostExperts)
      throw new Refusal('invalid-input', 'The directory holds 1,000 people. Take somebody out first.')
    if (!(await store.insertExpert(tx, actor.workspaceId, { ...input, id })))
      throw new Refusal('conflict', 'This colleague is in the directory already.')
    await writeAbsences(tx, deps, actor, id, input.memberId, input.absences)
    await record(tx, actor)
  })
  return present(db, actor, id)
}

export async function changeExpert(deps: Deps, actor: Actor, id: string, change: Change): Promise<Expert> {
  const db = deps.db.of(actor.workspaceId)
  await inTransaction(db, async (tx) => {
    const locked = await store.lockExpert(tx, actor.workspaceId, id)
    const [known] = await store.readExperts(tx, actor.workspaceId, id)
    if (!locked || !known) throw notFound()
    const wanted = {
      name: change.name ?? known.name,
      email: change.email === undefined ? known.email : change.email,
      chatAddress: change.chatAddress === undefined ? known.chat_address : change.chatAddress,
      phone: change.phone ?? known.phone,
      department: change.department ?? known.department,
      teamId: change.teamId === undefined ? known.team_id : change.teamId,
      topicIds: change.topicIds ?? known.topics,
      products: change.products ?? known.products,
      languages: change.languages ?? known.languages,
      deputyIds: change.deputyIds ?? known.deputies,
    }
    if (wanted.deputyIds.includes(id)) throw new Refusal('invalid-input', 'Nobody stands in for themselves.')
    await check(tx, actor, locked.member_id, { ...wanted, absences: change.absences ?? [] })
    await store.updateExpert(tx, actor.workspaceId, id, wanted)
    if (change.absences) await writeAbsences(tx, deps, actor, id, locked.member_id, change.absences)
    await record(tx, actor)
  })
  return present(db, actor, id)
}

export async function removeExpert(deps: Deps, actor: Actor, id: string): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    if (!(await store.lockExpert(tx, actor.workspaceId, id))) throw notFound()
    await store.archiveExpert(tx, actor.workspaceId, id)
    await record(tx, actor)
  })
  return { ok: true }
}

async function check(
  tx: Db,
  actor: Actor,
  memberId: string | null,
  fields: store.ExpertFields & { absences: Input['absences'] },
): Promise<void> {
  if (!memberId && (fields.name === '' || !fields.email))
    throw new Refusal('invalid-input', 'Name and e-mail address are needed, or choose a colleague.')
  const unknown = await store.unknownNames(tx, actor.workspaceId, { ...fields, memberId })
  if (unknown.length > 0)
    throw new Refusal('invalid-input', 'This workspace has no such colleague, team, topic or expert.', { unknown })
  if (fields.email && (await store.isOwnMailbox(tx, actor.workspaceId, fields.email)))
    throw new Refusal('invalid-input', 'This is a mailbox of yours: questions there would become cases.')
  for (const { from, to } of fields.absences)
    if (Date.parse(to) <= Date.parse(from)) throw new Refusal('invalid-input', 'An absence ends after it begins.')
}

async function writeAbsences(
  tx: Db,
  deps: Deps,
  actor: Actor,
  id: string,
  memberId: string | null,
  absences: Input['absences'],
): Promise<void> {
  if (memberId && absences.length > 0)
    throw new Refusal('invalid-input', 'Colleagues enter their absences themselves, among the absences of the people.')
  await store.replaceAbsences(
    tx,
    actor.workspaceId,
    id,
    absences.map((absence) => ({ id: deps.newId(), ...absence })),
  )
}

async function record(tx: Db, actor: Actor): Promise<void> {
  await append(tx, [
    {
      workspaceId: actor.workspaceId,
      subject: { kind: 'workspace', id: actor.workspaceId },
      actor: journalActor(actor),
      kind: 'expert.changed',
      data: {},
    },
  ])
}

async function present(db: Db, actor: Actor, id: string): Promise<Expert> {
  const standing = await readStanding(db, actor.workspaceId)
  const found = standing.experts.find((expert) => expert.id === id)
  if (!found) throw notFound()
  return presentExpert(standing, found)
}
