import type { Deps } from '#platform/deps'
import { settingsOf } from '#settings'
import type { ReadingContext } from '#reading'

/** What the threads need to read texts of a workspace; kept as long as the settings are. */
export async function readingContextOf(deps: Deps, workspaceId: string): Promise<ReadingContext> {
  const { aboutNames } = await settingsOf(deps, workspaceId)
  return { names: aboutNames }
}
