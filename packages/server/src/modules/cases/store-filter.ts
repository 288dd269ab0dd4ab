import type { StatusCategory } from '@resonanz/contracts'
import { openCategories } from '@resonanz/contracts'
import { searchWords } from '@resonanz/text'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#platform/deps'
import { levelNumberOf } from '#reading'
import { priorityNumber } from './case.ts'
import { zone } from './filter/days.ts'
import type { Filter, IsValue, Term } from './filter/terms.ts'
import type { ResolvedNames } from './store-names.ts'

export type Condition = RawBuilder<unknown>
export type CompiledFilter = {
  /** Which categories may appear. Without a word about the status: the open ones. */
  categories: StatusCategory[]
  /** Conditions on the table cases, all with bound values. */
  conditions: Condition[]
  /** Names nobody carries: index of the term and the word. Such a term matches nothing. */
  unknown: { term: number; word: string }[]
}

export const allCategories: readonly StatusCategory[] = [...openCategories, 'done', 'closed']
const maxTextHits = 2000

/** Turns a filter into conditions for the planner: single values as equalities, so that the partial indexes apply. */
export function compileFilter(
  filter: Filter,
  names: ResolvedNames,
  actor: Pick<Actor, 'memberId' | 'teamIds' | 'workspaceId'>,
  defaultCategories: readonly StatusCategory[] = openCategories,
): CompiledFilter {
  const compiled: CompiledFilter = { categories: [], conditions: [], unknown: [] }
  const statusTerms = filter.filter((term) => term.field === 'status')
  const widens = statusTerms.some((term) => !term.not) || filter.some((term) => term.field === 'number' && !term.not)
  compiled.categories = [...(widens ? allCategories : defaultCategories)].filter((category) =>
    statusTerms.every((term) => {
      const named = term.values.some(
        (value) => value === category || value === 'any' || (value === 'active' && openCategories.includes(category)),
      )
      return named !== term.not
    }),
  )
  filter.forEach((term, index) => {
    if (term.field === 'status') return
    const condition = conditionOf(term, {
      names,
      actor,
      refuse: (word) => compiled.unknown.push({ term: index, word }),
    })
    compiled.conditions.push(term.not ? sql`(${condition}) is not true` : condition)
  })
  return compiled
}

type Context = {
  names: ResolvedNames
  actor: Pick<Actor, 'memberId' | 'teamIds' | 'workspaceId'>
  refuse(word: string): void
}

function conditionOf(term: Exclude<Term, { field: 'status' }>, context: Context): Condition {
  switch (term.field) {
    case 'owner':
      return named(term.values, 'owner', sql`owner_id`, [context.actor.memberId], context)
    case 'team':
      return named(term.values, 'team', sql`team_id`, context.actor.teamIds, context)
    case 'topic':
      return named(term.values, 'topic', sql`topic_id`, [], context)
    case 'customer': {
      const customers = term.values.flatMap((word) => context.names.get(`customer:${word}`) ?? [])
      const identities = term.values.flatMap((word) => context.names.get(`identity:${word}`) ?? [])
      return sql`(customer_id = any(${customers}::uuid[]) or identity_id = any(${identities}::uuid[]))`
    }
    case 'channel':
      return among(sql`channel`, term.values)
    case 'priority':
      return among(sql`priority`, term.values.map(priorityNumber))
    case 'kind':
      return among(sql`cases.kind`, term.values)
    case 'language':
      return among(sql`cases.language`, term.values)
    case 'number':
      return among(sql`number`, term.values)
    case 'sentiment':
      return among(sql`sentiment`, term.values)
    case 'urgency':
      return among(sql`urgency`, term.values.map(levelNumberOf))
    case 'anger':
      return among(sql`anger`, term.values.map(levelNumberOf))
    case 'offence':
      return anyOf(
        term.values.map((value) =>
          value === 'any'
            ? sql`offence is not null`
            : value === 'none'
              ? sql`offence is null`
              : sql`offence = ${value}`,
        ),
      )
    case 'repeated':
      return anyOf(term.values.map((value) => (value === 'yes' ? sql`is_repeated` : sql`not is_repeated`)))
    case 'similar':
      return anyOf(term.values.map((number) => sameWords(number, context.actor.workspaceId)))
    case 'tag':
      return anyOf(term.values.map((tag) => sql`(tags @> array[${tag}]::text[] and tags <> '{}')`))
    case 'before':
      return anyOf(term.values.map((day) => sql`last_message_at < ${day}::date::timestamp at time zone ${zone}`))
    case 'after':
      return anyOf(term.values.map((day) => sql`last_message_at >= (${day}::date + 1)::timestamp at time zone ${zone}`))
    case 'due':
      return anyOf(term.values.map((value) => dueConditions[value]))
    case 'has':
      return anyOf(term.values.map((value) => hasConditions[value](context.actor.memberId)))
    case 'is':
      return anyOf(term.values.map((value) => isConditions[value](context.actor.memberId)))
    case 'text':
      return textCondition(term.value, term.exact, context.actor.workspaceId)
  }
}

function named(
  words: string[],
  field: 'owner' | 'team' | 'topic',
  column: Condition,
  mine: string[],
  context: Context,
): Condition {
  const ids = words.flatMap((word) => {
    if (word === 'none') return []
    if (word === 'me') return mine
    const found = context.names.get(`${field}:${word}`)
    if (!found) context.refuse(word)
    return found ?? []
  })
  const alternatives = [
    ...(ids.length > 0 ? [among(column, [...new Set(ids)])] : []),
    ...(words.includes('none') ? [sql`${column} is null`] : []),
  ]
  return alternatives.length === 0 ? sql`false` : anyOf(alternatives)
}

/** One value as an equality: only that lets an index give its rows in order. */
function among(column: Condition, values: readonly (string | number)[]): Condition {
  if (values.length === 1) return sql`${column} = ${values[0]}`
  return sql`${column} in (${sql.join(values)})`
}
function anyOf(conditions: Condition[]): Condition {
  return conditions.length === 1 ? conditions[0]! : sql`(${sql.join(conditions, sql` or `)})`
}

/** The case of this number and those of its group. */
function sameWords(number: number, workspaceId: string): Condition {
  return sql`(cases.number = ${number} or cluster_id = (select x.cluster_id from cases x where x.workspace_id = ${workspaceId} and x.number = ${number}))`
}

const nextDay = sql`((now() at time zone ${zone})::date + 1)::timestamp at time zone ${zone}`
const nextMonday = sql`(date_trunc('week', now() at time zone ${zone}) + interval '7 days') at time zone ${zone}`
const dueConditions = {
  overdue: sql`due_at <= now()`,
  today: sql`due_at < ${nextDay}`,
  week: sql`due_at < ${nextMonday}`,
  none: sql`due_at = 'infinity'`,
}
const hasConditions: Record<'attachment' | 'promise' | 'draft' | 'followup', (me: string) => Condition> = {
  attachment: () => sql`has_attachment`,
  // next_update_at is the due time of the first open promise.
  promise: () => sql`next_update_at is not null`,
  draft: (me) => sql`cases.id in (select d.case_id from draft d where d.member_id = ${me})`,
  followup: () => sql`follow_up_at is not null`,
}
const isConditions: Record<IsValue, (me: string) => Condition> = {
  public: () => sql`visibility = 'public'`,
  private: () => sql`visibility = 'private'`,
  unread: (me) =>
    sql`(last_inbound_at is not null and not exists (select 1 from case_read r where r.member_id = ${me} and r.case_id = cases.id and r.seen_at >= cases.last_inbound_at))`,
  watched: (me) => sql`cases.id in (select w.case_id from watch w where w.member_id = ${me})`,
  unclear: () => sql`has_unclear`,
  asked: () =>
    sql`cases.id in (select c.case_id from consultation c where c.workspace_id = app_workspace() and c.state not in ('answered','withdrawn'))`,
  handed_over: () =>
    sql`cases.id in (select h.case_id from handover h where h.workspace_id = app_workspace() and h.state = 'open')`,
  escalated: () =>
    sql`cases.id in (select e.case_id from escalation e where e.workspace_id = app_workspace() and e.settled_at is null)`,
  stalled: () => sql`stalled >= 3`,
  ping_pong: () => sql`cases.id in (select p.case_id from case_ping_pong p where p.workspace_id = app_workspace())`,
}

/** In the title, the contact's name or the words of any message; an exact text as it stands there. */
function textCondition(value: string, exact: boolean, workspaceId: string): Condition {
  const like = `%${value.replace(/[\\%_]/g, '\\$&')}%`
  const line = sql`title ilike ${like} or contact_name ilike ${like}`
  const words = searchWords(value, 20)
  if (words.length === 0) return sql`(${line} or preview ilike ${like})`
  const query = words.map((word) => `'${word.replace(/['\\]/g, '$&$&')}'`).join(' & ')
  const hits = sql`select s.message_id from message_search s where s.workspace_id = ${workspaceId} and s.words @@ ${query}::tsquery order by s.at desc limit ${maxTextHits}`
  const asWritten = exact ? sql`join message m on m.id = hit.message_id and m.text ilike ${like}` : sql``
  return sql`(cases.id in (select cm.case_id from (${hits}) hit join case_message cm on cm.message_id = hit.message_id ${asWritten}) or ${line})`
}
