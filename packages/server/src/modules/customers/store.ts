import type { ChannelKind, CustomerRow, Identity, Language, LinkProposal, StatusCategory } from '@resonanz/contracts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '#platform/deps'
import { type Db, one, rows } from '#platform/db/database'
import { notFound } from '#platform/errors'

export type CustomerRecord = {
  id: string
  name: string
  number: string | null
  organisation: string | null
  language: Language | null
  address_form: 'sie' | 'du' | null
  salutation: string | null
  particulars: string
  fields: Record<string, string>
  merged_into: string | null
  created_at: Date
}

/** The one way to a customer by id; `lock` holds the row until the transaction ends. */
export async function accessCustomer(
  db: Db,
  actor: Pick<Actor, 'workspaceId'>,
  id: string,
  options: { lock?: boolean } = {},
): Promise<CustomerRecord> {
  const found = await one(
    db,
    sql<CustomerRecord>`select * from customer where id = ${id} and workspace_id = ${actor.workspaceId} ${options.lock ? sql`for update` : sql``}`,
  )
  if (!found) throw notFound()
  return found
}

export type IdentityRow = {
  id: string
  kind: z.infer<typeof Identity>['kind']
  scope: string
  display: string
  name: string | null
  link_id: string | null
  state: 'confirmed' | 'assumed' | null
  evidence: string[] | null
  by_id: string | null
  by_name: string | null
  since: Date | null
}

const identityColumns = sql`i.id, i.kind, i.scope, i.display, i.name, l.id as link_id, l.state, l.evidence, b.id as by_id, b.name as by_name, l.valid_from as since`

export async function identitiesOf(db: Db, customerId: string): Promise<IdentityRow[]> {
  return rows(
    db,
    sql<IdentityRow>`select ${identityColumns} from identity_link l join identity i on i.id = l.identity_id left join member b on b.id = l.author_id where l.customer_id = ${customerId} and l.valid_to is null order by l.valid_from, l.id limit 200`,
  )
}

export async function accessIdentity(
  db: Db,
  actor: Actor,
  id: string,
): Promise<IdentityRow & { customer_id: string | null }> {
  const found = await one(
    db,
    sql<
      IdentityRow & { customer_id: string | null }
    >`select ${identityColumns}, l.customer_id from identity i left join identity_link l on l.identity_id = i.id and l.valid_to is null left join member b on b.id = l.author_id where i.id = ${id} and i.workspace_id = ${actor.workspaceId}`,
  )
  if (!found) throw notFound()
  return found
}

export function identityView(row: IdentityRow): Identity {
  return {
    id: row.id,
    kind: row.kind,
    scope: row.scope,
    display: row.display,
    name: row.name,
    state: row.state ?? 'unlinked',
    linkId: row.link_id,
    evidence: row.evidence ?? [],
    confirmedBy: row.by_id ? { id: row.by_id, name: row.by_name ?? '' } : null,
    since: row.since?.toISOString() ?? null,
  }
}

type ProposalRow = IdentityRow & {
  proposal_id: string
  customer_id: string
  customer_name: string
  reasons: { code: string; value: string | null }[]
  score: number
  created_at: Date
}
export async function proposalsFor(db: Db, customerId: string): Promise<z.infer<typeof LinkProposal>[]> {
  const found = await rows(
    db,
    sql<ProposalRow>`select ${identityColumns}, p.id as proposal_id, p.customer_id, c.name as customer_name, p.reasons, p.score, p.created_at from link_proposal p join identity i on i.id = p.identity_id join customer c on c.id = p.customer_id
      left join identity_link l on l.identity_id = i.id and l.valid_to is null left join member b on b.id = l.author_id where p.customer_id = ${customerId} and p.state = 'open' order by p.score desc limit 20`,
  )
  return found.map((row) => ({
    id: row.proposal_id,
    identity: identityView(row),
    customer: { id: row.customer_id, name: row.customer_name },
    reasons: row.reasons,
    score: row.score,
    createdAt: row.created_at.toISOString(),
  }))
}

export async function casesOf(db: Db, customerId: string) {
  const found = await rows(
    db,
    sql<{
      id: string
      number: number
      title: string
      category: StatusCategory
      channel: ChannelKind
      at: Date
    }>`select id, number, title, category, channel, last_message_at as at from cases where customer_id = ${customerId} and merged_into is null order by last_message_at desc limit 100`,
  )
  return found.map((row) => ({ ...row, at: row.at.toISOString() }))
}

export async function openPromisesOf(db: Db, customerId: string) {
  const found = await rows(
    db,
    sql<{
      case_id: string
      number: number
      text: string
      due_at: Date
    }>`select p.case_id, c.number, p.text, p.due_at from promise p join cases c on c.id = p.case_id where c.customer_id = ${customerId} and p.state = 'open' order by p.due_at limit 50`,
  )
  return found.map((row) => ({
    caseId: row.case_id,
    caseNumber: row.number,
    text: row.text,
    dueAt: row.due_at.toISOString(),
  }))
}

export async function mergesInto(db: Db, customerId: string) {
  const found = await rows(
    db,
    sql<{
      id: string
      name: string
      by_id: string | null
      by_name: string | null
      at: Date
    }>`select g.id, c.name, b.id as by_id, b.name as by_name, g.at from customer_merge g join customer c on c.id = g.from_id left join member b on b.id = g.by_member where g.into_id = ${customerId} and g.undone_at is null order by g.at desc limit 20`,
  )
  return found.map((row) => ({
    id: row.id,
    name: row.name,
    by: row.by_id ? { id: row.by_id, name: row.by_name ?? '' } : null,
    at: row.at.toISOString(),
    undoable: true,
  }))
}

type ListRow = {
  id: string
  name: string
  number: string | null
  organisation: string | null
  identities: string[]
  open_cases: number
  last_contact_at: Date | null
}

/** Questions shorter than this have no letters to look up by: they are looked for among so many of the newest. */
const lettersLeast = 3
const newestLookedAt = 2_000

/** Customers by a part of their name, number, organisation, address or handle; without a question the newest. */
export async function findCustomers(
  db: Db,
  actor: Actor,
  q: string | undefined,
  limit: number,
  before: string | null = null,
): Promise<z.infer<typeof CustomerRow>[]> {
  const found = await rows(
    db,
    sql<ListRow>`
      with hit as (${hitsOf(actor.workspaceId, q?.trim() ?? '', limit, before)})
      select c.id, c.name, c.number, c.organisation, array(select i.display from identity_link l join identity i on i.id = l.identity_id where l.customer_id = c.id and l.valid_to is null order by l.valid_from limit 4) as identities,
        (select count(*)::int from cases s where s.customer_id = c.id and s.category in ('new','open','waiting_customer','waiting_internal') and s.merged_into is null) as open_cases,
        (select max(s.last_message_at) from cases s where s.customer_id = c.id) as last_contact_at
      from hit join customer c using (id) order by c.id desc`,
  )
  return found.map((row) => ({
    id: row.id,
    name: row.name,
    number: row.number,
    organisation: row.organisation,
    identities: row.identities,
    openCases: row.open_cases,
    lastContactAt: row.last_contact_at?.toISOString() ?? null,
  }))
}

/** Each arm has an index of its own; one condition with `or` between them would read every customer. */
function hitsOf(workspaceId: string, q: string, limit: number, before: string | null) {
  const own = sql`c.workspace_id = ${workspaceId} and c.merged_into is null ${before ? sql`and c.id < ${before}::uuid` : sql``}`
  const newest = sql`order by c.id desc limit ${limit}`
  if (q === '') return sql`select c.id from customer c where ${own} ${newest}`
  const asked = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  if (q.length < lettersLeast)
    return sql`select c.id from (select * from customer c where ${own} order by c.id desc limit ${newestLookedAt}) c where c.name ilike ${asked} or c.number ilike ${asked} or c.organisation ilike ${asked} ${newest}`
  const arm = (column: ReturnType<typeof sql>) =>
    sql`(select c.id from customer c where ${own} and ${column} ilike ${asked} ${newest})`
  return sql`select id from (
      ${arm(sql`c.name`)} union ${arm(sql`c.number`)} union ${arm(sql`c.organisation`)}
      union (select c.id from (select i.id from identity i where i.workspace_id = ${workspaceId} and (i.name ilike ${asked} or i.display ilike ${asked}) limit ${newestLookedAt}) i
        join identity_link l on l.identity_id = i.id and l.valid_to is null join customer c on c.id = l.customer_id where ${own} ${newest})
    ) arms order by id desc limit ${limit}`
}
