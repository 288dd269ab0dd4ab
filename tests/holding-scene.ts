import { sql } from 'kysely'
import { entriesOf } from '../packages/server/src/modules/cases/case-events.ts'
import { keepWatchOnce, reader } from '../packages/server/src/modules/holding-replies/keep-watch.ts'
import { proposeOnce } from '../packages/server/src/modules/holding-replies/propose.ts'
import { rows } from '../packages/server/src/platform/db/database.ts'
import type { Deps } from '../packages/server/src/platform/deps.ts'
import { append } from '../packages/server/src/platform/journal.ts'
import { makeCase } from './cases.ts'
import type { House } from './deps.ts'
import { readUp } from './journal.ts'

export type PromisedCase = { id: string; threadId: string; lastMessageId: string; promiseId: string }
export type Scene = ReturnType<typeof makeScene>
type Wish = { asked: boolean; byRule?: boolean; teamId?: string; dueInMinutes?: number; address?: string }
let mails = 0

/** For tests: cases whose promised word runs out, with what happened in them. */
export function makeScene(deps: Deps, house: House) {
  const db = deps.db.system
  const w = house.workspaceId

  /** A word promised days ago that is due in a few minutes; with an expert asked an hour ago, where wished. */
  async function promised({ asked, byRule = false, teamId, dueInMinutes = 20, address }: Wish): Promise<PromisedCase> {
    mails += 1
    const made = await makeCase(deps, house, {
      ownerId: house.agent.memberId,
      answerDueAt: null,
      ...(teamId ? { teamId } : {}),
      openedAt: new Date(Date.now() - 5 * 24 * 3_600_000),
    })
    const [promiseId, lastMessageId] = [deps.newId(), made.messageIds.at(-1)!]
    await sql`update message set author_address = ${address ?? `kunde${mails}@kunden.test`}, received_at = now() - interval '5 days' where id = ${lastMessageId}`.execute(
      db,
    )
    await sql`update cases set waiting_since = null, category = 'open', last_outbound_at = now() - interval '4 days', last_inbound_at = now() - interval '5 days',
      next_update_at = now() + ${dueInMinutes} * interval '1 minute' where id = ${made.id}`.execute(db)
    await sql`insert into promise (workspace_id, id, case_id, text, due_at, made_by, made_at) values
      (${w}, ${promiseId}, ${made.id}, '', now() + ${dueInMinutes} * interval '1 minute', ${byRule ? null : house.agent.memberId}, now() - interval '4 days')`.execute(
      db,
    )
    if (asked) await ask(made.id)
    await append(
      db,
      entriesOf(w, { kind: 'person', id: house.agent.memberId }, made.id, [
        { kind: 'promise.made', data: { promiseId, dueAt: new Date().toISOString() } },
      ]),
    )
    return { id: made.id, threadId: made.threadId, lastMessageId, promiseId }
  }

  async function ask(caseId: string): Promise<void> {
    const [expertId, id] = [deps.newId(), deps.newId()]
    await sql`insert into expert (workspace_id, id, name, email, department) values (${w}, ${expertId}, 'Hanne Voss', 'voss@werk.test', 'Technik')`.execute(
      db,
    )
    await sql`insert into consultation (workspace_id, id, case_id, asked_by, asked_at, question, remind_at, due_at, deputy_at, escalate_at) values
      (${w}, ${id}, ${caseId}, ${house.agent.memberId}, now() - interval '1 hour', 'Ist das ein Garantiefall?', now() + interval '8 hours', now() + interval '1 day', now() + interval '2 days', now() + interval '3 days')`.execute(
      db,
    )
    await sql`insert into consultation_request (workspace_id, id, consultation_id, place, expert_id, name, expires_at) values
      (${w}, ${deps.newId()}, ${id}, 'expert', ${expertId}, 'Hanne Voss', now() + interval '9 days')`.execute(db)
  }

  /** Acknowledged at once, not answered since. */
  async function acknowledged(): Promise<string> {
    const { id } = await makeCase(deps, house, {
      ownerId: house.agent.memberId,
      answerDueAt: new Date(Date.now() + 15 * 60_000),
      openedAt: new Date(Date.now() - 8 * 3_600_000),
    })
    await append(
      db,
      entriesOf(w, { kind: 'rule', id: 'acknowledgement' }, id, [
        { kind: 'reply.automatic', data: { what: 'acknowledgement' } },
      ]),
    )
    return id
  }

  /** The customer writes once more. */
  async function write({ id, threadId }: Pick<PromisedCase, 'id' | 'threadId'>): Promise<void> {
    const messageId = deps.newId()
    await sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, author_name, author_address, text, occurred_at)
      values (${w}, ${messageId}, ${threadId}, ${house.presenceId}, 'email', 'in', ${messageId}, 'Kim', 'kim@kunden.test', 'Und?', now())`.execute(
      db,
    )
    await sql`insert into case_message (workspace_id, case_id, message_id, at) values (${w}, ${id}, ${messageId}, now())`.execute(
      db,
    )
    await sql`update cases set last_message_id = ${messageId}, last_inbound_at = now(), waiting_since = now(), answer_due_at = now() + interval '8 hours' where id = ${id}`.execute(
      db,
    )
    await tell(id)
  }

  /** Something happened to the case: whoever reads the journal looks at it. */
  function tell(id: string): Promise<unknown> {
    return append(
      db,
      entriesOf(w, { kind: 'job', id: 'test' }, id, [{ kind: 'case.status', data: { from: 'open', to: 'open' } }]),
    )
  }

  async function settled(): Promise<void> {
    await readUp(deps, reader, () => keepWatchOnce(deps))
    while (await proposeOnce(deps));
  }

  const promisesOf = (caseId: string) =>
    rows<{
      id: string
      state: string
      due_at: Date
      made_by: string | null
      message_id: string | null
      reason: string | null
    }>(
      db,
      sql`select id, state, due_at, made_by, message_id, reason from promise where case_id = ${caseId} and kind = 'next_update' order by made_at, id`,
    )
  const outboxOf = (caseId: string) =>
    rows<{
      purpose: string
      state: string
      payload: { outgoing: { subject: string; text: string; automatic: boolean } }
    }>(db, sql`select purpose, state, payload from outbox where case_id = ${caseId} order by id`)
  return { promised, acknowledged, write, tell, settled, promisesOf, outboxOf }
}
