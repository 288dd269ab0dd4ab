import { sql } from 'kysely'
import { type Db, one, rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import type { ClassifierName } from '@resonanz/contracts'
import type { OwnModel } from '#reading'

const freshMs = 10_000
const workspacesMost = 200
/** Of all models kept; what was asked for longest ago goes first. */
const bytesMost = 64 * 1024 * 1024
type OwnModels = Partial<Record<ClassifierName, OwnModel>>
const kept = new Map<string, { until: number; models: OwnModels }>()

/** The classifiers of a workspace's own that are in use; asked for anew after ten seconds, their bytes only when changed. */
export async function ownModelsOf(deps: Deps, workspaceId: string): Promise<OwnModels> {
  const known = kept.get(workspaceId)
  if (known && known.until > performance.now()) return known.models
  const models: OwnModels = {}
  for (const { classifier, version } of await activeVersions(deps.db.system, workspaceId)) {
    const before = known?.models[classifier]
    const model = before?.version === version ? before : await load(deps.db.system, workspaceId, classifier, version)
    if (model) models[classifier] = model
  }
  kept.delete(workspaceId)
  kept.set(workspaceId, { until: performance.now() + freshMs, models })
  makeRoom()
  return models
}

function makeRoom(): void {
  const bytesOf = (models: OwnModels) => Object.values(models).reduce((sum, { bytes }) => sum + bytes.length, 0)
  let bytes = kept.values().reduce((sum, { models }) => sum + bytesOf(models), 0)
  for (const [workspaceId, { models }] of kept) {
    if (kept.size <= workspacesMost && bytes <= bytesMost) return
    kept.delete(workspaceId)
    bytes -= bytesOf(models)
  }
}

function activeVersions(db: Db, workspaceId: string): Promise<{ classifier: ClassifierName; version: number }[]> {
  return rows(
    db,
    sql<{
      classifier: ClassifierName
      version: number
    }>`select classifier, version from classifier_version where workspace_id = ${workspaceId} and state = 'active'`,
  )
}

/** In memory that threads share: handing it on costs nothing. */
async function load(
  db: Db,
  workspaceId: string,
  classifier: ClassifierName,
  version: number,
): Promise<OwnModel | null> {
  const found = await one(
    db,
    sql<{
      model: Buffer | null
    }>`select model from classifier_version where workspace_id = ${workspaceId} and classifier = ${classifier} and version = ${version}`,
  )
  if (!found?.model) return null
  const bytes = new Uint8Array(new SharedArrayBuffer(found.model.length))
  bytes.set(found.model)
  return { key: `${workspaceId}/${classifier}/${version}`, version, bytes }
}
