import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { readUp } from '../../../../../tests/journal.ts'
import { noteReconciled, reconcileDue } from '../intake/store-poll.ts'
import { notifyOnce } from '../notifications/notify.ts'
import { readOverview } from './health-overview.ts'
import { warnOfExpiry } from './warn-expiring.ts'

let deps: Deps
let cast: Cast
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
})
afterAll(() => deps.db.close())

async function presence(name: string, set: string, kind = 'email') {
  const id = deps.newId()
  await sql`insert into presence (workspace_id, id, kind, name, last_success_at) values (${cast.nordlicht.workspaceId}, ${id}, ${kind}, ${name}, now())`.execute(
    deps.db.system,
  )
  if (set) await sql`update presence set ${sql.raw(set)} where id = ${id}`.execute(deps.db.system)
  return id
}

test('what needs hands stands first, each with the one thing that mends it', async () => {
  await presence('A gut', '')
  await presence(
    'B Anmeldung',
    `error_kind = 'sign_in', error_code = 'token-revoked', error_since = now(), failures = 1`,
  )
  await presence(
    'C vorübergehend',
    `error_kind = 'transient', error_code = 'unreachable', error_since = now(), failures = 1`,
  )
  await presence('D Adresse', `error_kind = 'permanent', error_code = 'gone', error_since = now(), failures = 1`)
  await presence('E läuft ab', `token_expires_at = now() + interval '9 days 1 hour'`)
  await presence('F still', `last_success_at = now() - interval '5 hours'`)
  await presence('G pausiert', 'paused = true')
  const x = await presence('H Budget', `settings = '{"dailyBudget": 5}'`, 'x')
  await sql`insert into presence_meter (workspace_id, presence_id, day, kind, amount) values (${cast.nordlicht.workspaceId}, ${x}, (now() at time zone 'UTC')::date, 'read', 4500000)`.execute(
    deps.db.system,
  )
  const allowance = (used: number, inMinutes: number) =>
    `cursor = '${JSON.stringify({ allowance: { unit: 'calls', used, most: 300, resetsAt: new Date(Date.now() + inMinutes * 60_000).toISOString() } })}'`
  await presence('J Netz eng', allowance(290, 5), 'bluesky')
  await presence('K Netz offen', allowance(10, 5), 'bluesky')
  await presence('L Fenster vorbei', allowance(290, -5), 'bluesky')
  await presence('I Muster', `settings = '{"sample": true}', error_kind = 'sign_in'`)
  const { items, needsHands } = await readOverview(deps, cast.nordlicht.admin)
  const told = Object.fromEntries(
    items.map(({ name, issues }) => [name[0], issues.map(({ code, fix }) => [code, fix])]),
  )
  expect(told).toMatchObject({
    A: [],
    B: [['sign-in', 'sign-in']],
    C: [['passing', 'read-now']],
    D: [['failing', 'settings']],
    E: [['expires', 'sign-in']],
    F: [['silent', 'read-now']],
    G: [['paused', 'resume']],
    H: [['quota', 'settings']],
    I: [['sign-in', null]],
    J: [['allowance', null]],
    K: [],
    L: [],
  })
  expect(needsHands).toBe(3)
  expect(items.slice(0, 2).map(({ name }) => name[0])).toEqual(['B', 'D'])
  expect(items.find(({ name }) => name[0] === 'E')?.expires?.days).toBe(9)
  expect(items.find(({ name }) => name[0] === 'H')?.quota).toMatchObject({ used: 4.5, most: 5, unit: 'dollars' })
  const quotas = ['J', 'K', 'L'].map((letter) => items.find(({ name }) => name[0] === letter)?.quota)
  expect(quotas).toMatchObject([{ used: 290, most: 300, unit: 'calls' }, { used: 10 }, null])
  expect(items.every(({ name }) => /^[A-L] |Postfach/.test(name))).toBe(true)
})

test('a sign-in that ends is told at 14, 7 and 1 days, each once; a new end counts anew', async () => {
  const { workspaceId: w, admin } = cast.nordlicht
  await readUp(deps, 'notifications', () => notifyOnce(deps))
  await warnOfExpiry(deps)
  const id = await presence('Ende', `token_expires_at = now() + interval '20 days'`)
  const told = async () =>
    (
      await rows<{ days: number }>(
        deps.db.system,
        sql`select (data->>'days')::int as days from journal where subject_id = ${id} and kind = 'presence.expiring' order by seq`,
      )
    ).map(({ days }) => days)
  const inDays = async (days: string) => {
    // The end stays, the days pass.
    await sql`update presence set token_expires_at = now() + ${days}::interval where id = ${id}`.execute(deps.db.system)
    await sql`update presence_warning set expires_at = (select token_expires_at from presence where id = ${id}) where presence_id = ${id}`.execute(
      deps.db.system,
    )
    await Promise.all([warnOfExpiry(deps), warnOfExpiry(deps), warnOfExpiry(deps)])
  }
  await inDays('20 days')
  expect(await told()).toEqual([])
  await inDays('13 days')
  await inDays('12 days')
  expect(await told()).toEqual([14])
  await inDays('6 days')
  await inDays('20 hours')
  await inDays('10 hours')
  expect(await told()).toEqual([14, 7, 1])
  await sql`update presence set token_expires_at = now() + interval '5 days' where id = ${id}`.execute(deps.db.system)
  await warnOfExpiry(deps)
  expect(await told()).toEqual([14, 7, 1, 7])
  await readUp(deps, 'notifications', () => notifyOnce(deps))
  const bells = await rows<{ n: number }>(
    deps.db.system,
    sql`select count(*)::int as n from notification where workspace_id = ${w} and member_id = ${admin.memberId} and kind = 'channel_expiring'`,
  )
  expect(bells[0]!.n).toBeGreaterThanOrEqual(4)
})

test('a comparison by hand is due at once, and its result stands there', async () => {
  const id = await presence('Vergleich', `last_reconciled_at = now()`)
  expect(await reconcileDue(deps.db.system, id)).toBe(false)
  await sql`update presence set reconcile_now = true where id = ${id}`.execute(deps.db.system)
  expect(await reconcileDue(deps.db.system, id)).toBe(true)
  await noteReconciled(deps, { id, workspaceId: cast.nordlicht.workspaceId }, { missing: 3, taken: 3 })
  expect(await reconcileDue(deps.db.system, id)).toBe(false)
  const { items } = await readOverview(deps, cast.nordlicht.admin)
  expect(items.find((one) => one.id === id)?.reconciled).toMatchObject({ missing: 3, taken: 3 })
})
