import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stubSecrets } from '../../packages/channels/src/meta/testing/graph-stub.ts'
import { rows, run } from '../../packages/server/src/platform/db/database.ts'
import { business, type MetaScene, number, page, startMetaScene, whatsAppEntry } from './meta-scene.ts'

let scene: MetaScene

beforeAll(async () => {
  scene = await startMetaScene()
})
afterAll(() => scene.close())

const theirs = '106540000000002'
const foreign = '106540000000003'
const nobodys = '106540000000004'

const wordFor = (id: string, phoneNumberId: string) =>
  whatsAppEntry(
    {
      contacts: [{ wa_id: '4943155588' }],
      messages: [{ from: '4943155588', id, timestamp: '1790000000', type: 'text', text: { body: `Worte ${id}` } }],
    },
    phoneNumberId,
  )
const stood = () =>
  rows<{ workspace_id: string; presence_id: string; external_id: string }>(
    scene.deps.db.system,
    sql`select workspace_id, presence_id, external_id from message order by external_id`,
  )
const quarantined = () =>
  rows<{ presence_id: string; code: string; raw: string; reason: string }>(
    scene.deps.db.system,
    sql`select presence_id, code, reason, convert_from(raw, 'UTF8') as raw from inlet_item where state = 'quarantined' order by id`,
  )

describe('one address of an app for the numbers of two workspaces', () => {
  test('each word goes to its own presence, with the same secret only; of a stranger’s one word is told', async () => {
    const { nordlicht, suedwind } = scene.cast
    const called = await scene.connect('whatsapp', { phoneNumberId: number, businessAccountId: business })
    const other = await scene.connect(
      'whatsapp',
      { phoneNumberId: theirs, businessAccountId: business },
      stubSecrets,
      suedwind.owner,
    )
    // The same number claimed later by others, and a number of another app.
    await scene.connect('whatsapp', { phoneNumberId: number, businessAccountId: business }, stubSecrets, suedwind.owner)
    const otherApp = { ...stubSecrets, appSecret: 'another-app-of-ours' }
    await scene.connect('whatsapp', { phoneNumberId: foreign, businessAccountId: business }, otherApp, suedwind.owner)
    const body = (n: number) => ({
      object: 'whatsapp_business_account',
      entry: [
        wordFor(`wamid.own${n}`, number),
        wordFor(`wamid.theirs${n}`, theirs),
        wordFor(`wamid.foreign${n}`, foreign),
        wordFor(`wamid.nobodys${n}`, nobodys),
        wordFor(`wamid.nobodys${n}b`, nobodys),
      ],
    })
    for (const n of [1, 2, 1]) expect(await scene.push(called, body(n))).toBe(200)
    const ours = { workspace_id: nordlicht.workspaceId, presence_id: called.id }
    const their = { workspace_id: suedwind.workspaceId, presence_id: other.id }
    expect(await stood()).toEqual([
      { ...ours, external_id: 'wamid.own1' },
      { ...ours, external_id: 'wamid.own2' },
      { ...their, external_id: 'wamid.theirs1' },
      { ...their, external_id: 'wamid.theirs2' },
    ])
    const told = await quarantined()
    expect(told.map(({ presence_id, code, raw }) => ({ presence_id, code, raw }))).toEqual(
      [foreign, nobodys].map((stranger) => ({
        presence_id: called.id,
        code: 'other-account',
        raw: JSON.stringify({ stranger }),
      })),
    )
    expect(told[0]!.reason).toContain(foreign)
    // Each workspace sees its own by its own connection, and nothing of the other's.
    for (const [company, count] of [
      [nordlicht, 4],
      [suedwind, 2],
    ] as const) {
      const seen = await rows<{ workspace_id: string }>(
        scene.deps.db.of(company.workspaceId),
        sql`select workspace_id from inlet_item`,
      )
      expect(seen).toHaveLength(count)
      expect(new Set(seen.map((row) => row.workspace_id))).toEqual(new Set([company.workspaceId]))
    }
  })

  test('of two that claim an account neither was called for, one has it: whose token opened it, not who asks for it', async () => {
    const { suedwind, nordlicht } = scene.cast
    const hub = await scene.connect('facebook', { pageId: page })
    const claimed = { pageId: '104000000000009' }
    await scene.connect('facebook', claimed, stubSecrets, nordlicht.admin)
    const opened = await scene.connect('facebook', claimed, stubSecrets, suedwind.owner)
    await run(scene.deps.db.system, sql`update presence set last_success_at = null where kind = 'facebook'`)
    await run(scene.deps.db.system, sql`update presence set last_success_at = now() where id = ${opened.id}`)
    const push = (mid: string) =>
      scene.push(hub, {
        object: 'page',
        entry: [
          {
            id: claimed.pageId,
            time: 1_790_000_000_000,
            messaging: [{ sender: { id: '6001' }, recipient: { id: claimed.pageId }, message: { mid, text: 'Hallo' } }],
          },
        ],
      })
    await push('m_1')
    // A colleague's own presence of the account called comes before any other workspace's.
    expect((await stood()).find(({ external_id: id }) => id === 'm_1')).toMatchObject({
      workspace_id: nordlicht.workspaceId,
    })
    await run(
      scene.deps.db.system,
      sql`update presence set archived_at = now() where kind = 'facebook' and workspace_id = ${nordlicht.workspaceId} and id <> ${hub.id}`,
    )
    await push('m_2')
    expect((await stood()).find(({ external_id: id }) => id === 'm_2')).toMatchObject({ presence_id: opened.id })
  })
})
