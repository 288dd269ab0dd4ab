import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import pg from 'pg'
import { verifyArchive } from './restore.ts'
import { type WrittenArchive, writeBackup } from './write-backup.ts'

export type BackupResult = WrittenArchive & { path: string; verified: boolean }

/**
 * Makes a backup and notes it. The file gets its name when it is whole: what an interrupted run left ends in `.part`.
 * `verify` restores it into a scratch database first and compares. Refuses a name that is taken.
 */
export async function backup(
  adminUrl: string,
  path: string,
  version: string,
  options: { verify?: boolean } = {},
): Promise<BackupResult> {
  if (existsSync(path)) throw Object.assign(new Error(`There is a file ${path} already.`), { code: 'EEXIST' })
  const part = `${path}.part`
  await rm(part, { force: true })
  const verified = options.verify === true
  try {
    const written = await writeBackup(adminUrl, part, version)
    if (verified) await verifyArchive(part)
    await rename(part, path)
    await note(adminUrl, verified)
    return { ...written, path, verified }
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

async function note(adminUrl: string, verified: boolean): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl, query_timeout: 30_000 })
  await client.connect()
  try {
    await client.query('set role resonanz_system')
    await client.query('update installation set last_backup_at = now(), last_backup_verified = $1', [verified || null])
    await client.query(
      `insert into journal (workspace_id, subject_kind, subject_id, actor_kind, actor_id, kind, data)
       select id, 'workspace', id, 'job', 'backup', 'backup.made', jsonb_build_object('verified', $1::boolean) from workspace`,
      [verified],
    )
  } finally {
    await client.end()
  }
}
