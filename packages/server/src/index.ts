export { type Running, serve } from './main.ts'
export { makeApp, makeParts, type Parts } from './app.ts'
export { ConfigSchema, type Config, describeConfig, readConfig } from './platform/config.ts'
export { migrate, SchemaTooNew } from './platform/db/migrate.ts'
export { openBeside, openDeps, type Opened } from './platform/open-deps.ts'
export { loadDemo, removeDemo } from '#demo'
export { importFile, type ImportProgress, type ImportResult } from '#intake'
export { createUser } from '#organisation'
export { examine, type Finding, type FindingCode, findingCodes, type Severity, version } from '#health'
export {
  BadArchive,
  backup,
  type BackupResult,
  NotEmpty,
  restore,
  type RestoreResult,
  verifyArchive,
} from './platform/backup/index.ts'
