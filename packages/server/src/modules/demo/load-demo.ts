import type { Role } from '@resonanz/contracts'
import { sql } from 'kysely'
import { addAccount, demoPassword, hashNewPassword } from '#auth'
import { createWorkspace, joinWorkspace } from '#organisation'
import { type Db, inTransaction, one, rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { requestReading } from '#understanding'
import { writeSampleSignature } from '#signatures'
import { writeSampleWorkflows } from '#workflows'
import { buildDemo, type DemoContent } from './content/index.ts'
import { writeCases } from './write-cases.ts'
import { writeChat } from './write-chat.ts'
import { writeConsultations } from './write-consultations.ts'
import { writeGoodwill } from './write-goodwill.ts'
import { writeHolding } from './write-holding.ts'
import { writeRecords } from './write-records.ts'
import { writePrivatePages } from './write-private-pages.ts'
import { writeNetworks } from './write-networks.ts'
import { writePromises } from './write-promises.ts'
import { writeTogether } from './write-together.ts'
import { writeSampleLogo } from './write-logo.ts'
import { writePosts } from './write-posts.ts'
import { writeTextModules } from './write-text-modules.ts'
import { writeRouting } from './write-routing.ts'
import { writeTargets } from './write-targets.ts'
import {
  type DemoKeys,
  writeCustomers,
  writeMentions,
  writePresences,
  writeQuarantine,
  writeTopics,
} from './write-content.ts'

/**
 * Loads the sample company with due times around now. `onlyIfEmpty`: not when any workspace exists.
 * Everything in one transaction: a crash leaves nothing half.
 */
export async function loadDemo(
  deps: Deps,
  options: { onlyIfEmpty?: boolean; now?: Date } = {},
): Promise<{ workspaceId: string; cases: number } | null> {
  const some = await one(
    deps.db.system,
    sql<{ id: string }>`select id from workspace ${options.onlyIfEmpty ? sql`` : sql`where sample_data`} limit 1`,
  )
  if (some) return null
  const content = buildDemo(options.now ?? new Date())
  // One hash for the whole cast: the password is in the README anyway, and hashing is slow on purpose.
  const passwordHash = await hashNewPassword(demoPassword)
  return inTransaction(deps.db.system, async (tx) => {
    const { workspaceId } = await createWorkspace(
      deps,
      { name: content.company.name, language: 'de', sampleData: true, defaults: false },
      tx,
    )
    const keys: DemoKeys = {
      workspaceId,
      teams: new Map(),
      staff: new Map(),
      presences: new Map(),
      topics: new Map(),
      customers: new Map(),
      identities: new Map(),
      newId: deps.newId,
    }
    await writePeople(deps, tx, content, keys, passwordHash)
    await writeTopics(tx, content, keys)
    await writePresences(tx, content, keys)
    await writeCustomers(tx, content, keys)
    await writeTargets(tx, keys)
    await writeCases(tx, content, keys)
    await writeConsultations(tx, keys, options.now ?? new Date())
    await writeGoodwill(tx, keys, options.now ?? new Date())
    await writePromises(tx, keys, options.now ?? new Date())
    await writeHolding(tx, keys)
    await writeChat(tx, keys, options.now ?? new Date())
    await writeTogether(tx, keys, options.now ?? new Date())
    await writeRouting(tx, keys)
    const chief = content.staff.find(({ role }) => role === 'owner')!
    await writeSampleSignature(tx, { workspaceId, memberId: keys.staff.get(chief.key)!.id })
    await writeSampleWorkflows(tx, deps, { workspaceId, memberId: keys.staff.get(chief.key)!.id, language: 'de' })
    await writeTextModules(tx, keys, options.now ?? new Date())
    await writeSampleLogo(tx, workspaceId)
    await writePosts(tx, deps, keys, options.now ?? new Date())
    await writePrivatePages(tx, deps, keys)
    await writeNetworks(tx, keys, options.now ?? new Date())
    await writeRecords(tx, keys, options.now ?? new Date())
    await writeMentions(tx, content, keys)
    await writeQuarantine(tx, content, keys)
    await requestReading(tx, workspaceId)
    return { workspaceId, cases: content.cases.length }
  })
}

/** The sample company beside a company's own workspace; its people may enter both. */
export async function loadDemoFor(deps: Deps, ownWorkspaceId: string): Promise<void> {
  const loaded = await loadDemo(deps)
  if (!loaded) return
  await inTransaction(deps.db.system, async (tx) => {
    const people = await rows(
      tx,
      sql<{
        user_id: string
        name: string
        role: Role
      }>`select user_id, name, role from member where workspace_id = ${ownWorkspaceId} and active`,
    )
    for (const person of people)
      await joinWorkspace(deps, tx, {
        workspaceId: loaded.workspaceId,
        userId: person.user_id,
        name: person.name,
        role: person.role,
      })
  })
}

async function writePeople(deps: Deps, tx: Db, content: DemoContent, keys: DemoKeys, passwordHash: string) {
  for (const team of content.teams) {
    const id = deps.newId()
    keys.teams.set(team.key, id)
    await sql`insert into team (workspace_id, id, name) values (${keys.workspaceId}, ${id}, ${team.name.de})`.execute(
      tx,
    )
  }
  for (const person of content.staff) {
    const userId = await addAccount(deps, tx, { name: person.name, email: person.email, passwordHash })
    const memberId = await joinWorkspace(deps, tx, {
      workspaceId: keys.workspaceId,
      userId,
      name: person.name,
      role: person.role,
      teamIds: person.teams.map((key) => keys.teams.get(key)!),
    })
    keys.staff.set(person.key, { id: memberId, name: person.name })
  }
}
