import type { BodyOf, GoodwillLimit, goodwillRoutes, ResponseOf } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, inTransaction, one, run } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { readBudgets, writeBudget } from './budgets.ts'
import { readLimits, readPolicy, teamNames } from './store.ts'
import { deleteDepartment, readDepartments, writeDepartment } from './store-objections.ts'

export async function readFrame(deps: Deps, actor: Actor): Promise<ResponseOf<typeof goodwillRoutes.frame>> {
  const db = deps.db.of(actor.workspaceId)
  const policy = await readPolicy(db, actor.workspaceId)
  const [limits, departments, budgets] = await Promise.all([
    readLimits(db, actor.workspaceId),
    readDepartments(db, actor.workspaceId),
    readBudgets(db, actor.workspaceId, policy.time_zone),
  ])
  return {
    limits,
    budgets: budgets.map((row) => ({
      id: row.id,
      unitId: row.unit_id,
      currency: row.currency,
      monthlyMinor: row.monthly_minor,
      month: row.month,
      amountMinor: row.amount_minor,
      reservedMinor: row.reserved_minor,
      bookedMinor: row.booked_minor,
    })),
    timeZone: policy.time_zone,
    dueHours: policy.due_hours,
    overruleTeamIds: policy.overrule_team_ids,
    departments,
  }
}

/** One row per role, team, topic and currency: setting it again replaces the amount. Counts from the next grant on. */
export async function setLimit(
  deps: Deps,
  actor: Actor,
  limit: BodyOf<typeof goodwillRoutes.setLimit>,
): Promise<GoodwillLimit> {
  checkCurrency(limit.currency)
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    if (limit.teamId) await checkKnown(tx, actor, 'team', [limit.teamId])
    if (limit.topicId) await checkKnown(tx, actor, 'topic', [limit.topicId])
    const nobody = sql`'00000000-0000-0000-0000-000000000000'`
    const written = await one(
      tx,
      sql<{ id: string }>`insert into goodwill_limit (workspace_id, id, role, team_id, topic_id, currency, amount_minor)
        values (${actor.workspaceId}, ${deps.newId()}, ${limit.role}, ${limit.teamId}, ${limit.topicId}, ${limit.currency}, ${limit.amountMinor})
        on conflict (workspace_id, currency, coalesce(role, ''), coalesce(team_id, ${nobody}), coalesce(topic_id, ${nobody})) do update set amount_minor = excluded.amount_minor returning id`,
    )
    await tell(tx, actor, 'limit')
    return { id: written!.id, ...limit }
  })
}

export async function removeLimit(deps: Deps, actor: Actor, id: string): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const removed = await run(
      tx,
      sql`delete from goodwill_limit where id = ${id} and workspace_id = ${actor.workspaceId}`,
    )
    if (removed === 0) throw notFound()
    await tell(tx, actor, 'limit')
  })
  return { ok: true }
}

/** What a unit may spend a month, the running one included; what was reserved and booked there stays. */
export async function setBudget(
  deps: Deps,
  actor: Actor,
  budget: BodyOf<typeof goodwillRoutes.setBudget>,
): Promise<{ ok: true }> {
  checkCurrency(budget.currency)
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    if (budget.unitId) await checkKnown(tx, actor, 'unit', [budget.unitId])
    const { time_zone: timeZone } = await readPolicy(tx, actor.workspaceId)
    await writeBudget(tx, { ...budget, workspaceId: actor.workspaceId, id: deps.newId(), timeZone })
    await tell(tx, actor, 'budget')
  })
  return { ok: true }
}

/** One department per topic: saying it again replaces it. Counts from the next grant on. */
export async function setDepartment(
  deps: Deps,
  actor: Actor,
  department: BodyOf<typeof goodwillRoutes.setDepartment>,
): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await checkKnown(tx, actor, 'team', [department.teamId])
    await checkKnown(tx, actor, 'topic', [department.topicId])
    await writeDepartment(tx, actor.workspaceId, department)
    await tell(tx, actor, 'department')
  })
  return { ok: true }
}

export async function removeDepartment(deps: Deps, actor: Actor, topicId: string): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    if ((await deleteDepartment(tx, actor.workspaceId, topicId)) === 0) throw notFound()
    await tell(tx, actor, 'department')
  })
  return { ok: true }
}

export async function setPolicy(
  deps: Deps,
  actor: Actor,
  change: BodyOf<typeof goodwillRoutes.setPolicy>,
): Promise<{ ok: true }> {
  if (change.timeZone && !isTimeZone(change.timeZone)) throw new Refusal('invalid-input', 'There is no such time zone.')
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const teams = [...new Set(change.overruleTeamIds)]
    await checkKnown(tx, actor, 'team', teams)
    const before = await readPolicy(tx, actor.workspaceId)
    await run(
      tx,
      sql`insert into goodwill_policy (workspace_id, time_zone, due_hours, overrule_team_ids)
        values (${actor.workspaceId}, ${change.timeZone ?? before.time_zone}, ${change.dueHours ?? before.due_hours}, ${change.overruleTeamIds ? teams : before.overrule_team_ids}::uuid[])
        on conflict (workspace_id) do update set time_zone = excluded.time_zone, due_hours = excluded.due_hours, overrule_team_ids = excluded.overrule_team_ids`,
    )
    await tell(tx, actor, 'policy')
  })
  return { ok: true }
}

async function checkKnown(tx: Db, actor: Actor, what: 'team' | 'topic' | 'unit', ids: readonly string[]) {
  if (ids.length === 0) return
  const known =
    what === 'team'
      ? (await teamNames(tx, actor.workspaceId, ids)).size
      : (await one(
          tx,
          sql<{
            n: number
          }>`select count(*)::int as n from ${sql.table(what)} where workspace_id = ${actor.workspaceId} and id = any(${[...ids]}::uuid[])`,
        ))!.n
  if (known !== ids.length) throw new Refusal('invalid-input', `This workspace has no such ${what}.`)
}

/** A made-up currency would count in no known unit. */
function checkCurrency(currency: string): void {
  if (!Intl.supportedValuesOf('currency').includes(currency))
    throw new Refusal('invalid-input', 'There is no such currency.')
}

function isTimeZone(name: string): boolean {
  return name === 'UTC' || Intl.supportedValuesOf('timeZone').includes(name)
}

async function tell(tx: Db, actor: Actor, what: 'limit' | 'budget' | 'policy' | 'department'): Promise<void> {
  await append(tx, [
    {
      workspaceId: actor.workspaceId,
      subject: { kind: 'workspace', id: actor.workspaceId },
      actor: journalActor(actor),
      kind: 'goodwill.frame-changed',
      data: { what },
    },
  ])
}
