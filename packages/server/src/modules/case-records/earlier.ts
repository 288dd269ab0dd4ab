import type { EarlierContact } from '@resonanz/contracts'
import { sql } from 'kysely'
import { accessCase } from '#cases'
import { type Db, rows } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'

const most = 5

/** What is worth knowing from earlier: what was special, what worked last time, what is still owed elsewhere. */
export async function earlierContact(deps: Deps, actor: Actor, caseId: string): Promise<EarlierContact> {
  const db = deps.db.of(actor.workspaceId)
  const record = await accessCase(db, actor, caseId)
  const others = {
    workspaceId: actor.workspaceId,
    caseId,
    customerId: record.customer_id,
    identityId: record.identity_id,
  }
  const [cases, openPromises, openGoodwill] = await Promise.all([
    earlierCases(db, others, record.opened_at),
    promisesElsewhere(db, others),
    goodwillElsewhere(db, others),
  ])
  const last = cases.find(({ closed_at }) => closed_at !== null)
  return {
    last: last
      ? {
          ...named(last),
          particulars: last.particulars,
          solution: last.solution,
          cause: last.cause,
        }
      : null,
    particulars: cases
      .filter((each) => each !== last && each.particulars !== '')
      .slice(0, most)
      .map((each) => ({ ...named(each), particulars: each.particulars })),
    openPromises: openPromises.map(({ due_at, ...promise }) => ({ ...promise, dueAt: due_at.toISOString() })),
    openGoodwill,
  }
}

type Others = { workspaceId: string; caseId: string; customerId: string | null; identityId: string | null }
type EarlierCase = {
  id: string
  number: number
  title: string
  closed_at: Date | null
  particulars: string
  solution: string | null
  cause: string | null
}
const named = ({ id, number, title, closed_at }: EarlierCase) => ({
  id,
  number,
  title,
  closedAt: closed_at?.toISOString() ?? null,
})

const ofSamePerson = ({ workspaceId, caseId, customerId, identityId }: Others) => sql`(
  select c.* from cases c where c.customer_id = ${customerId}::uuid and c.workspace_id = ${workspaceId} and c.id <> ${caseId} and c.merged_into is null
  union select c.* from cases c where c.identity_id = ${identityId}::uuid and c.workspace_id = ${workspaceId} and c.id <> ${caseId} and c.merged_into is null)`

/** The last word of ours in a case that was finished is what ended it. */
function earlierCases(db: Db, others: Others, before: Date): Promise<EarlierCase[]> {
  return rows(
    db,
    sql<EarlierCase>`select o.id, o.number, o.title, case when o.category in ('done','closed') then coalesce(o.closed_at, o.last_message_at) end as closed_at, o.particulars,
        (select k.name from case_cause x join cause k on k.id = x.cause_id where x.case_id = o.id) as cause,
        case when o.category in ('done','closed') then (select left(m.text, 400) from case_message cm join message m on m.id = cm.message_id and m.direction = 'out' and m.nature = 'message' and m.deleted_at is null
          where cm.case_id = o.id order by cm.at desc, cm.message_id desc limit 1) end as solution
      from ${ofSamePerson(others)} o where o.opened_at <= ${before} order by o.opened_at desc, o.id desc limit 20`,
  )
}

function promisesElsewhere(db: Db, others: Others) {
  return rows(
    db,
    sql<{
      caseId: string
      caseNumber: number
      text: string
      due_at: Date
    }>`select o.id as "caseId", o.number as "caseNumber", p.text, p.due_at
      from ${ofSamePerson(others)} o join promise p on p.case_id = o.id and p.state = 'open' and p.made_by is not null order by p.due_at limit ${most}`,
  )
}

function goodwillElsewhere(db: Db, others: Others) {
  return rows(
    db,
    sql<
      EarlierContact['openGoodwill'][number]
    >`select o.id as "caseId", o.number as "caseNumber", g.amount_minor as "amountMinor", g.currency, g.what, g.state
      from ${ofSamePerson(others)} o join goodwill g on g.case_id = o.id and g.workspace_id = ${others.workspaceId} and (g.state = 'requested' or (g.state = 'granted' and g.booking_no is null)) order by g.id desc limit ${most}`,
  )
}
