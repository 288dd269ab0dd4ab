import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { one } from '#platform/db/database'
import { testDatabase } from '../../../../../tests/database.ts'
import { makeCast, testDeps } from '../../../../../tests/deps.ts'
import { startProduct } from '../../../../../tests/product.ts'
import { readPolicy, savePolicy } from './save-policy.ts'
import { makeScene } from '../../../../../tests/holding-scene.ts'

type State = { state: string; mails: number; words: number; open: number; replaced: number; told: number }

test.each(['holding.proposed', 'holding.queued', 'holding.sent'])(
  'a process that is killed at %s leaves exactly one reply and one promise to the next one',
  { timeout: 180_000 },
  async (point) => {
    const { url } = await testDatabase()
    const deps = testDeps(url)
    const { nordlicht } = await makeCast(deps)
    const { house, exceptions } = await readPolicy(deps, nordlicht.lead)
    await savePolicy(deps, nordlicht.lead, { basedOn: 0, house: { ...house, sentBy: 'rule' }, exceptions })
    const scene = makeScene(deps, nordlicht)
    await scene.settled()
    const { id } = await scene.promised({ asked: true })
    const state = async () =>
      (await one<State>(
        deps.db.system,
        sql`select coalesce((select h.state from holding_reply h where h.case_id = ${id}), 'none') as state,
          (select count(*)::int from outbox where case_id = ${id} and purpose = 'holding') as mails,
          (select count(*)::int from message m join case_message cm on cm.message_id = m.id where cm.case_id = ${id} and m.nature = 'automatic') as words,
          (select count(*)::int from promise where case_id = ${id} and state = 'open') as open,
          (select count(*)::int from promise where case_id = ${id} and state = 'replaced') as replaced,
          (select count(*)::int from journal where subject_id = ${id} and kind in ('holding.proposed','holding.sent')) as told`,
      ))!
    const ripen = () =>
      sql`update holding_reply set rule_at = now() where case_id = ${id} and state = 'proposed' and rule_at > now()`.execute(
        deps.db.system,
      )
    const folder = mkdtempSync(join(tmpdir(), 'resonanz-kill-'))
    const mark = join(folder, 'killed')
    // Nothing is handed over: the outbox is not worked here.
    const env = { RESONANZ_ROLES: 'web,jobs' }
    const dying = await startProduct({
      databaseUrl: url,
      env: { ...env, RESONANZ_FAIL_POINT: `${point}@${mark}` },
    }).catch(() => null)
    for (let n = 0; n < 600 && !existsSync(mark); n += 1) {
      await ripen()
      await sleep(100)
    }
    await dying?.kill9()
    expect(existsSync(mark)).toBe(true)
    const left = await state()
    expect(left).toMatchObject(
      point === 'holding.sent'
        ? { state: 'sent', mails: 1, words: 1, open: 1, replaced: 1, told: 2 }
        : { state: point === 'holding.proposed' ? 'none' : 'proposed', mails: 0, words: 0, open: 1, replaced: 0 },
    )
    // Two processes at once take up what was left.
    const products = await Promise.all([
      startProduct({ databaseUrl: url, env }),
      startProduct({ databaseUrl: url, env }),
    ])
    for (let n = 0; n < 600 && (await state()).state !== 'sent'; n += 1) {
      await ripen()
      await sleep(100)
    }
    await sleep(500)
    await Promise.all(products.map((product) => product.stop()))
    expect(await state()).toEqual({ state: 'sent', mails: 1, words: 1, open: 1, replaced: 1, told: 2 })
    rmSync(folder, { recursive: true, force: true })
    await deps.db.close()
  },
)
