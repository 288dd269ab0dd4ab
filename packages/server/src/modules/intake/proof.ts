import type { Proof } from '@resonanz/contracts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor, Deps } from '#platform/deps'
import { rows } from '#platform/db/database'

type Row = {
  day: string
  taken_in: number
  in_case: number
  mention: number
  filtered: number
  quarantined: number
  waiting: number
  filtered_by: Record<string, number> | null
}

/**
 * The daily proof (PRODUCT L3): everything taken in on a day is in exactly one place. `in_case` asks the cases
 * themselves, not the item's own word, so a lost message shows as a day that does not balance.
 */
export async function dailyProof(deps: Deps, actor: Actor, days: number): Promise<{ days: z.infer<typeof Proof>[] }> {
  const found = await rows(
    deps.db.of(actor.workspaceId),
    sql<Row>`
      with item as (
        select i.received_at::date as day, i.state, i.outcome, i.code,
          i.outcome in ('message','known','change') and exists (select 1 from case_message cm where cm.message_id = i.message_id)
            or i.outcome = 'answer' and exists (select 1 from consultation_answer a where a.inlet_item_id = i.id) as placed,
          i.outcome in ('mention','known','change') and exists (select 1 from mention m where m.message_id = i.message_id) as mentioned
        from inlet_item i where i.workspace_id = ${actor.workspaceId} and i.received_at >= current_date - ${days - 1}::int
      ), codes as (
        select day, jsonb_object_agg(code, n) as filtered_by from (select day, coalesce(code, 'dismissed') as code, count(*)::int as n from item where outcome = 'filtered' group by 1, 2) c group by day
      )
      select to_char(item.day, 'YYYY-MM-DD') as day, count(*)::int as taken_in, count(*) filter (where placed)::int as in_case, count(*) filter (where mentioned and not placed)::int as mention,
        count(*) filter (where outcome = 'filtered')::int as filtered, count(*) filter (where state = 'quarantined')::int as quarantined, count(*) filter (where state = 'taken')::int as waiting, (select filtered_by from codes where codes.day = item.day) as filtered_by
      from item group by item.day order by item.day desc`,
  )
  return {
    days: found.map((row) => ({
      day: row.day,
      takenIn: row.taken_in,
      inCase: row.in_case,
      mention: row.mention,
      filtered: row.filtered,
      quarantined: row.quarantined,
      waiting: row.waiting,
      balanced: row.taken_in === row.in_case + row.mention + row.filtered + row.quarantined + row.waiting,
      filteredBy: row.filtered_by ?? {},
    })),
  }
}
