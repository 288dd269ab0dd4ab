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

const textsMost = 20_000
/** Of all workspaces together, a quarter of a gigabyte at most; the one that was asked for longest ago goes first. */
const textsOfAllMost = 60_000
const kept = new Map<string, { duplicates: Duplicates<string>; texts: number }>()

serve<DuplicatesTask, DuplicatesAnswer>(({ workspaceId, posts, known }) => {
  const before = kept.get(workspaceId)
  if (!before && !known) return 'unknown'
  const { duplicates, texts } = before ?? { duplicates: openDuplicates<string>({ mostTexts: textsMost }), texts: 0 }
  if (!before && known) duplicates.add(known)
  const groups = duplicates.add(posts).map(({ cluster, size }) => (size > 1 ? cluster : null))
  const added = posts.length + (before ? 0 : (known?.length ?? 0))
  kept.delete(workspaceId)
  kept.set(workspaceId, { duplicates, texts: Math.min(textsMost, texts + added) })
  makeRoom()
  return { groups }
})

function makeRoom(): void {
  let all = kept.values().reduce((sum, { texts }) => sum + texts, 0)
  for (const [workspaceId, { texts }] of kept) {
    if (all <= textsOfAllMost) return
    kept.delete(workspaceId)
    all -= texts
  }
}
