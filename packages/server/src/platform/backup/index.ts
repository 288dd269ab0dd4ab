export { BadArchive } from './archive.ts'
export { backup, type BackupResult } from './backup.ts'
export { NotEmpty, restore, type RestoreResult, verifyArchive } from './restore.ts'
