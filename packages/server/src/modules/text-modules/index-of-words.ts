import { openSuggest, type Suggest } from '@resonanz/text'
import { sql } from 'kysely'
import { type Db, rows } from '#platform/db/database'
import { lastUses } from './store-case.ts'
import { stateOf } from './store.ts'

type Known = { version: string; suggest: Suggest }
const workspacesKept = 50
const kept = new Map<string, Known>()

type Document = { id: string; title: string; text: string }
/** Of one module: enough to know what it is about. */
const lettersRead = 2_000

/**
 * Words of all modules of a workspace, kept until one of them changes. What people used is learnt when it is made anew.
 * One of 500 modules takes some 40 ms to make and less than 10 to ask.
 */
export async function suggestOf(db: Db, workspaceId: string): Promise<Suggest> {
  const version = await stateOf(db, workspaceId)
  const known = kept.get(workspaceId)
  if (known?.version === version) return known.suggest
  const [documents, uses] = await Promise.all([documentsOf(db, workspaceId), lastUses(db, workspaceId)])
  const suggest = openSuggest(documents, uses)
  if (!known && kept.size >= workspacesKept) kept.delete(kept.keys().next().value!)
  kept.set(workspaceId, { version, suggest })
  return suggest
}

/** Variables say nothing about what a module is for. */
function documentsOf(db: Db, workspaceId: string): Promise<Document[]> {
  return rows(
    db,
    sql<Document>`select m.id, concat_ws(' ', m.title, m.folder, t.name->>'de', t.name->>'en') as title,
        left((select string_agg(regexp_replace(v->>'text', '\\{\\{[^{}]*\\}\\}', ' ', 'g'), ' ') from jsonb_array_elements(m.variants) v), ${lettersRead}) as text
      from text_module m left join topic t on t.id = m.topic_id where m.workspace_id = ${workspaceId} and m.archived_at is null order by m.id`,
  )
}
