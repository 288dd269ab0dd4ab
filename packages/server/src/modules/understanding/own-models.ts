import { sql } from 'kysely'
import { type Db, one } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import type { OwnModel } from '#reading'

const freshMs = 10_000
const workspacesMost = 200
const kept = new Map<string, { until: number; topic: OwnModel | null }>()

/** The topic classifier of a workspace that is in use; asked for anew after ten seconds, its bytes only when it changed. */
export async function ownTopicModel(deps: Deps, workspaceId: string): Promise<OwnModel | null> {
  const known = kept.get(workspaceId)
  if (known && known.until > performance.now()) return known.topic
  const version = await activeVersion(deps.db.system, workspaceId)
  const topic =
    version === null
      ? null
      : known?.topic?.version === version
        ? known.topic
        : await load(deps.db.system, workspaceId, version)
  if (kept.size >= workspacesMost) kept.clear()
  kept.set(workspaceId, { until: performance.now() + freshMs, topic })
  return topic
}

async function activeVersion(db: Db, workspaceId: string): Promise<number | null> {
  const found = await one(
    db,
    sql<{
      version: number
    }>`select version from classifier_version where workspace_id = ${workspaceId} and classifier = 'topic' and state = 'active'`,
  )
  return found?.version ?? null
}

/** In memory that threads share: handing it on costs nothing. */
async function load(db: Db, workspaceId: string, version: number): Promise<OwnModel | null> {
  const found = await one(
    db,
    sql<{
      model: Buffer | null
    }>`select model from classifier_version where workspace_id = ${workspaceId} and classifier = 'topic' and version = ${version}`,
  )
  if (!found?.model) return null
  const bytes = new Uint8Array(new SharedArrayBuffer(found.model.length))
  bytes.set(found.model)
  return { key: `${workspaceId}/topic/${version}`, version, bytes }
}
