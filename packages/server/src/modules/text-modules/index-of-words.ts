import { openSuggest, type Suggest } from '@resonanz/text'
import { sql } from 'kysely'
import { type Db, rows } from '#platform/db/database'
import { lastUses } from './store-case.ts'
import { allOffered, type OfferedModule, stateOf } from './store.ts'

export type KnownModules = { modules: readonly OfferedModule[]; suggest: Suggest }
type Known = KnownModules & { version: string }
const workspacesKept = 50
const kept = new Map<string, Known>()

type Document = { id: string; title: string; text: string }
/** Of one module: enough to know what it is about. */
const lettersRead = 2_000

/**
 * All modules of a workspace and their words, kept until one of them changes; personal ones are among them. What people
 * used is learnt when it is made anew. One of 2,000 modules takes some 150 ms to make and a few to ask.
 */
export async function modulesAndWords(db: Db, workspaceId: string): Promise<KnownModules> {
  const version = await stateOf(db, workspaceId)
  const known = kept.get(workspaceId)
  if (known?.version === version) return known
  const [documents, modules, uses] = await Promise.all([
    documentsOf(db, workspaceId),
    allOffered(db, workspaceId),
    lastUses(db, workspaceId),
  ])
  const made = { version, modules, suggest: openSuggest(documents, uses) }
  if (!known && kept.size >= workspacesKept) kept.delete(kept.keys().next().value!)
  kept.set(workspaceId, made)
  return made
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
