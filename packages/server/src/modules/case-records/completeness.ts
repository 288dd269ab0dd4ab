import type { BodyOf, caseRecordRoutes, ClosingField, Completeness } from '@resonanz/contracts'
import { may } from '@resonanz/contracts'
import { accessCase, type CaseRecord, changeCase, entriesOf } from '#cases'
import { factsOf, levelsFor, missingOf, readPolicy, valuesOf } from '#closing'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import * as store from './store.ts'

/** What is known of a case, field by field, and what the company's rule wants before it is closed. */
export async function completenessOf(deps: Deps, actor: Actor, caseId: string): Promise<Completeness> {
  const db = deps.db.of(actor.workspaceId)
  return read(db, actor, await accessCase(db, actor, caseId))
}

/** Fills in what was missing. Topic, kind and particulars go the way of every change of a case. */
export async function documentCase(
  deps: Deps,
  actor: Actor,
  caseId: string,
  { foundWhere, foundBy, causeId, ...change }: BodyOf<typeof caseRecordRoutes.document>,
): Promise<Completeness> {
  const db = deps.db.of(actor.workspaceId)
  await inTransaction(db, async (tx) => {
    const record = await accessCase(tx, actor, caseId, { lock: true })
    if (record.merged_into)
      throw new Refusal('conflict', 'This case was joined into another one.', { mergedInto: record.merged_into })
    const fields: string[] = []
    if (foundWhere !== undefined && foundWhere !== (record.found_where ?? '')) fields.push('found-where')
    if (foundBy !== undefined && foundBy !== (record.found_by ?? '')) fields.push('found-by')
    if (fields.length > 0) await store.writeFound(tx, caseId, { foundWhere, foundBy })
    const before = (await store.causeOf(tx, caseId))?.id ?? null
    const hasNewCause = causeId !== undefined && causeId !== before
    if (hasNewCause) {
      if (causeId !== null && !(await store.findCause(tx, actor.workspaceId, causeId))?.active)
        throw new Refusal('invalid-input', 'This workspace has no such cause.')
      await store.writeCause(tx, { workspaceId: actor.workspaceId, caseId, causeId, by: actor.memberId })
    }
    await append(
      tx,
      entriesOf(actor.workspaceId, journalActor(actor), caseId, [
        ...(fields.length > 0 ? [{ kind: 'case.documented', data: { fields } } as const] : []),
        ...(hasNewCause ? [{ kind: 'case.cause', data: { from: before, to: causeId } } as const] : []),
      ]),
    )
  })
  if (Object.keys(change).length > 0) await changeCase(deps, actor, caseId, change)
  return completenessOf(deps, actor, caseId)
}

async function read(db: Db, actor: Actor, record: CaseRecord): Promise<Completeness> {
  const [[facts], policy, cause, suggested] = await Promise.all([
    factsOf(db, actor.workspaceId, [record.id]),
    readPolicy(db, actor.workspaceId),
    store.causeOf(db, record.id),
    store.suggestedCauses(db, actor.workspaceId, { topicId: record.topic_id, clusterId: record.cluster_id }),
  ])
  const values = valuesOf(facts!)
  const levels = levelsFor(policy, { kind: record.kind, teamId: record.team_id })
  return {
    fields: (Object.keys(values) as ClosingField[]).map((field) => ({
      field,
      value: values[field] || null,
      level: levels[field],
    })),
    missing: missingOf(policy, facts!),
    cause,
    suggestedCauses: suggested,
    mayChange: may(actor.role, 'case.write') && record.merged_into === null,
  }
}
