import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCases } from '#cases'
import { append } from '#platform/journal'
import type { Deps } from '#platform/deps'
import { rows } from '#platform/db/database'
import { newId } from '#platform/ids'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { notifyOnce } from './notify.ts'

let deps: Deps
let cast: Cast
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  await notifyOnce(deps)
})
afterAll(() => deps.db.close())

test('who is mentioned, made responsible or follows a case is told, once, and nobody of their own doing', async () => {
  const { workspaceId: w, agent, lead, admin } = cast.nordlicht
  const caseId = newId()
  await openCases(
    deps.db.system,
    w,
    [
      {
        id: caseId,
        title: 'Fall',
        channel: 'phone',
        visibility: 'private',
        preview: '',
        language: 'de',
        presenceId: null,
        identityId: null,
        customerId: null,
        contactName: '',
        openedAt: new Date(),
        lastMessageAt: new Date(),
        lastMessageId: null,
        messageCount: 0,
        hasAttachment: false,
        answerDueAt: null,
        ownerId: agent.memberId,
        inbound: true,
      },
    ],
    { actor: { kind: 'person', id: agent.memberId }, by: 'hand' },
  )
  await sql`insert into watch (workspace_id, member_id, case_id) values (${w}, ${lead.memberId}, ${caseId})`.execute(
    deps.db.system,
  )
  const subject = { kind: 'case', id: caseId } as const
  await append(deps.db.system, [
    {
      workspaceId: w,
      subject,
      actor: { kind: 'person', id: lead.memberId },
      kind: 'note.added',
      data: { noteId: newId(), mentions: [admin.memberId, lead.memberId] },
    },
    {
      workspaceId: w,
      subject,
      actor: { kind: 'person', id: lead.memberId },
      kind: 'case.owner',
      data: { from: null, to: agent.memberId },
    },
    {
      workspaceId: w,
      subject,
      actor: { kind: 'person', id: agent.memberId },
      kind: 'case.owner',
      data: { from: null, to: agent.memberId },
    },
    {
      workspaceId: w,
      subject,
      actor: { kind: 'customer', id: null },
      kind: 'message.received',
      data: { messageId: newId(), threadId: newId(), channel: 'email' },
    },
  ])
  const read = () =>
    rows(
      deps.db.system,
      sql<{
        name: string
        kind: string
      }>`select m.name, n.kind from notification n join member m on m.id = n.member_id where n.case_id = ${caseId} order by n.journal_seq, m.name`,
    )
  // Two processes at once: one of them finds the cursor taken, nothing is told twice. A transaction in another database
  // of this cluster may hold the journal's horizon back for a moment: then it is told a moment later.
  for (let tries = 0; tries < 1_200 && (await read()).length < 4; tries += 1) {
    await Promise.all([notifyOnce(deps), notifyOnce(deps)])
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await notifyOnce(deps)
  const told = await read()
  expect(told).toEqual([
    { name: admin.name, kind: 'mentioned' },
    { name: agent.name, kind: 'assigned' },
    ...[agent.name, lead.name].toSorted().map((name) => ({ name, kind: 'new_message' })),
  ])
})
