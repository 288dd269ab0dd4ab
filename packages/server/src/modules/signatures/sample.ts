import type { Db } from '#platform/db/database'
import { shippedSignature } from './shipped.ts'
import { writeSignature } from './store.ts'

/** For the sample company: mails are signed, and public answers carry initials. */
export async function writeSampleSignature(tx: Db, house: { workspaceId: string; memberId: string }): Promise<void> {
  await writeSignature(tx, house, null, { ...shippedSignature, signs: true, initials: true }, 1)
}
