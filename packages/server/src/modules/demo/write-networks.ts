import type { ChannelKind, Visibility } from '@resonanz/contracts'
import { searchWords } from '@resonanz/text'
import { sql } from 'kysely'
import { openCases } from '#cases'
import { type Db, one } from '#platform/db/database'
import { writeSampleNote } from '#service-notes'
import type { DemoKeys } from './write-content.ts'

type Talk = {
  channel: ChannelKind
  presence: string
  address: string
  visibility: Visibility
  person: string
  handle: string
  title: string
  text: string
  hoursAgo: number
  dueInHours: number
}

/** What people say to the sample company on networks: a post with little room, a window that closes soon, a comment. */
const talks: Talk[] = [
  {
    channel: 'bluesky',
    presence: 'Bluesky',
    address: 'uferlinie.example',
    visibility: 'public',
    person: 'Tomke Reents',
    handle: '@tomke.example',
    title: 'Fährkarten: Umtausch nach Fahrplanwechsel',
    text: '@uferlinie.example Meine Zehnerkarte gilt seit dem Fahrplanwechsel angeblich nicht mehr auf der Abendfähre. Wie läuft der Umtausch, und was ist mit den schon gelochten Fahrten?',
    hoursAgo: 2,
    dueInHours: 2,
  },
  {
    channel: 'whatsapp',
    presence: 'WhatsApp',
    address: '+49 40 5550199',
    visibility: 'private',
    person: 'Ayla Demir',
    handle: '+49 151 00000017',
    title: 'Jacke an Bord vergessen',
    text: 'Moin, ich habe gestern auf der Fähre um 18 Uhr eine rote Regenjacke liegen lassen. Ist sie abgegeben worden?',
    hoursAgo: 21.8,
    dueInHours: 1,
  },
  {
    channel: 'facebook',
    presence: 'Facebook',
    address: 'Uferlinie',
    visibility: 'public',
    person: 'Henrik Voss',
    handle: 'Henrik Voss',
    title: 'Buchungsnummer unter dem Beitrag',
    text: 'Ich warte seit zwei Wochen auf meine Erstattung und bekomme keine Antwort. Was soll ich noch schicken?',
    hoursAgo: 5,
    dueInHours: 3,
  },
]

/** Also one long answer as a public page. */
export async function writeNetworks(tx: Db, keys: DemoKeys, now: Date): Promise<void> {
  const cases = []
  for (const talk of talks) cases.push(await writeTalk(tx, keys, talk, now))
  await openCases(tx, keys.workspaceId, cases, { actor: { kind: 'connector', id: null }, by: 'intake' })
  for (const { id, lastMessageId, lastMessageAt } of cases)
    await sql`insert into case_message (workspace_id, case_id, message_id, at) values (${keys.workspaceId}, ${id}, ${lastMessageId}, ${lastMessageAt})`.execute(
      tx,
    )
  await writeSampleNote(tx, {
    workspaceId: keys.workspaceId,
    id: keys.newId(),
    caseId: cases[0]!.id,
    memberId: keys.staff.get('mara')!.id,
    now,
  })
}

async function writeTalk(tx: Db, keys: DemoKeys, talk: Talk, now: Date) {
  const [caseId, threadId, messageId] = [keys.newId(), keys.newId(), keys.newId()]
  const at = new Date(now.getTime() - talk.hoursAgo * 3_600_000)
  const presenceId = await presenceOf(tx, keys, talk)
  await sql`insert into thread (workspace_id, id, presence_id, channel, external_key, visibility, case_id, created_at)
    values (${keys.workspaceId}, ${threadId}, ${presenceId}, ${talk.channel}, ${`sample:${threadId}`}, ${talk.visibility}, ${caseId}, ${at})`.execute(
    tx,
  )
  await sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, author_name, author_address, text, language, occurred_at, received_at)
    values (${keys.workspaceId}, ${messageId}, ${threadId}, ${presenceId}, ${talk.channel}, 'in', ${`sample:${messageId}`}, ${talk.person}, ${talk.handle}, ${talk.text}, 'de', ${at}, ${at})`.execute(
    tx,
  )
  await sql`insert into message_search (workspace_id, message_id, case_id, at, words)
    values (${keys.workspaceId}, ${messageId}, ${caseId}, ${at}, array_to_tsvector(${searchWords(`${talk.title} ${talk.text}`, 800)}::text[]))`.execute(
    tx,
  )
  return {
    id: caseId,
    title: talk.title,
    channel: talk.channel,
    visibility: talk.visibility,
    preview: talk.text.slice(0, 140),
    language: 'de',
    presenceId,
    identityId: null,
    customerId: null,
    contactName: talk.person,
    openedAt: at,
    lastMessageAt: at,
    lastMessageId: messageId,
    messageCount: 1,
    hasAttachment: false,
    answerDueAt: new Date(now.getTime() + talk.dueInHours * 3_600_000),
    teamId: keys.teams.get('social') ?? null,
    inbound: true,
  }
}

/** An account of the sample company, made where there is none yet. None of it ever leaves. */
async function presenceOf(tx: Db, keys: DemoKeys, talk: Talk): Promise<string> {
  const found = await one(
    tx,
    sql<{
      id: string
    }>`select id from presence where workspace_id = ${keys.workspaceId} and kind = ${talk.channel} order by id limit 1`,
  )
  if (found) return found.id
  const id = keys.newId()
  await sql`insert into presence (workspace_id, id, kind, name, address, team_id, settings, next_poll_at, last_success_at, last_received_at)
    values (${keys.workspaceId}, ${id}, ${talk.channel}, ${talk.presence}, ${talk.address}, ${keys.teams.get('social') ?? null}, '{"sample": true}', 'infinity', now(), now() - interval '9 minutes')`.execute(
    tx,
  )
  return id
}
