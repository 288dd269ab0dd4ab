import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openCases } from '#cases'
import { one } from '#platform/db/database'
import { testDatabase } from '../../../../../tests/database.ts'
import { makeCast, testDeps } from '../../../../../tests/deps.ts'
import { startProduct } from '../../../../../tests/product.ts'
import { askExpert } from './ask.ts'

test('a process that is killed between a step and its commit has done nothing; the next one does it once', {
  timeout: 180_000,
}, async () => {
  const { url } = await testDatabase()
  const deps = testDeps(url)
  const { nordlicht } = await makeCast(deps)
  const { workspaceId: w, presenceId, teamId, agent } = nordlicht
  const [caseId, expertId] = [deps.newId(), deps.newId()]
  const now = new Date()
  const opened = {
    id: caseId,
    title: 'Pumpe leckt',
    channel: 'email' as const,
    visibility: 'private' as const,
    preview: '',
    language: 'de',
    presenceId,
    identityId: null,
    customerId: null,
    contactName: 'Jana Berger',
    openedAt: now,
    lastMessageAt: now,
    lastMessageId: null,
    messageCount: 0,
    hasAttachment: false,
    answerDueAt: null,
    teamId,
    inbound: true,
  }
  await openCases(deps.db.system, w, [opened], { actor: { kind: 'connector', id: null }, by: 'intake' })
  await sql`insert into expert (workspace_id, id, name, email) values (${w}, ${expertId}, 'Hanne Voss', 'voss@werk.example')`.execute(
    deps.db.system,
  )
  const { id } = await askExpert(deps, agent, caseId, {
    expertId,
    memberId: null,
    question: 'Ist das ein Garantiefall?',
    context: '',
    dueInMinutes: 480,
    waits: false,
  })
  await sql`update consultation set remind_at = now(), next_at = now() where id = ${id}`.execute(deps.db.system)
  const state = () =>
    one(
      deps.db.system,
      sql<{
        state: string
        mails: number
        told: number
      }>`select c.state, (select count(*)::int from outbox where purpose = 'consultation') as mails,
        (select count(*)::int from journal where subject_id = ${caseId} and kind = 'consultation.reminded') as told from consultation c where c.id = ${id}`,
    )
  const folder = mkdtempSync(join(tmpdir(), 'resonanz-kill-'))
  const mark = join(folder, 'killed')
  // Nothing is sent: the outbox is not worked here.
  const env = { RESONANZ_ROLES: 'web,jobs' }
  const dying = await startProduct({
    databaseUrl: url,
    env: { ...env, RESONANZ_FAIL_POINT: `consultation.stepped@${mark}` },
  }).catch(() => null)
  for (let n = 0; n < 600 && !existsSync(mark); n += 1) await sleep(100)
  await dying?.kill9()
  expect(existsSync(mark)).toBe(true)
  expect(await state()).toEqual({ state: 'open', mails: 1, told: 0 })
  const product = await startProduct({ databaseUrl: url, env })
  for (let n = 0; n < 600 && (await state())?.state === 'open'; n += 1) await sleep(100)
  await product.stop()
  expect(await state()).toEqual({ state: 'reminded', mails: 2, told: 1 })
  rmSync(folder, { recursive: true, force: true })
  await deps.db.close()
})
