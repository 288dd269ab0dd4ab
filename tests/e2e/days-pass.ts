import type { Office } from './office.ts'
import { until } from './until.ts'

/**
 * Days go by for a case: everything that has a time and belongs to it lies that much further back, so that promises run
 * out and yesterday's words are yesterday's. The clock itself stays what it is; sequence and distances are kept.
 */
export async function daysPass(office: Office, caseId: string, days: number): Promise<void> {
  if (!/^[\da-f-]{36}$/.test(caseId)) throw new Error(`no id: ${caseId}`)
  const turn = `do $$
    declare place record;
    begin
      -- The journal lets nobody change a row; here it is time that changes.
      set local session_replication_role = replica;
      for place in
        select c.table_name as name, string_agg(format('%1$I = %1$I - interval ''${days} days''', c.column_name), ', ') as sets,
          case c.table_name when 'cases' then format('id = %L', '${caseId}') when 'journal' then format('subject_id = %L', '${caseId}')
            when 'message' then format('id in (select message_id from case_message where case_id = %L)', '${caseId}')
            else format('case_id = %L', '${caseId}') end as whose
        from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
        where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type = 'timestamp with time zone' and c.is_generated = 'NEVER'
          and (c.table_name in ('cases', 'journal', 'message') or exists (
            select from information_schema.columns k where k.table_schema = 'public' and k.table_name = c.table_name and k.column_name = 'case_id'))
        group by c.table_name
      loop
        execute format('update %I set %s where %s', place.name, place.sets, place.whose);
      end loop;
    end $$`
  // A loop of the product may hold the same rows crosswise: the database then ends one of the two, wholly, and it goes again.
  await until('the days to pass', async () => (await office.sql(turn)) !== undefined)
}
