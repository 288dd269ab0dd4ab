import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { makeCast, testDeps } from '../../../../../tests/deps.ts'
import { findMessages } from './store.ts'

type Message = { id: string; case_id: string | null; at: string; words: string[] }
const count = 2_000
const vocabulary = 400
/** So small that every way is taken: found among the newest, by the index, by walking back. */
const reach = { newest: 60, indexed: 150, step: 300 }

let deps: Deps
let workspaceId: string
let messages: Message[]

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  const cast = await makeCast(deps)
  workspaceId = cast.nordlicht.workspaceId
  messages = Array.from({ length: count }, (_, n) => messageOf(n))
  await insert(workspaceId, messages)
  // Another company's messages hold the same words.
  await insert(
    cast.suedwind.workspaceId,
    Array.from({ length: 50 }, (_, n) => ({ ...messageOf(n), id: deps.newId() })),
  )
})
afterAll(() => deps.db.close())

function messageOf(n: number): Message {
  const words = [1, 2, 3, 4, 5].map(
    (salt) => `w${Math.floor(vocabulary ** (((n * 7919 * salt + salt * 104_729) % 9_973) / 9_973))}`,
  )
  return {
    id: deps.newId(),
    case_id: n % 23 === 0 ? null : deps.newId(),
    // Three of one instant each; microseconds that a Date would lose.
    at: `2026-01-01 10:00:00.${String(Math.floor(n / 3)).padStart(6, '0')}+00`,
    // Frequent long ago, and never since.
    words: n > 100 && n < 700 ? [...words, 'weihnacht'] : words,
  }
}
async function insert(workspace: string, list: readonly Message[]) {
  await sql`insert into message_search (workspace_id, message_id, case_id, at, words)
    select ${workspace}::uuid, e.id, e.case_id, e.at, array_to_tsvector(array(select jsonb_array_elements_text(e.words)))
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as e(id uuid, case_id uuid, at timestamptz, words jsonb)`.execute(
    deps.db.system,
  )
}

/** What must come out, the plain way. */
function scan(words: readonly string[]): string[] {
  const last = words.at(-1)!
  return messages
    .filter((message) => message.case_id !== null)
    .filter(
      ({ words: has }) =>
        words.slice(0, -1).every((word) => has.includes(word)) && has.some((word) => word.startsWith(last)),
    )
    .toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1))
    .map(({ id }) => id)
}

async function allPages(words: readonly string[], limit: number): Promise<string[]> {
  const ids: string[] = []
  let before: { at: string; id: string } | null = null
  for (;;) {
    const page = await findMessages(deps.db.of(workspaceId), workspaceId, words, before, limit, reach)
    ids.push(...page.map((hit) => hit.message_id!))
    const last = page.at(-1)
    if (page.length < limit || !last) return ids
    before = { at: last.exact_at, id: last.message_id! }
  }
}

test('any words, page after page, bring what a plain look at every message brings', async () => {
  const word = fc.oneof(
    fc.integer({ min: 1, max: vocabulary }).map((n) => `w${n}`),
    fc.constantFrom('w', 'w1', 'w2', 'weihnacht', 'weih', 'nie'),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(word, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(7, 51, 400),
      async (words, limit) => {
        expect(await allPages(words, limit)).toEqual(scan(words))
      },
    ),
    { numRuns: 60 },
  )
})

test('a word that was frequent once comes newest first', async () => {
  expect(await allPages(['weihnacht'], 51)).toEqual(scan(['weihnacht']))
  expect(scan(['weihnacht']).length).toBeGreaterThan(reach.indexed)
})

test('a quote or a backslash in a word is a letter like any other', async () => {
  for (const word of ["o'neil", 'a\\', "'", "x':*|y"])
    expect(await findMessages(deps.db.of(workspaceId), workspaceId, [word], null, 50, reach)).toEqual([])
})
