import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deps } from '#platform/deps'
import { one, rows } from '#platform/db/database'
import { newId } from '#platform/ids'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { serverOf } from '../../../../../tests/server.ts'
import { signedIn } from '../../../../../tests/session.ts'
import { mentionBindings } from './index.ts'
import { makeCase } from './make-case.ts'

let deps: Deps
let cast: Cast
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
})
afterAll(() => deps.db.close())

/** A blog entry that nobody addressed to us. */
async function mention(): Promise<string> {
  const { workspaceId: w } = cast.nordlicht
  const [p, t, m, n] = [newId(), newId(), newId(), newId()]
  await sql`insert into presence (workspace_id, id, kind, name, next_poll_at) values (${w}, ${p}, 'feed', 'Küstenblog', 'infinity')`.execute(
    deps.db.system,
  )
  await sql`insert into thread (workspace_id, id, presence_id, channel, external_key, visibility) values (${w}, ${t}, ${p}, 'feed', ${t}, 'public')`.execute(
    deps.db.system,
  )
  await sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, author_name, subject, text, permalink, occurred_at) values (${w}, ${m}, ${t}, ${p}, 'feed', 'in', ${m}, 'Lene', 'Drei Wochen Warten', 'Die Erstattung kommt nie an.', 'https://blog.example/1', now())`.execute(
    deps.db.system,
  )
  await sql`insert into mention (workspace_id, id, presence_id, message_id, at) values (${w}, ${n}, ${p}, ${m}, now())`.execute(
    deps.db.system,
  )
  return n
}

test('a mention becomes a case once: found by whom and where, its thread leads there from now on', async () => {
  const id = await mention()
  const [first, second] = await Promise.all([
    makeCase(deps, cast.nordlicht.agent, id),
    makeCase(deps, cast.nordlicht.agent, id),
  ])
  expect(second).toEqual(first)
  const made = await one(
    deps.db.system,
    sql<
      Record<string, unknown>
    >`select c.title, c.channel, c.visibility, c.found_by, c.found_where, c.owner_id, (select count(*)::int from case_message where case_id = c.id) as words, t.case_id = c.id as leads from cases c join thread t on t.case_id = c.id where c.id = ${first.caseId}`,
  )
  expect(made).toEqual({
    title: 'Drei Wochen Warten',
    channel: 'feed',
    visibility: 'public',
    found_by: cast.nordlicht.agent.name,
    found_where: 'https://blog.example/1',
    owner_id: cast.nordlicht.agent.memberId,
    words: 1,
    leads: true,
  })
})

test('triage over HTTP: watched, dismissed with a reason, taken back; what is a case stays one; a neighbour finds nothing', async () => {
  const app = await serverOf(deps, mentionBindings(deps))
  const id = await mention()
  const cookie = await signedIn(deps, cast.nordlicht.agent)
  const call = (payload: object, as = cookie) =>
    app.inject({ method: 'POST', url: `/api/v1/mentions/${id}/triage`, headers: { cookie: as }, payload })
  expect((await call({ state: 'dismissed', reason: 'Werbung' })).json()).toMatchObject({
    state: 'dismissed',
    reason: 'Werbung',
  })
  expect((await call({ state: 'new' })).json()).toMatchObject({ state: 'new', reason: null })
  expect((await call({ state: 'watched' }, await signedIn(deps, cast.suedwind.agent))).statusCode).toBe(404)
  expect((await call({ state: 'watched' }, await signedIn(deps, cast.nordlicht.reader))).statusCode).toBe(403)
  await makeCase(deps, cast.nordlicht.agent, id)
  expect((await call({ state: 'watched' })).statusCode).toBe(409)
  const kinds = (
    await rows(deps.db.system, sql<{ kind: string }>`select kind from journal where subject_id = ${id} order by seq`)
  ).map((row) => row.kind)
  expect(kinds).toEqual(['mention.triaged', 'mention.triaged', 'mention.case'])
})

test('the list goes on where it stopped, also when two were found at the same moment', async () => {
  const app = await serverOf(deps, mentionBindings(deps))
  const cookie = await signedIn(deps, cast.nordlicht.agent)
  const ids = await Promise.all(Array.from({ length: 7 }, () => mention()))
  await sql`update mention set at = now() where id = any(${ids}::uuid[])`.execute(deps.db.system)
  const seen: string[] = []
  let cursor = ''
  do {
    const page = (
      await app.inject({ url: `/api/v1/mentions?limit=3${cursor ? `&cursor=${cursor}` : ''}`, headers: { cookie } })
    ).json() as { items: { id: string }[]; nextCursor: string | null }
    seen.push(...page.items.map((item) => item.id))
    cursor = page.nextCursor ?? ''
  } while (cursor)
  expect(new Set(seen).size).toBe(seen.length)
  for (const id of ids) expect(seen).toContain(id)
})
