import type { Settings } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { notFound } from '#platform/errors'
import { settingsFrom } from './settings.ts'
import { readWorkspace } from './store.ts'

const freshMs = 5_000
const maxKept = 5_000
const kept = new Map<string, { until: number; settings: Settings }>()

/**
 * The settings of a workspace. Kept in this process for five seconds, so that intake and sending need no query each;
 * a change in this process counts at once, one made by another process within those five seconds.
 */
export async function settingsOf(deps: Deps, workspaceId: string): Promise<Settings> {
  const known = kept.get(workspaceId)
  if (known && known.until > performance.now()) return known.settings
  const row = await readWorkspace(deps.db.system, workspaceId)
  if (!row) throw notFound()
  const settings = settingsFrom(row)
  if (kept.size >= maxKept) kept.clear()
  kept.set(workspaceId, { until: performance.now() + freshMs, settings })
  return settings
}

export function forgetSettings(workspaceId: string): void {
  kept.delete(workspaceId)
}
