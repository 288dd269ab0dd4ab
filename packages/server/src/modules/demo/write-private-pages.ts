import type { Db } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { writeSamplePages } from '#private-pages'
import type { DemoKeys } from './write-content.ts'

/** What the sample company asks privately. */
export async function writePrivatePages(tx: Db, deps: Deps, keys: DemoKeys): Promise<void> {
  await writeSamplePages(tx, deps, {
    workspaceId: keys.workspaceId,
    memberId: keys.staff.get('nadia')!.id,
    refundTopicId: keys.topics.get('refund') ?? null,
  })
}
