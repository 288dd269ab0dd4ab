import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { openCases } from '#cases'
import { type Db, run } from '#platform/db/database'
import type { DemoKeys } from './write-content.ts'

const minute = 60_000

/** A chat for the website, and a visitor who wrote in it a while ago and left an address. */
export async function writeChat(tx: Db, keys: DemoKeys, now: Date): Promise<void> {
  const { workspaceId } = keys
  const [presenceId, sessionId, threadId, caseId, askedId, answerId] = Array.from({ length: 6 }, () => keys.newId())
  const teamId = keys.teams.get('kundenservice') ?? null
  const agent = keys.staff.get('jonte')
  const mail = [...keys.presences].find(([key]) => key.includes('mail'))?.[1] ?? null
  const settings = {
    title: { de: 'Fragen zur Fahrt', en: 'Questions about your trip' },
    greeting: {
      de: 'Moin! Fragen zu Fahrplan, Karten oder Rädern? Schreiben Sie uns.',
      en: 'Hello! Questions about timetable, tickets or bikes? Write to us.',
    },
    color: 'petrol',
    mailPresenceId: mail,
  }
  await run(
    tx,
    sql`insert into presence (workspace_id, id, kind, name, purpose, team_id, owner_member_id, settings, public_key, next_poll_at, last_success_at, last_received_at)
      values (${workspaceId}, ${presenceId}, 'chat', 'Chat auf der Website', 'Fragen, die sofort eine Antwort brauchen', ${teamId}, ${agent?.id ?? null}, ${JSON.stringify(settings)}::jsonb, ${randomBytes(12).toString('base64url')}, 'infinity', now(), ${new Date(now.getTime() - 26 * minute)})`,
  )
  await run(
    tx,
    sql`insert into chat_session (workspace_id, id, presence_id, token_hash, language, name, page, started_at, seen_at, left_at, score, words, rated_at)
      values (${workspaceId}, ${sessionId}, ${presenceId}, ${randomBytes(32)}, 'de', 'Insa Tönnies', 'https://www.uferlinie.example/fahrplan', ${new Date(now.getTime() - 30 * minute)}, ${new Date(now.getTime() - 22 * minute)}, ${new Date(now.getTime() - 22 * minute)}, 5, 'Das ging schnell.', ${new Date(now.getTime() - 23 * minute)})`,
  )
  const said = [
    { id: askedId!, out: false, text: 'Moin, nimmt die Fähre um 17:40 Uhr ab Tarpsiel heute Räder mit?', ago: 30 },
    {
      id: answerId!,
      out: true,
      text: 'Ja, bis zu zwölf Räder. Seien Sie am besten zehn Minuten vorher am Anleger.',
      ago: 26,
    },
  ]
  const last = new Date(now.getTime() - 26 * minute)
  await openCases(
    tx,
    workspaceId,
    [
      {
        id: caseId!,
        title: said[0]!.text,
        channel: 'chat',
        visibility: 'private',
        preview: said[1]!.text,
        language: 'de',
        presenceId: presenceId!,
        identityId: null,
        customerId: null,
        contactName: 'Insa Tönnies',
        openedAt: new Date(now.getTime() - 30 * minute),
        lastMessageAt: last,
        lastMessageId: answerId!,
        messageCount: 2,
        hasAttachment: false,
        answerDueAt: null,
        teamId,
        ownerId: agent?.id ?? null,
        category: 'waiting_customer',
        kind: 'question',
        inbound: false,
      },
    ],
    { actor: { kind: 'connector', id: null }, by: 'intake' },
  )
  await run(
    tx,
    sql`insert into thread (workspace_id, id, presence_id, channel, external_key, subject, visibility, case_id)
      values (${workspaceId}, ${threadId}, ${presenceId}, 'chat', ${sessionId}, ${said[0]!.text}, 'private', ${caseId})`,
  )
  for (const { id, out, text, ago } of said) {
    const at = new Date(now.getTime() - ago * minute)
    await run(
      tx,
      sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, author_member_id, author_name, text, language, occurred_at, received_at)
        values (${workspaceId}, ${id}, ${threadId}, ${presenceId}, 'chat', ${out ? 'out' : 'in'}, ${`${sessionId}:${id}`}, ${out ? (agent?.id ?? null) : null}, ${out ? (agent?.name ?? '') : 'Insa Tönnies'}, ${text}, 'de', ${at}, ${at})`,
    )
    await run(
      tx,
      sql`insert into case_message (workspace_id, case_id, message_id, at) values (${workspaceId}, ${caseId}, ${id}, ${at})`,
    )
  }
  await run(
    tx,
    sql`insert into outbox (workspace_id, id, case_id, thread_id, presence_id, message_id, payload, client_token, state, send_at, attempts, created_by, created_at, settled_at)
      values (${workspaceId}, ${keys.newId()}, ${caseId}, ${threadId}, ${presenceId}, ${answerId}, '{}', ${answerId}, 'read', ${last}, 1, ${agent?.id ?? null}, ${last}, ${last})`,
  )
}
