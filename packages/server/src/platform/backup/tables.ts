import type pg from 'pg'

export type Table = { name: string; columns: string[] }

/** Our tables with the columns that are stored (generated ones compute themselves), parents before children. */
export async function tablesInOrder(client: pg.ClientBase): Promise<Table[]> {
  const columns = await client.query<{ name: string; columns: string[] }>(
    `select c.table_name as name, array_agg(c.column_name::text order by c.ordinal_position) as columns from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER' and c.table_name <> 'schema_version' group by 1 order by 1`,
  )
  const links = await client.query<{ child: string; parent: string }>(
    `select conrelid::regclass::text as child, confrelid::regclass::text as parent from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conrelid <> confrelid`,
  )
  const waiting = new Map(columns.rows.map((table) => [table.name, table]))
  const ordered: Table[] = []
  while (waiting.size > 0) {
    const free = [...waiting.values()].filter(
      (table) => !links.rows.some((link) => link.child === table.name && waiting.has(link.parent)),
    )
    if (free.length === 0) throw new Error('Tables refer to each other in a circle.')
    for (const table of free) {
      ordered.push(table)
      waiting.delete(table.name)
    }
  }
  return ordered
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
export const columnList = (table: Table) => table.columns.map(quoted).join(', ')
