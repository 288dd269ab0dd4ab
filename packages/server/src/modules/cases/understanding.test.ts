import type { Correction } from '@resonanz/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deps } from '#platform/deps'
import { inTransaction, rows } from '#platform/db/database'
import type { MessageReading } from '#reading'
import { recomputeReadings, recordCorrections, writeReadings } from '#understanding'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { changeCase } from './change-case.ts'
import { correctCase } from './correct-case.ts'
import { listCases } from './list-cases.ts'
import { mergeCase } from './merge.ts'
import { readCase } from './read-case.ts'
import { readTargets } from '#targets'
import { receiveMessages } from './receive.ts'
import { similarCases } from './similar.ts'
import { caseRow, journalOf, makeCase, type TestCase } from './test-cases.ts'
import { timeline } from './timeline.ts'

let deps: Deps
let cast: Cast
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
})
afterAll(() => deps.db.close())

const neutral: MessageReading = {
  reading: {
    language: { code: 'de', confidence: 0.99, isMixed: false },
    sentiment: { label: 'neutral', score: 0, confidence: 0.8, ironyHint: false },
    kind: { label: 'question', confidence: 0.7 },
    urgency: 0.1,
    anger: 0.1,
    repeatedContact: 0,
    offence: { label: null, score: 0 },
    address: 'sie',
    relevance: null,
    marks: { sentiment: [], kind: [], repeated: [], offence: [], aspects: [], personalData: [] },
  },
  failed: null,
  modelVersion: 'test',
}
type Changed = Partial<NonNullable<MessageReading['reading']>>
const reading = (changed: Changed): MessageReading => ({ ...neutral, reading: { ...neutral.reading!, ...changed } })
const angry = reading({
  sentiment: { label: 'negative', score: -0.9, confidence: 0.9, ironyHint: false },
  kind: { label: 'complaint', confidence: 0.9 },
  anger: 0.9,
  urgency: 0.8,
  offence: { label: 'insult', score: 0.9 },
  repeatedContact: 0.8,
})

/** A case whose messages were read as given. */
async function readCaseOf(readings: readonly (MessageReading | null)[], cluster: string | null = null) {
  const made = await makeCase(deps, cast.nordlicht, { messages: readings.length })
  await read(made, readings, cluster)
  return made
}
async function read(made: TestCase, readings: readonly (MessageReading | null)[], cluster: string | null = null) {
  await inTransaction(deps.db.system, async (tx) => {
    await writeReadings(
      tx,
      cast.nordlicht.workspaceId,
      readings.flatMap((one, n) => (one ? [{ ...one, messageId: made.messageIds[n]!, clusterId: cluster }] : [])),
    )
    await recomputeReadings(tx, [made.id])
  })
}
const correct = (id: string, wish: Correction) => correctCase(deps, cast.nordlicht.agent, id, wish)
const list = async (filter: string, fold: 'none' | 'duplicates' = 'none') =>
  listCases(deps, cast.nordlicht.agent, { view: 'all', sort: 'due', limit: 200, filter, fold })
const numbers = async (filter: string, fold?: 'duplicates') =>
  (await list(filter, fold)).items.map((row) => row.number).toSorted((a, b) => a - b)

test('lists show the newest tone, the first beside it, and the worst of what was said', async () => {
  const made = await readCaseOf([angry, null, neutral])
  const detail = await readCase(deps, cast.nordlicht.agent, made.id)
  expect(detail).toMatchObject({
    sentiment: 'neutral',
    kind: 'question',
    language: 'de',
    urgency: 'high',
    anger: 'high',
    offence: 'insult',
    isRepeatedContact: true,
    corrected: [],
    duplicateCount: 0,
    understanding: {
      messageId: made.messageIds[2],
      version: 'test',
      sentimentAtStart: 'negative',
      model: { sentiment: { label: 'neutral' }, kind: { label: 'question' }, topic: null },
    },
  })
  const { items } = await timeline(deps, cast.nordlicht.agent, made.id, { limit: 60 })
  const messages = items.filter((item) => item.kind === 'message')
  expect(messages.map((message) => message.analysis?.sentiment.label ?? null)).toEqual(['negative', null, 'neutral'])
})

test("a person's word is shown, the model's stays beside it, and taking it back gives the model's again", async () => {
  const made = await readCaseOf([angry])
  const { case: corrected, undo } = await correct(made.id, { sentiment: 'positive', kind: 'none', language: 'fr' })
  expect(corrected).toMatchObject({ sentiment: 'positive', kind: null, language: 'fr' })
  expect(corrected.corrected.toSorted()).toEqual(['kind', 'language', 'sentiment'])
  expect(corrected.understanding!.model).toMatchObject({
    sentiment: { label: 'negative' },
    kind: { label: 'complaint' },
    language: { code: 'de' },
  })
  const [message] = (await timeline(deps, cast.nordlicht.agent, made.id, { limit: 60 })).items
  expect(message).toMatchObject({
    language: 'fr',
    analysis: {
      sentiment: { label: 'positive', by: 'person', modelLabel: 'negative' },
      kind: { label: null, by: 'person', modelLabel: 'complaint' },
    },
  })
  const { case: back } = await correct(made.id, undo!)
  expect(back).toMatchObject({ sentiment: 'negative', kind: 'complaint', language: 'de', corrected: [] })
  const said = await rows(
    deps.db.system,
    sql`select field, model_value, value from text_correction where case_id = ${made.id} order by id limit 3`,
  )
  expect(said).toEqual([
    { field: 'sentiment', model_value: 'negative', value: 'positive' },
    { field: 'kind', model_value: 'complaint', value: 'none' },
    { field: 'language', model_value: 'de', value: 'fr' },
  ])
  expect((await journalOf(deps, made.id)).filter((kind) => kind === 'case.corrected')).toHaveLength(6)
})

test('kind and topic set on the case are corrections too; new words change the tone but not what a person said', async () => {
  const made = await readCaseOf([neutral])
  const { agent } = cast.nordlicht
  await changeCase(deps, agent, made.id, { kind: 'praise', topicId: cast.nordlicht.topicId })
  await correct(made.id, { sentiment: 'positive' })
  const word = (changed: object) => ({
    id: deps.newId(),
    threadId: made.threadId,
    channel: 'email' as const,
    ...changed,
  })
  const now = new Date()
  await inTransaction(deps.db.system, async (tx) =>
    receiveMessages(
      tx,
      cast.nordlicht.workspaceId,
      [
        {
          caseId: made.id,
          messages: [word({ nature: 'message', at: now, receivedAt: now, attachments: false }) as never],
          preview: 'Jetzt reicht es',
          channel: 'email',
          understood: {
            sentiment: 'negative',
            firstSentiment: 'negative',
            kind: 'complaint',
            language: 'en',
            urgency: 2,
            anger: 2,
            offence: 'threat',
            isRepeated: true,
          },
        },
      ],
      await readTargets(tx, cast.nordlicht.workspaceId),
    ),
  )
  expect(await caseRow(deps, made.id)).toMatchObject({
    sentiment: 'negative',
    first_sentiment: 'positive',
    kind: 'praise',
    language: 'en',
    urgency: 2,
    anger: 2,
    offence: 'threat',
    is_repeated: true,
  })
  expect((await caseRow(deps, made.id)).corrected.toSorted()).toEqual(['kind', 'topic'])
  const { case: untopiced } = await correct(made.id, { topicId: null })
  expect(untopiced).toMatchObject({ topic: null, corrected: ['kind'] })
  const fields = await rows<{ field: string }>(
    deps.db.system,
    sql`select field from text_correction where case_id = ${made.id} order by id`,
  )
  expect(fields.map((row) => row.field)).toEqual(['kind', 'topic', 'sentiment', 'topic'])
})

test('foreign messages and topics are refused; so is a joined case', async () => {
  const made = await readCaseOf([neutral])
  const other = await readCaseOf([neutral])
  const foreign = await makeCase(deps, cast.suedwind)
  for (const messageId of [foreign.messageIds[0]!, other.messageIds[0]!, deps.newId()])
    await expect(correct(made.id, { messageId, sentiment: 'positive' })).rejects.toThrow('not-found')
  await expect(correct(made.id, { topicId: cast.suedwind.topicId })).rejects.toThrow('no such topic')
  await expect(correct(foreign.id, { sentiment: 'positive' })).rejects.toThrow('not-found')
  await mergeCase(deps, cast.nordlicht.agent, made.id, other.id)
  await expect(correct(made.id, { sentiment: 'positive' })).rejects.toThrow('joined into another')
})

test('what a person says while texts are read again stays', async () => {
  const made = await readCaseOf([neutral])
  let waits: Promise<void> | undefined
  await inTransaction(deps.db.system, async (tx) => {
    await sql`select 1 from cases where id = ${made.id} for update`.execute(tx)
    await recordCorrections(tx, cast.nordlicht.workspaceId, cast.nordlicht.agent.memberId, [
      { id: deps.newId(), caseId: made.id, messageId: made.messageIds[0]!, field: 'sentiment', value: 'negative' },
    ])
    waits = inTransaction(deps.db.system, (other) => recomputeReadings(other, [made.id]))
    await expect
      .poll(async () => {
        // In this database: neighbouring tests wait for locks of their own.
        const waiting = sql`select 1 from pg_locks l join pg_stat_activity a on a.pid = l.pid where not l.granted and a.datname = current_database()`
        return (await rows(deps.db.system, waiting)).length
      })
      .toBeGreaterThan(0)
    await recomputeReadings(tx, [made.id])
  })
  await waits
  expect(await readCase(deps, cast.nordlicht.agent, made.id)).toMatchObject({
    sentiment: 'negative',
    corrected: ['sentiment'],
  })
})

test('saying the same again changes nothing', async () => {
  const made = await readCaseOf([neutral])
  await correct(made.id, { kind: 'complaint', language: 'pl' })
  const before = await caseRow(deps, made.id)
  const answer = await correct(made.id, { kind: 'complaint', language: 'pl' })
  expect(answer.undo).toBeNull()
  expect((await caseRow(deps, made.id)).version).toBe(before.version)
})

test('every value can be filtered by, in German and English', async () => {
  const { number } = await readCaseOf([angry])
  const calm = await readCaseOf([reading({ language: { code: 'fr', confidence: 0.9, isMixed: false } })])
  for (const filter of [
    'tonalität:negativ',
    'sentiment:negative',
    'art:beschwerde',
    'kind:complaint',
    'dringlichkeit:hoch',
    'urgency:high,medium',
    'ärger:hoch',
    'anger:high',
    'verstoß:beleidigung',
    'offence:any',
    'wiederholt:ja',
    'repeated:yes -language:fr',
    `ähnlich:${number}`,
  ]) {
    const found = await list(filter)
    expect(found.filterErrors, filter).toEqual([])
    expect(
      found.items.map((row) => row.number),
      filter,
    ).toContain(number)
    expect(
      found.items.map((row) => row.number),
      filter,
    ).not.toContain(calm.number)
  }
  expect(await numbers('sprache:französisch')).toEqual([calm.number])
  expect(await numbers(`offence:none similar:#${calm.number}`)).toEqual([calm.number])
})

test('the same again is folded to the first of the order, counted, and listed beside the case', async () => {
  const cluster = deps.newId()
  const alone = await readCaseOf([neutral])
  const same: TestCase[] = []
  for (let n = 0; n < 4; n += 1) same.push(await readCaseOf([neutral], cluster))
  const [first, second, third, closed] = same as [TestCase, TestCase, TestCase, TestCase]
  await changeCase(deps, cast.nordlicht.lead, closed.id, { category: 'done', silently: 'Doppelt gemeldet' })
  const ids = new Set(same.map(({ id }) => id))
  const unfolded = await list('')
  expect(unfolded.items.filter((row) => ids.has(row.id)).map((row) => row.duplicateCount)).toEqual([2, 2, 2])
  const folded = await list('', 'duplicates')
  expect(folded.items.filter((row) => ids.has(row.id)).map((row) => row.id)).toEqual([first.id])
  expect(folded.items.map((row) => row.id)).toContain(alone.id)
  // Who filters sees the first of what the filter leaves.
  await changeCase(deps, cast.nordlicht.agent, second.id, { addTags: ['presse'] })
  await changeCase(deps, cast.nordlicht.agent, third.id, { addTags: ['presse'] })
  expect(await numbers('tag:presse', 'duplicates')).toEqual([second.number])
  expect(await numbers(`similar:${second.number}`)).toEqual([first.number, second.number, third.number])
  const similar = await similarCases(deps, cast.nordlicht.agent, first.id)
  expect(similar.duplicateCount).toBe(2)
  expect(similar.duplicates.map((row) => row.id).toSorted()).toEqual([second.id, third.id].toSorted())
})

test('folded pages hold the first of each group once, in every order', async () => {
  const clusters = [deps.newId(), deps.newId(), deps.newId()]
  for (let n = 0; n < 12; n += 1) await readCaseOf([neutral], clusters[n % 3]!)
  for (const sort of ['due', 'newest', 'oldest', 'priority'] as const) {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listCases(deps, cast.nordlicht.agent, {
        view: 'all',
        sort,
        limit: 2,
        fold: 'duplicates',
        cursor,
      })
      seen.push(...page.items.map((row) => row.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(new Set(seen).size).toBe(seen.length)
    const shown = await rows<{ cluster_id: string | null }>(
      deps.db.system,
      sql`select cluster_id from cases where id = any(${seen}::uuid[])`,
    )
    const groups = shown.flatMap((row) => row.cluster_id ?? [])
    expect(new Set(groups).size).toBe(groups.length)
    expect(groups.filter((id) => clusters.includes(id))).toHaveLength(3)
  }
})
