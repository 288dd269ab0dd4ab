import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import { Refusal } from '#platform/errors'

type Held = { budget_id: string; unit_name: string | null; left_minor: number }
export type Charge = {
  workspaceId: string
  goodwillId: string
  unitId: string | null
  currency: string
  amountMinor: number
  timeZone: string
  /** The moment that decides about the month; now unless told. */
  at?: Date | undefined
}

/** The budgets that stand above a unit: its own, those of the units above, that of the company. */
const above = (workspaceId: string, unitId: string | null, currency: string) => sql`
  select b.* from goodwill_budget b where b.workspace_id = ${workspaceId} and b.active and b.currency = ${currency}
    and (b.unit_id is null or b.unit_id in (
      with recursive up as (select id, parent_id from unit where id = ${unitId}::uuid and workspace_id = ${workspaceId}
        union select u.id, u.parent_id from unit u join up on u.id = up.parent_id) select id from up))`
const monthOf = (timeZone: string, at: Date | undefined) =>
  sql`date_trunc('month', coalesce(${at ?? null}::timestamptz, now()) at time zone ${timeZone})::date`

/**
 * Reserves an amount in every budget above the unit, all or none, in the month of the moment. Rows are locked in one
 * order, so that any number at once never overruns a budget. Refuses with `over-budget` and names the tightest.
 */
export async function reserve(tx: Db, charge: Charge): Promise<void> {
  const { workspaceId, unitId, currency, amountMinor } = charge
  const month = monthOf(charge.timeZone, charge.at)
  await run(
    tx,
    sql`insert into goodwill_month (workspace_id, budget_id, month, amount_minor)
      select b.workspace_id, b.id, ${month}, b.monthly_minor from (${above(workspaceId, unitId, currency)}) b order by b.id on conflict do nothing`,
  )
  const held = await rows(
    tx,
    sql<Held>`select m.budget_id, (select name from unit u where u.id = b.unit_id) as unit_name, m.amount_minor - m.reserved_minor - m.booked_minor as left_minor
      from goodwill_month m join (${above(workspaceId, unitId, currency)}) b on b.id = m.budget_id where m.month = ${month} order by m.budget_id for update of m`,
  )
  const tightest = held.toSorted((a, b) => a.left_minor - b.left_minor)[0]
  if (tightest && tightest.left_minor < amountMinor)
    throw new Refusal('over-budget', 'The budget of this month does not suffice.', {
      unit: tightest.unit_name,
      leftMinor: Math.max(0, tightest.left_minor),
      currency,
    })
  const ids = held.map(({ budget_id }) => budget_id)
  await run(
    tx,
    sql`update goodwill_month set reserved_minor = reserved_minor + ${amountMinor} where budget_id = any(${ids}::uuid[]) and month = ${month}`,
  )
  await run(
    tx,
    sql`insert into goodwill_charge (workspace_id, goodwill_id, budget_id, month, amount_minor) select ${workspaceId}, ${charge.goodwillId}, id, ${month}, ${amountMinor} from unnest(${ids}::uuid[]) as id`,
  )
}

/** What was reserved is spent. It stays in the month it was reserved in, however late the decision came. */
export async function book(tx: Db, goodwillId: string): Promise<void> {
  await lockMonths(tx, goodwillId)
  await run(
    tx,
    sql`update goodwill_month m set reserved_minor = m.reserved_minor - c.amount_minor, booked_minor = m.booked_minor + c.amount_minor
      from goodwill_charge c where c.goodwill_id = ${goodwillId} and not c.is_booked and m.budget_id = c.budget_id and m.month = c.month`,
  )
  await run(tx, sql`update goodwill_charge set is_booked = true where goodwill_id = ${goodwillId}`)
}

/** Gives back whatever is held, reserved or spent. */
export async function release(tx: Db, goodwillId: string): Promise<void> {
  await lockMonths(tx, goodwillId)
  await run(
    tx,
    sql`update goodwill_month m set reserved_minor = m.reserved_minor - case when c.is_booked then 0 else c.amount_minor end,
        booked_minor = m.booked_minor - case when c.is_booked then c.amount_minor else 0 end
      from goodwill_charge c where c.goodwill_id = ${goodwillId} and m.budget_id = c.budget_id and m.month = c.month`,
  )
  await run(tx, sql`delete from goodwill_charge where goodwill_id = ${goodwillId}`)
}

/** A reversal gives back what it reverses, in the months it was charged to. */
export async function giveBack(tx: Db, reversalId: string, originalId: string): Promise<void> {
  await lockMonths(tx, originalId)
  await run(
    tx,
    sql`update goodwill_month m set booked_minor = m.booked_minor - c.amount_minor
      from goodwill_charge c where c.goodwill_id = ${originalId} and c.is_booked and m.budget_id = c.budget_id and m.month = c.month`,
  )
  await run(
    tx,
    sql`insert into goodwill_charge (workspace_id, goodwill_id, budget_id, month, amount_minor, is_booked)
      select workspace_id, ${reversalId}, budget_id, month, -amount_minor, true from goodwill_charge where goodwill_id = ${originalId} and is_booked`,
  )
}

async function lockMonths(tx: Db, goodwillId: string): Promise<void> {
  await rows(
    tx,
    sql`select 1 from goodwill_month m join goodwill_charge c on c.budget_id = m.budget_id and c.month = m.month
      where c.goodwill_id = ${goodwillId} order by m.budget_id for update of m`,
  )
}

/** What is left of the tightest budget that grants are charged to; those charged to none are left out. */
export async function leftOf(db: Db, goodwillIds: readonly string[]): Promise<Map<string, number>> {
  const found = await rows(
    db,
    sql<{
      id: string
      left_minor: number
    }>`select c.goodwill_id as id, min(m.amount_minor - m.reserved_minor - m.booked_minor)::bigint as left_minor
      from goodwill_charge c join goodwill_month m on m.budget_id = c.budget_id and m.month = c.month
      where c.goodwill_id = any(${[...goodwillIds]}::uuid[]) group by 1`,
  )
  return new Map(found.map((row) => [row.id, row.left_minor]))
}

export type BudgetRow = {
  id: string
  unit_id: string | null
  currency: string
  monthly_minor: number
  month: string
  amount_minor: number
  reserved_minor: number
  booked_minor: number
}
/** Budgets in force with the month that runs. */
export function readBudgets(db: Db, workspaceId: string, timeZone: string): Promise<BudgetRow[]> {
  return rows(
    db,
    sql<BudgetRow>`select b.id, b.unit_id, b.currency, b.monthly_minor, to_char(${monthOf(timeZone, undefined)}, 'YYYY-MM') as month,
        coalesce(m.amount_minor, b.monthly_minor) as amount_minor, coalesce(m.reserved_minor, 0) as reserved_minor, coalesce(m.booked_minor, 0) as booked_minor
      from goodwill_budget b left join goodwill_month m on m.budget_id = b.id and m.month = ${monthOf(timeZone, undefined)}
      where b.workspace_id = ${workspaceId} and b.active order by b.unit_id nulls first, b.currency`,
  )
}

/** Sets or ends a budget; the month that runs gets the new amount, months before stay as they were. */
export async function writeBudget(
  tx: Db,
  b: {
    workspaceId: string
    id: string
    unitId: string | null
    currency: string
    monthlyMinor: number | null
    timeZone: string
  },
): Promise<void> {
  if (b.monthlyMinor === null) {
    await run(
      tx,
      sql`update goodwill_budget set active = false where workspace_id = ${b.workspaceId} and unit_id is not distinct from ${b.unitId}::uuid and currency = ${b.currency}`,
    )
    return
  }
  const written = await one(
    tx,
    sql<{
      id: string
    }>`insert into goodwill_budget (workspace_id, id, unit_id, currency, monthly_minor) values (${b.workspaceId}, ${b.id}, ${b.unitId}, ${b.currency}, ${b.monthlyMinor})
      on conflict (workspace_id, currency, coalesce(unit_id, '00000000-0000-0000-0000-000000000000')) do update set monthly_minor = excluded.monthly_minor, active = true returning id`,
  )
  await run(
    tx,
    sql`update goodwill_month set amount_minor = ${b.monthlyMinor} where budget_id = ${written!.id} and month = ${monthOf(b.timeZone, undefined)}`,
  )
}
