import { type DuplicatePost, type Duplicates, openDuplicates } from '@resonanz/text'
import { serve } from '#platform/worker-side'

/** `known`: what stood before, in its order, for a thread that knows nothing of the workspace yet. */
export type DuplicatesTask = {
  workspaceId: string
  posts: DuplicatePost<string>[]
  known: DuplicatePost<string>[] | null
}
/** The group of each post, null where it stands alone; or 'unknown': ask again with what stood before. */
export type DuplicatesAnswer = { groups: (string | null)[] } | 'unknown'

/** Workspaces kept at once; the one that was asked for longest ago goes first. */
const workspacesMost = 12
const textsMost = 20_000
const kept = new Map<string, Duplicates<string>>()

serve<DuplicatesTask, DuplicatesAnswer>(({ workspaceId, posts, known }) => {
  const duplicates = kept.get(workspaceId) ?? (known ? openDuplicates<string>({ mostTexts: textsMost }) : null)
  if (!duplicates) return 'unknown'
  if (!kept.has(workspaceId) && known) duplicates.add(known)
  kept.delete(workspaceId)
  kept.set(workspaceId, duplicates)
  if (kept.size > workspacesMost) kept.delete(kept.keys().next().value!)
  return { groups: duplicates.add(posts).map(({ cluster, size }) => (size > 1 ? cluster : null)) }
})
