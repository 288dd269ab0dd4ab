import type pg from 'pg'
import type { Config } from '#platform/config'
import { codeVersion, readMigrations } from '#platform/db/migrate'
import { clusterState, startEmbeddedPostgres } from '#platform/embedded-postgres/index'
import { makeLog } from '#platform/log'
import { type Finding, finding } from './finding.ts'
import { connectToLook, type DatabaseFacts, type InstallationFacts, readDatabase, readInstallation } from './store.ts'

const oldestPostgres = 15
const skewMsNoticed = 2_000
const skewMsWrong = 60_000
const backupDaysOld = 7
const waitingSecondsLong = 60

/**
 * The database and what is in it. An embedded one is looked at where it runs; one that is stopped is started for the
 * moment; one that was never made is left unmade.
 */
export async function examineDatabase(config: Config): Promise<Finding[]> {
  if (config.databaseUrl) return look(config.databaseUrl)
  let cluster
  try {
    cluster = await clusterState(config.data)
  } catch (error) {
    return [finding('database-locked', 'warning', { path: config.data, reason: reasonOf(error) })]
  }
  if (cluster.state === 'none') return [finding('database-new', 'info', { path: config.data })]
  if (cluster.state === 'running') {
    const found = await look(cluster.url)
    return [finding('product-running', 'ok', { pid: cluster.productPid }), ...found]
  }
  const stale = cluster.state === 'orphaned' ? [finding('postmaster-stale', 'warning', { pid: cluster.pid })] : []
  let embedded
  try {
    embedded = await startEmbeddedPostgres({ dataDir: config.data, log: makeLog('silent'), restart: false })
  } catch (error) {
    return [...stale, finding('database-unreachable', 'error', { reason: reasonOf(error) })]
  }
  try {
    return [...stale, ...(await look(embedded.url))]
  } finally {
    await embedded.stop()
  }
}

async function look(url: string): Promise<Finding[]> {
  let client: pg.Client
  try {
    client = await connectToLook(url)
  } catch (error) {
    return [finding('database-unreachable', 'error', { reason: reasonOf(error) })]
  }
  try {
    const facts = await readDatabase(client)
    const found = judgeDatabase(facts)
    const readable = found.some((one) => one.code === 'schema-ok')
    return readable ? [...found, ...judgeInstallation(await readInstallation(client))] : found
  } catch (error) {
    return [finding('database-unreachable', 'error', { reason: reasonOf(error) })]
  } finally {
    await client.end().catch(() => {})
  }
}

function judgeDatabase(facts: DatabaseFacts): Finding[] {
  const newest = readMigrations().at(-1)?.version ?? 0
  const version = { version: facts.serverVersion, needed: oldestPostgres }
  const skew = { seconds: Math.round(facts.skewMs / 1000) }
  const schema = facts.schema
  const schemaFacts = { version: schema?.version ?? 0, newest }
  return [
    facts.serverVersion < oldestPostgres
      ? finding('database-too-old', 'error', version)
      : finding('database-ok', 'ok', version),
    ...(facts.mayCreateRoles || facts.rolesExist ? [] : [finding('database-rights', 'error')]),
    Math.abs(facts.skewMs) > skewMsNoticed
      ? finding('clock-skew', Math.abs(facts.skewMs) > skewMsWrong ? 'error' : 'warning', skew)
      : finding('clock-ok', 'ok', skew),
    schema && schema.minCodeVersion > codeVersion
      ? finding('schema-too-new', 'error', { ...schemaFacts, needed: schema.minCodeVersion })
      : !schema || schema.version < newest
        ? finding('schema-behind', 'info', schemaFacts)
        : finding('schema-ok', 'ok', schemaFacts),
  ]
}

function judgeInstallation(facts: InstallationFacts): Finding[] {
  const found: Finding[] = []
  if (facts.workspaces > 0) found.push(judgeBackup(facts))
  if ((facts.oldestWaitingSeconds ?? 0) > waitingSecondsLong)
    found.push(finding('intake-behind', 'warning', { seconds: Math.round(facts.oldestWaitingSeconds!) }))
  if (facts.quarantined > 0) found.push(finding('quarantine', 'warning', { count: facts.quarantined }))
  if (facts.unclear > 0) found.push(finding('sends-unclear', 'warning', { count: facts.unclear }))
  if (facts.failed > 0) found.push(finding('sends-failed', 'warning', { count: facts.failed }))
  for (const { name, state, code } of facts.channels)
    found.push(
      state === 'needs-sign-in'
        ? finding('channel-needs-sign-in', 'error', { name, code })
        : finding('channel-failing', 'warning', { name, code }),
    )
  if (facts.channels.length === 0) found.push(finding('channels-ok', 'ok'))
  return found
}

function judgeBackup({ backupDays, backupVerified }: InstallationFacts): Finding {
  if (backupDays === null) return finding('backup-missing', 'warning')
  const facts = {
    days: Math.floor(backupDays),
    day: new Date(Date.now() - backupDays * 86_400_000).toISOString().slice(0, 10),
  }
  if (backupDays > backupDaysOld) return finding('backup-old', 'warning', facts)
  return backupVerified ? finding('backup-ok', 'ok', facts) : finding('backup-unverified', 'info', facts)
}

function reasonOf(error: unknown): string {
  const { message, code } = error as Error & { code?: string }
  return (message || code || String(error)).slice(0, 500)
}
