import type { Deps } from '#platform/deps'
import type { ReadingContext } from '#reading'
import { settingsOf } from '#settings'
import { ownModelsOf } from './own-models.ts'

/** What the threads need to read texts of a workspace; kept in this process for some seconds. */
export async function readingContextOf(deps: Deps, workspaceId: string): Promise<ReadingContext> {
  const [{ aboutNames }, { topic, ...heads }] = await Promise.all([
    settingsOf(deps, workspaceId),
    ownModelsOf(deps, workspaceId),
  ])
  return { names: aboutNames, topic: topic ?? null, heads }
}
