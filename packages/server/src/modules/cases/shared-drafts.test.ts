import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { notifyOnce } from '../notifications/notify.ts'
import { rows } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { readUp } from '../../../../../tests/journal.ts'
import { readDraft, saveDraft } from './drafts.ts'
import { journalOf, makeCase } from './test-cases.ts'
import { commentDraft } from './shared-drafts/comment.ts'
import { readSharedDrafts, shareDraft } from './shared-drafts/share.ts'
import { takeOverDraft } from './shared-drafts/take-over.ts'
import { readVersions, restoreVersion } from './shared-drafts/versions.ts'

let deps: Deps
let cast: Cast
let house: House
let caseId: string
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  house = cast.nordlicht
})
afterAll(() => deps.db.close())
beforeEach(async () => {
  caseId = (await makeCase(deps, house)).id
})

type Base = { id: string; version: number }
const save = (who: Actor, text: string, base?: Base) =>
  saveDraft(deps, who, caseId, {
    kind: 'reply',
    text,
    threadId: null,
    extra: {},
    ...(base ? { shared: { id: base.id, version: base.version } } : {}),
  })
async function shared(text: string, who: Actor = house.agent): Promise<Base> {
  await save(who, text)
  return (await shareDraft(deps, who, caseId, true))!
}
const seenBy = async (who: Actor) => (await readSharedDrafts(deps, who, caseId)).items
const textsOf = async (who: Actor, draft: Base) =>
  (await readVersions(deps, who, caseId, draft.id)).items.map(({ why, text }) => `${why}: ${text}`)

test('a draft is its writer’s until it is shared; then colleagues read it, others do not', async () => {
  const { agent, lead } = house
  await save(agent, 'Guten Tag')
  expect(await seenBy(lead)).toEqual([])
  const draft = (await shareDraft(deps, agent, caseId, true))!
  await shareDraft(deps, agent, caseId, true)
  expect(await seenBy(lead)).toMatchObject([
    { id: draft.id, text: 'Guten Tag', isMine: false, writer: { id: agent.memberId }, authors: [], heldUntil: null },
  ])
  expect(await readDraft(deps, lead, caseId, 'reply')).toBeNull()
  await expect(readSharedDrafts(deps, cast.suedwind.agent, caseId)).rejects.toThrow('not-found')
  await shareDraft(deps, agent, caseId, false)
  expect(await seenBy(lead)).toEqual([])
  await expect(shareDraft(deps, lead, caseId, true)).rejects.toMatchObject({ code: 'conflict' })
  expect((await journalOf(deps, caseId)).filter((kind) => kind.startsWith('draft.'))).toEqual([
    'draft.shared',
    'draft.shared',
  ])
})

test('twenty saves at once upon one version: one wins visibly, the other nineteen texts are kept', async () => {
  const { agent } = house
  const draft = await shared('Anfang')
  const texts = Array.from({ length: 20 }, (_, n) => `Fassung ${n}`)
  const results = await Promise.allSettled(texts.map((text) => save(agent, text, draft)))
  const won = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value!] : []))
  const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  expect(won).toHaveLength(1)
  expect(lost.every(({ code }) => code === 'draft-changed')).toBe(true)
  const [stands] = await seenBy(agent)
  expect(lost[0].extra).toMatchObject({ text: stands!.text, version: stands!.version })
  const kept = (await readVersions(deps, agent, caseId, draft.id)).items.map(({ text }) => text)
  expect([...kept, stands!.text]).toEqual(expect.arrayContaining(['Anfang', ...texts]))
})

test('taken over with one press: the writer before keeps a version and is told; their late words are kept for them alone', async () => {
  const { agent, lead, admin } = house
  await readUp(deps, 'notifications', () => notifyOnce(deps))
  const draft = await shared('Von Jonas')
  await save(lead, 'Eigene Worte von Selma')
  const taken = await takeOverDraft(deps, lead, caseId, draft.id, { from: agent.memberId })
  expect(taken).toMatchObject({ id: draft.id, text: 'Von Jonas', sharedAt: expect.any(String) })
  expect(await readDraft(deps, agent, caseId, 'reply')).toBeNull()
  expect((await seenBy(agent))[0]).toMatchObject({
    writer: { id: lead.memberId },
    authors: [{ id: agent.memberId }],
  })
  await expect(takeOverDraft(deps, admin, caseId, draft.id, { from: agent.memberId })).rejects.toMatchObject({
    code: 'draft-taken',
    extra: { by: { id: lead.memberId, name: lead.name } },
  })
  await expect(save(agent, 'Von Jonas, noch getippt', draft)).rejects.toMatchObject({ code: 'draft-taken' })
  expect(await save(lead, 'Von Selma weiter', taken)).toMatchObject({ text: 'Von Selma weiter' })
  expect(await textsOf(agent, draft)).toEqual(['conflict: Von Jonas, noch getippt', 'taken: Von Jonas'])
  expect(await textsOf(lead, draft)).toEqual(['taken: Von Jonas', 'conflict: Eigene Worte von Selma'])
  await readUp(deps, 'notifications', () => notifyOnce(deps))
  const told = await rows<{ member_id: string; kind: string }>(
    deps.db.system,
    sql`select member_id, kind from notification where case_id = ${caseId}`,
  )
  expect(told).toEqual([{ member_id: agent.memberId, kind: 'draft_taken' }])
})

test('of ten who take it over at once from the same person one has it', async () => {
  const { lead, admin, owner } = house
  const draft = await shared('Wer nimmt ihn?')
  const takers = Array.from({ length: 10 }, (_, n) => [lead, admin, owner][n % 3]!)
  const results = await Promise.allSettled(
    takers.map((who) => takeOverDraft(deps, who, caseId, draft.id, { from: house.agent.memberId })),
  )
  const winners = new Set(takers.filter((_, n) => results[n]!.status === 'fulfilled').map(({ memberId }) => memberId))
  expect(winners.size).toBe(1)
  const [now] = await seenBy(house.agent)
  expect(winners).toContain(now!.writer.id)
  expect(now!.authors.map(({ id }) => id)).toEqual([house.agent.memberId])
})

describe('versions', () => {
  test('an earlier text comes back, what stood there stays; only the writer does it', async () => {
    const { agent, lead } = house
    const draft = await shared('Erste')
    const second = (await save(agent, 'Zweite', draft))!
    const [first] = (await readVersions(deps, lead, caseId, draft.id)).items
    await expect(restoreVersion(deps, lead, caseId, draft.id, first!.id)).rejects.toMatchObject({ code: 'draft-taken' })
    const back = await restoreVersion(deps, agent, caseId, draft.id, first!.id)
    expect(back).toMatchObject({ text: 'Erste', version: second.version + 1 })
    expect(await textsOf(lead, draft)).toEqual(['restored: Zweite', 'saved: Erste'])
  })

  test('thirty at most; an emptied shared draft is no lost one; gone with the draft', async () => {
    const { agent } = house
    let base = await shared('Text')
    for (let n = 0; n < 40; n += 1) await save(agent, `Alt ${n}`, { id: base.id, version: 999 }).catch(() => undefined)
    expect(await textsOf(agent, base)).toHaveLength(30)
    base = (await save(agent, '', base))!
    expect(base).toMatchObject({ text: '' })
    await shareDraft(deps, agent, caseId, false)
    expect(await save(agent, '')).toBeNull()
    expect(await rows(deps.db.system, sql`select 1 from draft_version where draft_id = ${base.id}`)).toEqual([])
    await expect(save(agent, 'Spät', base)).rejects.toMatchObject({ code: 'draft-gone' })
  })
})

test('a colleague is asked to read it, or its writer is told; readers and strangers cannot be asked', async () => {
  const { agent, lead, admin, reader } = house
  await readUp(deps, 'notifications', () => notifyOnce(deps))
  const draft = await shared('Bitte lesen')
  await commentDraft(deps, agent, caseId, draft.id, { text: 'Bitte gegenlesen', to: lead.memberId })
  await commentDraft(deps, admin, caseId, draft.id, { text: 'Klingt gut', to: null })
  const [seen] = await seenBy(lead)
  expect(seen!.comments).toMatchObject([
    { by: { id: agent.memberId }, to: { id: lead.memberId }, text: 'Bitte gegenlesen' },
    { by: { id: admin.memberId }, to: null, text: 'Klingt gut' },
  ])
  for (const to of [reader.memberId, cast.suedwind.agent.memberId, deps.newId()])
    await expect(commentDraft(deps, agent, caseId, draft.id, { text: 'x', to })).rejects.toMatchObject({
      code: 'invalid-input',
    })
  await readUp(deps, 'notifications', () => notifyOnce(deps))
  const told = await rows<{ member_id: string; kind: string }>(
    deps.db.system,
    sql`select member_id, kind from notification where case_id = ${caseId} order by journal_seq`,
  )
  expect(told).toEqual([
    { member_id: lead.memberId, kind: 'draft_review' },
    { member_id: agent.memberId, kind: 'draft_comment' },
  ])
})
