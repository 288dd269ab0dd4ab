import { type RawBuilder, sql } from 'kysely'

/** The case and all that were joined into it, over however many steps: ids for `in …`. */
export function withJoined(caseId: string): RawBuilder<unknown> {
  return sql`(with recursive joined as (select ${caseId}::uuid as id union select c.id from cases c join joined j on c.merged_into = j.id) select id from joined)`
}

/** Where a case stands now, itself or what it was joined into: `category` and `closed_at`, as a lateral table. */
export function standingOf(caseId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(with recursive up as (select id, merged_into, category, closed_at from cases where id = ${caseId}
      union select c.id, c.merged_into, c.category, c.closed_at from cases c join up on c.id = up.merged_into)
    select category, closed_at from up where merged_into is null)`
}
