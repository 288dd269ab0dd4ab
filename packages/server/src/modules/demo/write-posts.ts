import { sql } from 'kysely'
import { type Db, one } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { writeSamplePosts } from '#publishing'
import { writeSampleSelfTest } from '#self-tests'
import type { DemoKeys } from './write-content.ts'

/** What the sample company is going to publish, on which accounts, and how it tries its form. */
export async function writePosts(tx: Db, deps: Deps, keys: DemoKeys, now: Date): Promise<void> {
  const { id, name } = keys.staff.get('mara')!
  const writer = {
    memberId: id,
    userId: '',
    name,
    role: 'agent' as const,
    workspaceId: keys.workspaceId,
    teamIds: [],
    sessionHash: '',
  }
  await writeSamplePosts(tx, deps, {
    workspaceId: keys.workspaceId,
    writer,
    ownerId: keys.staff.get('nadia')!.id,
    teamId: keys.teams.get('social') ?? null,
    now,
  })
  const form = await one(
    tx,
    sql<{
      id: string
    }>`select id from presence where workspace_id = ${keys.workspaceId} and kind = 'form' order by id limit 1`,
  )
  if (form)
    await writeSampleSelfTest(tx, deps, {
      workspaceId: keys.workspaceId,
      presenceId: form.id,
      by: keys.staff.get('nadia')!.id,
      now,
    })
}
