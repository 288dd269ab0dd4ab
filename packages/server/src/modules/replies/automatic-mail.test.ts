import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { inTransaction, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { type AutomaticMail, queueAutomaticMail } from './automatic-mail.ts'

let deps: Deps
let cast: Cast

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
})
afterAll(() => deps.db.close())
beforeEach(() => run(deps.db.system, sql`delete from automatic_mail`))

const mail = (what: AutomaticMail['what'], to = `${what}@fern.example`) =>
  inTransaction(deps.db.system, (tx) =>
    queueAutomaticMail(deps, tx, {
      workspaceId: cast.nordlicht.workspaceId,
      presenceId: cast.nordlicht.presenceId,
      to,
      subject: 'Betreff',
      text: 'Text',
      language: 'de',
      what,
    }),
  )
const flood = (what: AutomaticMail['what']) =>
  run(
    deps.db.system,
    sql`insert into automatic_mail (address_hash, what) select decode(md5(n::text), 'hex'), ${what} from generate_series(1, 2000) n`,
  )

test('a flood of strangers ends what is sent to strangers, and nothing of what we send each other', async () => {
  await flood('acknowledgement')
  expect(await mail('acknowledgement')).toBe('capped')
  expect(await mail('rule')).toBe('capped')
  for (const what of ['approval', 'consultation', 'invitation'] as const) expect(await mail(what)).toBe('queued')
})

test('what we send each other has an end of its own, and leaves customers theirs', async () => {
  await flood('approval')
  expect(await mail('approval')).toBe('capped')
  expect(await mail('acknowledgement')).toBe('queued')
})
