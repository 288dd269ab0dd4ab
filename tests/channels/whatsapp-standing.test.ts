import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectorOf } from '@resonanz/channels'
import { notifyOnce } from '../../packages/server/src/modules/notifications/notify.ts'
import { readOverview } from '../../packages/server/src/modules/presences/health-overview.ts'
import { askStandingAgain, readStandings } from '../../packages/server/src/modules/presences/read-standing.ts'
import { one, rows, run } from '../../packages/server/src/platform/db/database.ts'
import { readUp } from '../journal.ts'
import { type MetaScene, startMetaScene } from './meta-scene.ts'

let scene: MetaScene

beforeAll(async () => {
  scene = await startMetaScene()
})
afterAll(() => scene.close())

describe('how WhatsApp sees our numbers', () => {
  const ourBusiness = '102290000000077'
  const [hub, rated] = ['106540000000070', '106540000000071']
  const tells = (field: string, id = ourBusiness) => ({
    object: 'whatsapp_business_account',
    entry: [{ id, time: 1_790_000_000, changes: [{ field, value: { event: 'FLAGGED', current_limit: 'TIER_1K' } }] }],
  })
  const health = async (id: string) =>
    (await readOverview(scene.deps, scene.cast.nordlicht.admin)).items.find((item) => item.id === id)!
  const codes = async (id: string) => (await health(id)).issues.map(({ code }) => code)
  const told = async (id: string) => {
    const entries = await rows<{ data: { codes: string[] } }>(
      scene.deps.db.system,
      sql`select data from journal where subject_id = ${id} and kind = 'presence.standing-lowered' order by seq`,
    )
    return entries.map(({ data }) => data.codes)
  }

  test('is asked a few times a day and once Meta tells of a change; what got worse is told, and until it is mended', async () => {
    const { deps, stub, push, connect } = scene
    const called = await connect('whatsapp', { phoneNumberId: hub, businessAccountId: '102290000000078' })
    const seen = await connect('whatsapp', { phoneNumberId: rated, businessAccountId: ourBusiness })
    const answers = (quality_rating: string, tier: string, status = 'CONNECTED') => {
      stub.answers[rated] = { quality_rating, status, whatsapp_business_manager_messaging_limit: tier }
    }
    const ask = () => readStandings(deps, { connectorOf })
    answers('GREEN', 'TIER_10K')
    expect(await ask()).toBeGreaterThanOrEqual(2)
    expect(await ask()).toBe(0)
    expect(await health(seen.id)).toMatchObject({
      standing: { quality: 'good', peoplePerDay: 10_000, isUnlimited: false, isRestricted: false },
      issues: [],
    })
    answers('RED', 'TIER_1K', 'RESTRICTED')
    // By the address of another number of the app: it names the business account only, and is no stranger's word.
    expect(await push(called, tells('phone_number_quality_update'))).toBe(200)
    const item = await one<{ presence_id: string; state: string }>(
      deps.db.system,
      sql`select presence_id, state from inlet_item where convert_from(raw, 'UTF8') like ${`%${ourBusiness}%`}`,
    )
    expect(item).toMatchObject({ presence_id: seen.id })
    expect(item!.state).not.toBe('quarantined')
    expect(await ask()).toBeGreaterThanOrEqual(1)
    expect(await codes(seen.id)).toEqual(['restricted', 'quality-bad', 'limit-lowered'])
    answers('YELLOW', 'TIER_2K')
    await push(called, tells('account_update'))
    await ask()
    expect(await codes(seen.id)).toEqual(['quality-low', 'limit-lowered'])
    answers('GREEN', 'TIER_10K')
    await push(called, tells('account_alerts'))
    await ask()
    expect(await codes(seen.id)).toEqual([])
    // What got better, and what stayed bad, is nobody's news.
    expect(await told(seen.id)).toEqual([['restricted', 'quality-bad', 'limit-lowered']])
  })

  test('what got worse comes to those who lead, once each time it does', async () => {
    const { deps, stub, connect } = scene
    const number = '106540000000073'
    const seen = await connect('whatsapp', { phoneNumberId: number, businessAccountId: '102290000000080' })
    await run(deps.db.system, sql`update presence set paused = true where id <> ${seen.id}`)
    const { admin } = scene.cast.nordlicht
    const notices = async () => {
      await readUp(deps, 'notifications', () => notifyOnce(deps))
      return (
        await rows<{ member_id: string }>(
          deps.db.system,
          sql`select n.member_id from notification n join journal j on j.seq = n.journal_seq where j.subject_id = ${seen.id} and n.kind = 'channel_lowered' and n.member_id = ${admin.memberId}`,
        )
      ).length
    }
    await notifyOnce(deps)
    const reads = async (quality_rating: string, tier: string) => {
      stub.answers[number] = { quality_rating, status: 'CONNECTED', whatsapp_business_manager_messaging_limit: tier }
      await run(deps.db.system, sql`update presence set cursor = cursor - 'standingDueAt' where id = ${seen.id}`)
      await readStandings(deps, { connectorOf })
      return [await notices(), (await told(seen.id)).at(-1)]
    }
    expect(await reads('YELLOW', 'TIER_10K')).toEqual([1, ['quality-low']])
    expect(await reads('YELLOW', 'TIER_10K')).toEqual([1, ['quality-low']])
    expect(await reads('RED', 'TIER_10K')).toEqual([2, ['quality-bad']])
    expect(await reads('YELLOW', 'TIER_2K')).toEqual([3, ['limit-lowered']])
    expect(await reads('YELLOW', 'TIER_1K')).toEqual([4, ['limit-lowered']])
    expect(await reads('GREEN', 'TIER_10K')).toEqual([4, ['limit-lowered']])
    expect(await reads('RED', 'TIER_10K')).toEqual([5, ['quality-bad']])
  })

  test('told of a change while it is asked: asked once more, and what two heard at once is told once', async () => {
    const { deps, stub, connect } = scene
    const number = '106540000000074'
    const seen = await connect('whatsapp', { phoneNumberId: number, businessAccountId: '102290000000081' })
    await run(deps.db.system, sql`update presence set paused = true where id <> ${seen.id}`)
    const answer = { quality_rating: 'GREEN', status: 'CONNECTED' }
    stub.answers[number] = answer
    await readStandings(deps, { connectorOf })
    answer.quality_rating = 'RED'
    let others = 0
    const meanwhile: typeof connectorOf = (kind) => {
      const connector = connectorOf(kind)
      const read: NonNullable<typeof connector.standing>['read'] = async (context) => {
        const heard = await connector.standing!.read(context)
        await askStandingAgain(deps.db.system, { workspace_id: scene.cast.nordlicht.workspaceId, kind: 'whatsapp' })
        others += await readStandings(deps, { connectorOf })
        await askStandingAgain(deps.db.system, { workspace_id: scene.cast.nordlicht.workspaceId, kind: 'whatsapp' })
        return heard
      }
      return { ...connector, ...(connector.standing ? { standing: { ...connector.standing, read } } : {}) }
    }
    await askStandingAgain(deps.db.system, { workspace_id: scene.cast.nordlicht.workspaceId, kind: 'whatsapp' })
    expect(await readStandings(deps, { connectorOf: meanwhile })).toBe(1)
    expect(others).toBe(1)
    expect(await told(seen.id)).toEqual([['quality-bad']])
    expect(await readStandings(deps, { connectorOf })).toBe(1)
    expect(await readStandings(deps, { connectorOf })).toBe(0)
  })

  test('of a business account that is connected nowhere nothing is kept but that it is called; a token that ended is told', async () => {
    const { deps, push, connect, stub } = scene
    const place = await connect('whatsapp', { phoneNumberId: '106540000000072', businessAccountId: '102290000000079' })
    await push(place, tells('account_update', '102290000000099'))
    const kept = await rows<{ raw: string }>(
      deps.db.system,
      sql`select convert_from(raw, 'UTF8') as raw from inlet_item where presence_id = ${place.id}`,
    )
    expect(kept).toEqual([{ raw: JSON.stringify({ stranger: '102290000000099' }) }])
    await run(deps.db.system, sql`update presence set paused = true where id <> ${place.id}`)
    stub.refuse(/106540000000072/, 401, { code: 190 })
    await readStandings(deps, { connectorOf })
    expect(await codes(place.id)).toContain('sign-in')
  })
})
