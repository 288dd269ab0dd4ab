import { allRoutes, Draft, type Route, type TimelineItem } from '@resonanz/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import type { Deps } from '#platform/deps'
import { makeListener } from '#platform/listen'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { type CaseActivity, sayActivity, subscribeActivity } from './activity.ts'
import { changeCase } from './change-case.ts'
import { countCases } from './count-cases.ts'
import { createCase } from './create-case.ts'
import { readDraft, saveDraft } from './drafts.ts'
import { listCases } from './list-cases.ts'
import { addNote, changeNote, seeCase } from './notes.ts'
import { readCase } from './read-case.ts'
import { changeView, createView, listViews, removeView } from './saved-views.ts'
import { caseRow, makeCase } from './test-cases.ts'
import { history, timeline } from './timeline.ts'
import { changeTopic, createTopic, listTags, listTopics } from './topics.ts'

let deps: Deps
let house: House
let foreign: House
let url: string
beforeAll(async () => {
  url = (await testDatabase()).url
  deps = testDeps(url)
  const cast = await makeCast(deps)
  house = cast.nordlicht
  foreign = cast.suedwind
  for (const kind of ['phone', 'found', 'letter', 'visit'])
    await sql`insert into presence (workspace_id, id, kind, name) values (${house.workspaceId}, ${deps.newId()}, ${kind}, ${kind})`.execute(
      deps.db.system,
    )
})
afterAll(() => deps.db.close())

/** What leaves must be what the contract says, to the letter. */
function fits(id: string, answer: unknown): void {
  const route = (allRoutes as readonly Route[]).find((known) => known.id === id)!
  expect((route.response as z.ZodType).safeParse(answer).error?.issues ?? []).toEqual([])
}
const kinds = (items: TimelineItem[]) => items.map((item) => (item.kind === 'event' ? item.event : item.kind))

test('a call is logged with who, when and how to answer; the same number is the same person', async () => {
  const occurredAt = new Date(Date.now() - 1_800_000).toISOString()
  const wish = {
    channel: 'phone' as const,
    text: 'Fragt nach der Rechnung vom Mai.\nBitte Rückruf.',
    occurredAt,
    contact: { name: 'Ute Lamm', phone: '+49 30 1234567' },
    wishedAnswer: 'phone' as const,
    attachmentIds: [],
  }
  const made = await createCase(deps, house.agent, wish)
  // The customer's words are no answer of ours, also where nobody could read them.
  expect(await readDraft(deps, house.agent, made.id, 'reply')).toBeNull()
  fits('cases.create', made)
  expect(made).toMatchObject({
    title: 'Fragt nach der Rechnung vom Mai.',
    channel: 'phone',
    openedAt: occurredAt,
    dueKind: 'answer',
    identity: { kind: 'phone' },
    customer: { name: 'Ute Lamm' },
  })
  expect(made.threads).toMatchObject([{ reply: 'log', wishedAnswer: 'phone' }])
  const again = await createCase(deps, house.agent, { ...wish, contact: { phone: '0049 30 1234567' } })
  expect(again.identity?.id).toBe(made.identity?.id)
  expect(again.otherCases.map((other) => other.id)).toEqual([made.id])
  expect(
    (await listCases(deps, house.agent, { view: 'all', sort: 'due', limit: 50, filter: 'rückruf rechnung' })).items,
  ).toHaveLength(2)
  await expect(
    createCase(deps, house.agent, { ...wish, occurredAt: new Date(Date.now() + 86_400_000).toISOString() }),
  ).rejects.toMatchObject({ code: 'invalid-input' })
  await expect(createCase(deps, foreign.agent, wish)).rejects.toMatchObject({ code: 'conflict' })
})

test('a found post is logged once; no wished answer still has a next word; we may write first by mail', async () => {
  const wish = {
    channel: 'found' as const,
    text: 'Nie wieder bei denen',
    link: 'https://social.example/p/1',
    contact: { handle: '@kai' },
    wishedAnswer: 'none' as const,
    attachmentIds: [],
  }
  const made = await createCase(deps, house.agent, wish)
  expect(made).toMatchObject({
    visibility: 'public',
    foundBy: 'Jonas Meier',
    foundWhere: wish.link,
    dueKind: 'next_update',
  })
  await expect(createCase(deps, house.lead, wish)).rejects.toMatchObject({
    code: 'conflict',
    extra: { caseId: made.id },
  })

  const mail = {
    channel: 'email' as const,
    text: 'Guten Tag, Ihr Ersatzgerät ist da.',
    title: 'Ihr Ersatzgerät',
    contact: { name: 'Ada Kern', email: 'Ada@Kern.example' },
    attachmentIds: [],
  }
  const first = await createCase(deps, house.agent, mail)
  fits(
    'cases.list',
    await listCases(deps, house.agent, { view: 'all', sort: 'due', limit: 50, filter: 'kanal:telefon,email' }),
  )
  expect(first).toMatchObject({ messageCount: 0, category: 'open', unread: false, lastMessageId: null })
  expect(first.threads).toMatchObject([
    { reply: 'send', replyTo: ['Ada@Kern.example'], replyAs: 'service@nordlicht.example' },
  ])
  expect(await readDraft(deps, house.agent, first.id, 'reply')).toMatchObject({
    text: mail.text,
    threadId: first.threads[0]!.id,
    extra: { subject: 'Ihr Ersatzgerät' },
  })
  await expect(createCase(deps, house.agent, { ...mail, contact: { name: 'Ada Kern' } })).rejects.toMatchObject({
    code: 'invalid-input',
  })
  expect((await timeline(deps, house.agent, first.id, { limit: 10 })).items).toMatchObject([
    { event: 'case.created' },
    { event: 'promise.made', actor: { kind: 'rule' } },
  ])
})

test('an answer goes to Reply-To, copies to who else was on the mail, never to ourselves', async () => {
  const { id, messageIds } = await makeCase(deps, house, { messages: 2 })
  await sql`update message set meta = ${JSON.stringify({ replyTo: ['Kim <kim@x>', 'kim.neu@example.com'], to: ['Service@nordlicht.example', 'service+c_abc234@Nordlicht.example', 'chef@example.com', 42], cc: [{ address: 'KIM.NEU@example.com' }, { address: 'rat@example.com' }] })}::jsonb where id = ${messageIds[1]!}`.execute(
    deps.db.system,
  )
  const detail = await readCase(deps, house.agent, id)
  fits('cases.read', detail)
  expect(detail.threads).toMatchObject([
    { reply: 'send', replyTo: ['kim.neu@example.com'], replyCc: ['chef@example.com', 'rat@example.com'] },
  ])
  expect(detail.allowed).toEqual(expect.arrayContaining(['reply', 'note', 'split']))
  expect((await readCase(deps, house.reader, id)).allowed).toEqual(['watch'])
  await expect(readCase(deps, foreign.agent, id)).rejects.toMatchObject({ code: 'not-found' })
})

test('timeline and history: every page in order, nothing twice, notes and events between the words', async () => {
  const { id, messageIds } = await makeCase(deps, house, { messages: 30 })
  await sql`update message set attachments = '[{"name":"Foto.jpg","type":"image/jpeg","size":12}]' where id = ${messageIds[0]!}`.execute(
    deps.db.system,
  )
  const note = await addNote(deps, house.agent, id, { text: 'Bitte prüfen', mentionIds: [house.lead.memberId] })
  fits('notes.add', note)
  fits('cases.change', await changeCase(deps, house.agent, id, { priority: 'high', watching: true }))
  const whole = await timeline(deps, house.agent, id, { limit: 200 })
  fits('cases.timeline', whole)
  expect(whole.items.filter((item) => item.kind === 'message')).toHaveLength(30)
  expect(whole.items.find((item) => item.id === messageIds[0])).toMatchObject({
    attachments: [{ index: 0, href: `/api/v1/messages/${messageIds[0]}/attachments/0` }],
  })
  expect(kinds(whole.items).filter((kind) => kind !== 'message')).toEqual(['case.created', 'note', 'case.priority'])
  expect(whole.items.map((item) => item.at)).toEqual(whole.items.map((item) => item.at).toSorted())
  const paged: string[] = []
  let cursor: string | null | undefined
  do {
    const page = await timeline(deps, house.agent, id, { limit: 7, ...(cursor ? { cursor } : {}) })
    paged.unshift(...page.items.map((item) => item.id))
    cursor = page.nextCursor
  } while (cursor)
  expect(paged).toEqual(whole.items.map((item) => item.id))
  const told = await history(deps, house.agent, id, { limit: 2 })
  fits('cases.history', told)
  expect(told.items).toMatchObject([
    { event: 'case.watched' },
    { event: 'case.priority', actor: { name: 'Jonas Meier' } },
  ])
  expect(
    (await history(deps, house.agent, id, { limit: 10, cursor: told.nextCursor! })).items.map((item) => item.event),
  ).toEqual(['note.added', 'case.created'])
  for (const wrong of ['x', 'MjAyNi05OS05OSA5OTo5OTo5OSswMHwwfGFh']) {
    await expect(timeline(deps, house.agent, id, { limit: 5, cursor: wrong })).rejects.toMatchObject({
      code: 'invalid-input',
    })
  }

  expect((await readCase(deps, house.lead, id)).watching).toBe(true)
  await expect(
    addNote(deps, house.agent, id, { text: 'x', mentionIds: [foreign.agent.memberId] }),
  ).rejects.toMatchObject({ code: 'invalid-input' })
  await expect(changeNote(deps, house.lead, note.id, 'anders')).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(changeNote(deps, foreign.agent, note.id, 'anders')).rejects.toMatchObject({ code: 'not-found' })
  expect(await changeNote(deps, house.agent, note.id, 'Bitte heute prüfen')).toMatchObject({
    text: 'Bitte heute prüfen',
    editedAt: expect.any(String),
    mentions: [{ name: 'Selma Yıldız' }],
  })
})

test('drafts are everyone’s own and go when empty; reading marks as read', async () => {
  const { id } = await makeCase(deps, house)
  const saved = await saveDraft(deps, house.agent, id, { kind: 'reply', text: 'Guten Tag', threadId: null, extra: {} })
  expect(Draft.safeParse(saved).success).toBe(true)
  expect(await readDraft(deps, house.lead, id, 'reply')).toBeNull()
  const drafts = async () =>
    (await listCases(deps, house.agent, { view: 'drafts', sort: 'due', limit: 50 })).items.map((item) => item.id)
  expect(await drafts()).toContain(id)
  expect(await saveDraft(deps, house.agent, id, { kind: 'reply', text: ' \n', threadId: null, extra: {} })).toBeNull()
  expect(await drafts()).not.toContain(id)
  expect((await readCase(deps, house.agent, id)).unread).toBe(true)
  await seeCase(deps, house.agent, id)
  expect((await readCase(deps, house.agent, id)).unread).toBe(false)
  expect((await readCase(deps, house.lead, id)).unread).toBe(true)
  await expect(
    saveDraft(deps, foreign.agent, id, { kind: 'note', text: 'x', threadId: null, extra: {} }),
  ).rejects.toMatchObject({ code: 'not-found' })
})

test('who looks and writes is known in every process, and by nobody of the neighbour', async () => {
  const { id } = await makeCase(deps, house)
  const elsewhere = testDeps(url)
  const heard: CaseActivity[] = []
  const listener = makeListener(url, elsewhere.log)
  const stop = subscribeActivity(elsewhere, listener, (activity) => heard.push(activity))
  // The listener connects in the background; until then it hears nothing.
  for (let tries = 0; heard.length === 0 && tries < 1_000; tries += 1) {
    await sayActivity(deps, house.agent, id, tries % 2 ? 'viewing' : 'writing')
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  expect(heard[0]).toMatchObject({
    caseId: id,
    workspaceId: house.workspaceId,
    others: [{ id: house.agent.memberId, name: 'Jonas Meier' }],
  })
  await sayActivity(deps, house.agent, id, 'writing')
  expect((await sayActivity(deps, house.lead, id, 'viewing')).others).toEqual([
    { member: { id: house.agent.memberId, name: 'Jonas Meier' }, doing: 'writing' },
  ])
  await sayActivity(deps, house.agent, id, 'left')
  expect((await sayActivity(deps, house.lead, id, 'viewing')).others).toEqual([])
  await expect(sayActivity(deps, foreign.agent, id, 'viewing')).rejects.toMatchObject({ code: 'not-found' })
  stop()
  await listener.close()
  await elsewhere.db.close()
})

test('saved views: mine and shared, sharing needs the right, counted with the others', async () => {
  const mine = await createView(deps, house.agent, {
    name: 'Eilig',
    filter: 'priorität:dringend',
    sort: 'due',
    shared: false,
  })
  await expect(
    createView(deps, house.agent, { name: 'Alle', filter: '', sort: 'due', shared: true }),
  ).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(
    createView(deps, house.agent, { name: 'Falsch', filter: 'farbe:rot', sort: 'due', shared: false }),
  ).rejects.toMatchObject({ code: 'invalid-input' })
  const shared = await createView(deps, house.lead, {
    name: 'Telefon',
    filter: 'kanal:telefon',
    sort: 'newest',
    shared: true,
  })
  expect((await listViews(deps, house.agent)).items).toMatchObject([
    { name: 'Eilig', mine: true },
    { name: 'Telefon', mine: false, shared: true },
  ])
  expect((await listViews(deps, house.lead)).items).toHaveLength(1)
  const counts = await countCases(deps, house.agent)
  fits('cases.counts', counts)
  expect(counts.saved).toEqual({ [mine.id]: 0, [shared.id]: 2 })
  await expect(changeView(deps, house.agent, shared.id, { name: 'Meins' })).rejects.toMatchObject({
    code: 'not-allowed',
  })
  await expect(changeView(deps, house.lead, mine.id, { name: 'Meins' })).rejects.toMatchObject({ code: 'not-found' })
  expect(await changeView(deps, house.lead, shared.id, { name: 'Anrufe' })).toMatchObject({
    name: 'Anrufe',
    sort: 'newest',
    shared: true,
  })
  await removeView(deps, house.agent, mine.id)
  await expect(removeView(deps, house.agent, mine.id)).rejects.toMatchObject({ code: 'not-found' })
})

test('topics form a tree without rings; tags are counted', async () => {
  const above = await createTopic(deps, house.admin, {
    parentId: null,
    name: { de: 'Versand', en: 'Shipping' },
    active: true,
  })
  const below = await createTopic(deps, house.admin, {
    parentId: above.id,
    name: { de: 'Verlust', en: 'Loss' },
    active: true,
  })
  await expect(changeTopic(deps, house.admin, above.id, { parentId: below.id })).rejects.toMatchObject({
    code: 'invalid-input',
  })
  await expect(changeTopic(deps, foreign.admin, above.id, { active: false })).rejects.toMatchObject({
    code: 'not-found',
  })
  expect(await changeTopic(deps, house.admin, below.id, { active: false })).toEqual({ ...below, active: false })
  expect((await listTopics(deps, house.agent)).items).toHaveLength(3)
  const { id } = await makeCase(deps, house, { tags: ['presse', 'eilig'] })
  await makeCase(deps, house, { tags: ['presse'] })
  expect((await listTags(deps, house.agent)).items).toEqual([
    { name: 'presse', count: 2 },
    { name: 'eilig', count: 1 },
  ])
  expect((await caseRow(deps, id)).tags).toEqual(['presse', 'eilig'])
})
