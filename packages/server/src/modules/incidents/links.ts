import { type BodyOf, type CaseLink, type incidentRoutes, may, type ResponseOf } from '@resonanz/contracts'
import { accessCase, entriesOf } from '#cases'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { toIncident } from './incident.ts'
import * as store from './store.ts'

/** What a case hangs together with. */
export async function relationsOf(
  deps: Deps,
  actor: Actor,
  caseId: string,
): Promise<ResponseOf<typeof incidentRoutes.relations>> {
  const db = deps.db.of(actor.workspaceId)
  const record = await accessCase(db, actor, caseId)
  const [links, incident] = await Promise.all([
    store.linksOf(db, actor.workspaceId, caseId),
    store.incidentOfCase(db, actor.workspaceId, caseId),
  ])
  return {
    links: links.map(toLink),
    incident: incident ? toIncident(incident) : null,
    mayChange: may(actor.role, 'case.write') && record.merged_into === null,
  }
}

/** Both cases are told of it. A link that is there already, in either direction, stays as it is (409). */
export async function linkCases(
  deps: Deps,
  actor: Actor,
  caseId: string,
  { number, kind }: BodyOf<typeof incidentRoutes.link>,
): Promise<CaseLink> {
  const id = deps.newId()
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const record = await accessCase(tx, actor, caseId)
    const other = await store.caseByNumber(tx, actor.workspaceId, number)
    if (!other) throw new Refusal('invalid-input', 'There is no case with this number.')
    if (other.id === caseId) throw new Refusal('invalid-input', 'A case is not linked with itself.')
    const made = await store.insertLink(tx, {
      workspaceId: actor.workspaceId,
      id,
      fromId: caseId,
      toId: other.id,
      kind,
      by: actor.memberId,
    })
    if (!made) throw new Refusal('conflict', 'These cases are linked already.')
    const by = journalActor(actor)
    await append(tx, [
      ...entriesOf(actor.workspaceId, by, caseId, [
        {
          kind: 'case.linked',
          data: { linkId: id, kind, direction: 'from', other: other.id, otherNumber: other.number },
        },
      ]),
      ...entriesOf(actor.workspaceId, by, other.id, [
        { kind: 'case.linked', data: { linkId: id, kind, direction: 'to', other: caseId, otherNumber: record.number } },
      ]),
    ])
    return toLink((await store.linksOf(tx, actor.workspaceId, caseId, id))[0]!)
  })
}

export async function unlinkCases(deps: Deps, actor: Actor, id: string): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const link = await store.findLink(tx, actor.workspaceId, id)
    if (!link) throw notFound()
    await store.deleteLink(tx, id)
    const by = journalActor(actor)
    await append(tx, [
      ...entriesOf(actor.workspaceId, by, link.from_id, [
        { kind: 'case.unlinked', data: { linkId: id, other: link.to_id, otherNumber: link.to_number } },
      ]),
      ...entriesOf(actor.workspaceId, by, link.to_id, [
        { kind: 'case.unlinked', data: { linkId: id, other: link.from_id, otherNumber: link.from_number } },
      ]),
    ])
  })
  return { ok: true }
}

function toLink(row: store.LinkRow): CaseLink {
  return {
    id: row.id,
    kind: row.kind,
    direction: row.is_from ? 'from' : 'to',
    case: row.other,
    by: row.by_id && row.by_name !== null ? { id: row.by_id, name: row.by_name } : null,
    at: row.at.toISOString(),
  }
}
