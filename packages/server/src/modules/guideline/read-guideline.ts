import type { Guideline, guidelineRoutes, ResponseOf } from '@resonanz/contracts'
import type { Actor, Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { shippedRules } from './engine.ts'
import { guidelineOf } from './rules.ts'
import { newestVersion, versionsBefore } from './store.ts'

export async function readGuideline(deps: Deps, actor: Actor): Promise<ResponseOf<typeof guidelineRoutes.read>> {
  const newest = await newestVersion(deps.db.of(actor.workspaceId), actor.workspaceId)
  return { ...guidelineOf(newest), shipped: [...shippedRules] }
}

/** Newest first; what was shipped stands at the end as version 0. */
export async function listVersions(
  deps: Deps,
  actor: Actor,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: Guideline[]; nextCursor: string | null }> {
  if (cursor !== undefined && !/^\d{1,9}$/.test(cursor))
    throw new Refusal('invalid-input', 'The cursor is not one of ours. Start from the newest page.')
  const before = cursor === undefined ? null : Number(cursor)
  const found = await versionsBefore(deps.db.of(actor.workspaceId), actor.workspaceId, before, limit)
  const items = found.map(guidelineOf)
  // The shipped rules are one more row at the end.
  const hasMore = items.length === limit
  return {
    items: hasMore ? items : [...items, guidelineOf(undefined)],
    nextCursor: hasMore ? String(items.at(-1)!.version) : null,
  }
}
