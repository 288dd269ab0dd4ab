import pg from 'pg'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepQueue } from '../packages/server/src/modules/routing/keep-queue.ts'
import { makeTeam, readQueue, setPolicy } from '../packages/server/src/modules/routing/test-routing.ts'
import { readOnce } from '../packages/server/src/modules/workflows/read-journal.ts'
import { happen, makeRule, readAll, runsOf } from '../packages/server/src/modules/workflows/test-workflows.ts'
import { rows } from '../packages/server/src/platform/db/database.ts'
import type { Deps } from '../packages/server/src/platform/deps.ts'
import { makeCase } from './cases.ts'
import { testDatabase } from './database.ts'
import { type House, makeCast, testDeps } from './deps.ts'

/** Readers of the journal that leave out what nobody can work: they must not mistake a database that is away for that. */
let deps: Deps
let house: House
let owner: pg.Client

beforeAll(async () => {
  const { url } = await testDatabase()
  deps = testDeps(url)
  house = (await makeCast(deps)).nordlicht
  owner = new pg.Client({ connectionString: url })
  await owner.connect()
  await owner.query(`create sequence stumbles;
    create function stumble() returns trigger language plpgsql security definer as $$ begin
      if nextval('stumbles') <= tg_argv[0]::int then raise exception 'terminating connection due to administrator command' using errcode = '57P01'; end if;
      return new; end $$`)
})
afterAll(async () => {
  await owner.end()
  await deps.db.close()
})

/** The database goes away so often while this reader works: as often as it takes to come to a single entry. */
async function whileAway(reader: string, times: number, turn: () => Promise<boolean>): Promise<void> {
  await owner.query(`alter sequence stumbles restart; drop trigger if exists stumbles on journal_cursor;
    create trigger stumbles before update on journal_cursor for each row when (new.name = '${reader}') execute function stumble(${times})`)
  for (let used = 0, tries = 0; used < times && tries < 6_000; tries += 1) {
    await turn().catch(() => false)
    used = Number((await owner.query('select last_value from stumbles')).rows[0].last_value)
    if (used < times) await new Promise((resolve) => setTimeout(resolve, 10))
  }
  await owner.query('drop trigger stumbles on journal_cursor')
}

test('rules run for what happened while the database was away for a moment', async () => {
  await readAll(deps)
  const rule = await makeRule(deps, house.lead, 'Danach', {
    trigger: { on: 'event', events: ['message.received'] },
    when: null,
    then: [{ do: 'tags', add: ['danach'], remove: [] }],
  })
  const made = await makeCase(deps, house)
  await readAll(deps)
  await happen(deps, house.workspaceId, made.id, made.messageIds[0]!)
  await whileAway('workflows', 4, () => readOnce(deps))
  await readAll(deps)
  expect((await runsOf(deps, rule.id)).map(({ case_id, state }) => [case_id, state])).toEqual([[made.id, 'done']])
})

test('a case that came while the database was away for a moment stands in line', async () => {
  const toTeamId = await makeTeam(deps, house.workspaceId, 'Überlauf')
  await setPolicy(deps, house.admin, {
    queues: [{ teamId: house.teamId, mode: 'pull', overflow: { afterMinutes: 5, toTeamId, anySkill: false } }],
  })
  await readQueue(deps)
  const { id } = await makeCase(deps, house, { teamId: house.teamId })
  await whileAway('routing', 5, () => keepQueue(deps))
  await readQueue(deps)
  expect(await rows(deps.db.system, sql`select case_id from routing_wait where case_id = ${id}`)).toHaveLength(1)
})
