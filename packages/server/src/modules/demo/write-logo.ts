import { readFile } from 'node:fs/promises'
import type { Db } from '#platform/db/database'
import { writeLogo } from '#settings'

/** The mark of the sample company, on its pages for customers. */
export async function writeSampleLogo(tx: Db, workspaceId: string): Promise<void> {
  const bytes = await readFile(new URL('./content/logo.png', import.meta.url))
  await writeLogo(tx, { workspaceId, type: 'image/png', width: 360, height: 96, bytes, by: null })
}
