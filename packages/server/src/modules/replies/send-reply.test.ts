import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCases } from '#cases'
import { one } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { sendReply } from './send-reply.ts'
import { undoReply } from './undo-reply.ts'

let deps: Deps
let house: House
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  house = (await makeCast(deps)).nordlicht
})
afterAll(() => deps.db.close())

test('an answer that leaves the case open without a next word gets one from the rule; an undo takes both back', async () => {
  const { caseId, threadId } = await mailCase()
  const before = await dueOf(caseId)
  expect(before.answer_due_at).not.toBeNull()
  const sent = await sendReply(deps, house.agent, caseId, {
    threadId,
    text: 'Wir sehen nach.',
    to: ['kim@example.com'],
    attachmentIds: [],
    expectedLastMessageId: null,
    evenIfNewer: true,
    nextUpdate: null,
    category: 'open',
    includeQuote: false,
    logged: false,
  })
  const open = await dueOf(caseId)
  expect(open).toMatchObject({ category: 'open', answer_due_at: null, promises: 1 })
  expect(open.next_update_at).not.toBeNull()
  await undoReply(deps, house.agent, sent.outboxId!)
  expect(await dueOf(caseId)).toEqual(before)
})

async function mailCase(): Promise<{ caseId: string; threadId: string }> {
  const [caseId, threadId] = [deps.newId(), deps.newId()]
  const now = new Date()
  await openCases(
    deps.db.system,
    house.workspaceId,
    [
      {
        id: caseId,
        title: 'Wo bleibt mein Paket',
        channel: 'email',
        visibility: 'private',
        preview: '',
        language: 'de',
        presenceId: house.presenceId,
        customerId: null,
        identityId: null,
        contactName: 'Kim Berger',
        openedAt: now,
        lastMessageAt: now,
        lastMessageId: null,
        messageCount: 0,
        hasAttachment: false,
        answerDueAt: new Date(now.getTime() + 3_600_000),
        inbound: true,
      },
    ],
    { actor: { kind: 'connector', id: null }, by: 'intake' },
  )
  await sql`insert into thread (workspace_id, id, presence_id, channel, external_key, subject, case_id)
    values (${house.workspaceId}, ${threadId}, ${house.presenceId}, 'email', ${threadId}, 'Wo bleibt mein Paket', ${caseId})`.execute(
    deps.db.system,
  )
  return { caseId, threadId }
}

type Due = { category: string; answer_due_at: Date | null; next_update_at: Date | null; promises: number }
async function dueOf(caseId: string): Promise<Due> {
  const row = await one(
    deps.db.system,
    sql<Due>`select category, answer_due_at, next_update_at,
      (select count(*)::int from promise where case_id = cases.id and state = 'open') as promises from cases where id = ${caseId}`,
  )
  return row!
}
