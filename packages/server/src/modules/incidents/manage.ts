import { type BodyOf, type Incident, type incidentRoutes, may, type ResponseOf } from '@resonanz/contracts'
import { accessCase, entriesOf, listRows, unknownReferences } from '#cases'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { toIncident } from './incident.ts'
import * as store from './store.ts'

const casesMost = 1000

export async function listIncidents(deps: Deps, actor: Actor, state: 'running' | 'solved' | 'all') {
  const found = await store.listIncidents(deps.db.of(actor.workspaceId), actor.workspaceId, state)
  return { items: found.map(toIncident) }
}

export async function readIncident(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<ResponseOf<typeof incidentRoutes.read>> {
  const db = deps.db.of(actor.workspaceId)
  const found = await store.findIncident(db, actor.workspaceId, id)
  if (!found) throw notFound()
  const items = await listRows(db, actor, await store.casesOf(db, id, casesMost))
  return { ...toIncident(found), items, mayChange: may(actor.role, 'case.write') }
}

/** A matter behind many cases, with those that are known to belong to it. */
export async function createIncident(
  deps: Deps,
  actor: Actor,
  wanted: BodyOf<typeof incidentRoutes.create>,
): Promise<Incident> {
  const id = deps.newId()
  const { caseIds, ...content } = wanted
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await refuseUnknown(tx, actor, content)
    await store.insertIncident(tx, { ...content, workspaceId: actor.workspaceId, id, by: actor.memberId })
    const members = [...new Set([...caseIds, ...(content.mainCaseId ? [content.mainCaseId] : [])])]
    if (members.length > 0) await attach(tx, actor, id, members)
    return tell(tx, actor, id)
  })
}

/** Refuses with `stale-version` when somebody changed it meanwhile. */
export async function changeIncident(
  deps: Deps,
  actor: Actor,
  id: string,
  { version, ...to }: BodyOf<typeof incidentRoutes.change>,
): Promise<Incident> {
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const now = await store.findIncident(tx, actor.workspaceId, id, { lock: true })
    if (!now) throw notFound()
    if (now.version !== version) throw new Refusal('stale-version', 'Somebody changed it meanwhile. Look again.')
    await refuseUnknown(tx, actor, to)
    const before = toIncident(now)
    await store.updateIncident(tx, id, {
      title: to.title ?? before.title,
      summary: to.summary ?? before.summary,
      nextUpdateAt: to.nextUpdateAt === undefined ? before.nextUpdateAt : to.nextUpdateAt,
      nextUpdateText: to.nextUpdateText ?? before.nextUpdateText,
      mainCaseId: to.mainCaseId === undefined ? (before.mainCase?.id ?? null) : to.mainCaseId,
      ownerId: to.ownerId === undefined ? (before.owner?.id ?? null) : to.ownerId,
      state: to.state ?? before.state,
    })
    return tell(tx, actor, id)
  })
}

/** Cases that belong to another incident stay there: they are counted, not moved. */
export async function attachCases(deps: Deps, actor: Actor, id: string, caseIds: readonly string[]) {
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    if (!(await store.findIncident(tx, actor.workspaceId, id, { lock: true }))) throw notFound()
    return attach(tx, actor, id, caseIds)
  })
}

export async function detachCases(deps: Deps, actor: Actor, id: string, caseIds: readonly string[]) {
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const found = await store.findIncident(tx, actor.workspaceId, id, { lock: true })
    if (!found) throw notFound()
    const gone = await store.detachCases(tx, id, await store.lockAmong(tx, actor.workspaceId, caseIds))
    await append(
      tx,
      gone.flatMap((caseId) =>
        entriesOf(actor.workspaceId, journalActor(actor), caseId, [
          { kind: 'case.incident', data: { incidentId: id, number: found.number, attached: false } },
        ]),
      ),
    )
    return { detached: gone.length }
  })
}

async function attach(tx: Db, actor: Actor, incidentId: string, wanted: readonly string[]) {
  const { number } = (await store.findIncident(tx, actor.workspaceId, incidentId))!
  const caseIds = await store.lockAmong(tx, actor.workspaceId, wanted)
  const { attached, already } = await store.attachCases(tx, {
    workspaceId: actor.workspaceId,
    incidentId,
    caseIds,
    by: actor.memberId,
  })
  await append(
    tx,
    attached.flatMap((caseId) =>
      entriesOf(actor.workspaceId, journalActor(actor), caseId, [
        { kind: 'case.incident', data: { incidentId, number, attached: true } },
      ]),
    ),
  )
  return { attached: attached.length, already, elsewhere: caseIds.length - attached.length - already }
}

async function refuseUnknown(
  tx: Db,
  actor: Actor,
  content: { ownerId?: string | null | undefined; mainCaseId?: string | null | undefined },
) {
  if (content.mainCaseId) await accessCase(tx, actor, content.mainCaseId)
  if (!content.ownerId) return
  const unknown = await unknownReferences(tx, actor.workspaceId, { ownerId: content.ownerId })
  if (unknown.length > 0) throw new Refusal('invalid-input', 'This workspace has no such person.', { unknown })
}

async function tell(tx: Db, actor: Actor, id: string): Promise<Incident> {
  const incident = toIncident((await store.findIncident(tx, actor.workspaceId, id))!)
  await append(tx, [
    {
      workspaceId: actor.workspaceId,
      subject: { kind: 'workspace', id: actor.workspaceId },
      actor: journalActor(actor),
      kind: 'incident.changed',
      data: { incidentId: id, number: incident.number, state: incident.state },
    },
  ])
  return incident
}
