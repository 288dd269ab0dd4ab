import type { Deps } from '#platform/deps'
import type { ReadingContext } from '#reading'
import { settingsOf } from '#settings'
import { ownTopicModel } from './own-models.ts'

/** What the threads need to read texts of a workspace; kept in this process for some seconds. */
export async function readingContextOf(deps: Deps, workspaceId: string): Promise<ReadingContext> {
  const [{ aboutNames }, topic] = await Promise.all([settingsOf(deps, workspaceId), ownTopicModel(deps, workspaceId)])
  return { names: aboutNames, topic }
}
