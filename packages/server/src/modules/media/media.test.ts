import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type AnyConnector, ConnectorError, connectorOf } from '@resonanz/channels'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { inTransaction, rows, run } from '#platform/db/database'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { fetchDue, type MediaDeps } from './fetch-due.ts'
import { keptMedia } from './store.ts'
import { listedAttachments, queueMedia } from './queue-media.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

let deps: MediaDeps
let cast: Cast
let network: Server
let base: string
let asked: string[] = []
let answer: (path: string) => { status: number; type?: string; body?: Buffer | string } = () => ({ status: 404 })

beforeAll(async () => {
  network = createServer((request, response) => {
    asked.push(request.url!)
    const { status, type, body } = answer(request.url!)
    response.writeHead(status, type ? { 'content-type': type } : {}).end(body ?? '')
  })
  await new Promise<void>((resolve) => network.listen(0, '127.0.0.1', resolve))
  const { port } = network.address() as AddressInfo
  base = `http://127.0.0.1:${port}`
  const env = { RESONANZ_EGRESS_ALLOW: `127.0.0.1:${port}` }
  deps = { ...testDeps((await testDatabase()).url, env), processName: 'test' }
  cast = await makeCast(deps)
  const settings = {
    address: 'service@nordlicht.example',
    imap: { host: 'x.example', user: 'x' },
    smtp: { host: 'x.example', user: 'x' },
  }
  await sql`update presence set settings = ${JSON.stringify(settings)}::jsonb`.execute(deps.db.system)
})
afterAll(async () => {
  network.close()
  await deps.db.close()
})
beforeEach(async () => {
  asked = []
  await run(deps.db.system, sql`delete from message_media`)
})

/** A message with files at the network, in the way the intake stores it. */
async function aMessage(remotes: { url?: string; ref?: string }[], name = ''): Promise<string> {
  const { workspaceId, presenceId } = cast.nordlicht
  const attachments = remotes.map((remote, index) => ({
    index,
    name,
    type: 'image/jpeg',
    size: 0,
    inline: false,
    remote,
  }))
  const [id, threadId] = [deps.newId(), deps.newId()]
  await inTransaction(deps.db.system, async (tx) => {
    await sql`insert into thread (workspace_id, id, presence_id, channel, external_key, visibility) values (${workspaceId}, ${threadId}, ${presenceId}, 'email', ${threadId}, 'public')`.execute(
      tx,
    )
    await sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, text, attachments, occurred_at)
      values (${workspaceId}, ${id}, ${threadId}, ${presenceId}, 'email', 'in', ${id}, 'Sehen Sie', ${JSON.stringify(listedAttachments(attachments))}::jsonb, now())`.execute(
      tx,
    )
    await queueMedia(tx, workspaceId, [{ id, item: { presence_id: presenceId }, event: { attachments } }])
  })
  return id
}
const fetchAll = async (connector: typeof connectorOf = connectorOf) => {
  while (await fetchDue(deps, { connectorOf: connector, pauseSeconds: () => 0 }));
}
const listed = async (id: string) =>
  (
    await rows(
      deps.db.system,
      sql<{ attachments: Record<string, unknown>[] }>`select attachments from message where id = ${id}`,
    )
  )[0]!.attachments
const kept = (id: string, index = 0) => keptMedia(deps.db.system, cast.nordlicht.workspaceId, id, index)
const withMedia = (media: AnyConnector['media']) => () => ({ ...connectorOf('email'), media: media! })

describe('files that lie at the network', () => {
  test('are fetched by address, named and typed by their bytes; the address is forgotten', async () => {
    answer = () => ({ status: 200, type: 'text/html', body: png })
    const id = await aMessage([{ url: `${base}/bild?sig=1` }, { url: `${base}/anderes` }])
    expect(JSON.stringify(await listed(id))).not.toContain(base)
    expect(await listed(id)).toMatchObject([{ media: 'pending' }, { media: 'pending' }])
    await fetchAll()
    expect(await listed(id)).toMatchObject([
      { media: 'kept', type: 'image/png', size: png.length, name: 'bild.png' },
      { media: 'kept', name: 'anderes.png' },
    ])
    expect(Buffer.compare((await kept(id)).content, png)).toBe(0)
    expect(await rows(deps.db.system, sql`select from message_media where remote <> '{}'`)).toHaveLength(0)
    await expect(keptMedia(deps.db.system, cast.suedwind.workspaceId, id, 0)).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test('a page that calls itself a picture stays what it is', async () => {
    answer = () => ({ status: 200, type: 'image/png', body: '<html><script>alert(1)</script></html>' })
    const id = await aMessage([{ url: `${base}/x` }], 'foto.png')
    await fetchAll()
    expect(await listed(id)).toMatchObject([{ type: 'text/html' }])
  })

  test('waits and tries again while the network is not well', async () => {
    let times = 0
    answer = () => (++times < 3 ? { status: 503 } : { status: 200, body: png })
    const id = await aMessage([{ url: `${base}/spaet` }])
    await fetchAll()
    expect(asked).toHaveLength(3)
    expect(await listed(id)).toMatchObject([{ media: 'kept' }])
  })

  test.each([
    ['gone', () => `${base}/weg`, 'not-found'],
    ['inside our network', () => 'http://10.0.0.1/geheim', 'host-not-allowed'],
    ['no address at all', () => 'IMAGE_URL', 'bad-address'],
  ])('says why when it is hopeless: %s', async (_, url, code) => {
    answer = () => ({ status: 404 })
    const id = await aMessage([{ url: url() }])
    await fetchAll()
    expect(await listed(id)).toMatchObject([{ media: 'failed', code }])
    await expect(kept(id)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('never tries for ever, and never takes more than fits', async () => {
    answer = () => ({ status: 500 })
    const id = await aMessage([{ url: `${base}/nie` }])
    await fetchAll()
    expect(asked).toHaveLength(9)
    expect(await listed(id)).toMatchObject([{ media: 'failed', code: 'server-error' }])
    const large = await aMessage([{ ref: '1' }])
    await fetchAll(withMedia(async () => ({ name: 'x', type: '', content: new Uint8Array(26 * 1024 * 1024) })))
    expect(await listed(large)).toMatchObject([{ media: 'failed', code: 'too-large' }])
  })

  test('the connector fetches by its own reference; what its author took back is not fetched', async () => {
    const refs: unknown[] = []
    const connector = withMedia(async (_, remote) => {
      refs.push(remote)
      if (remote.ref === 'zu') throw new ConnectorError('permanent', 'expired')
      return { name: 'Beleg.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.4 x') }
    })
    const id = await aMessage([{ ref: 'auf' }, { ref: 'zu' }])
    const gone = await aMessage([{ ref: 'zurueck' }])
    await run(deps.db.system, sql`update message set deleted_at = now() where id = ${gone}`)
    await fetchAll(connector)
    expect(refs).toEqual(expect.arrayContaining([{ ref: 'auf' }, { ref: 'zu' }]))
    expect(refs).toHaveLength(2)
    expect(await listed(id)).toMatchObject([
      { media: 'kept', name: 'Beleg.pdf' },
      { media: 'failed', code: 'expired' },
    ])
    expect(await listed(gone)).toMatchObject([{ media: 'failed', code: 'deleted' }])
  })

  test('a process that dies is followed by another, two never keep it twice', async () => {
    let open!: () => void
    const gate = new Promise<void>((resolve) => (open = resolve))
    const slow = withMedia(async () => {
      await gate
      return { name: 'a.png', type: 'image/png', content: png }
    })
    const id = await aMessage([{ ref: '1' }])
    const first = fetchDue(deps, { connectorOf: slow })
    await expect
      .poll(async () => (await rows(deps.db.system, sql`select from message_media where lease_by = 'test'`)).length)
      .toBe(1)
    // Its lease is over; another takes it up and brings it home.
    await run(deps.db.system, sql`update message_media set lease_until = now() - interval '1 second'`)
    const second = withMedia(async () => ({ name: 'b.png', type: 'image/png', content: png }))
    await fetchDue({ ...deps, processName: 'other' }, { connectorOf: second })
    open()
    await first
    expect(await listed(id)).toMatchObject([{ media: 'kept', name: 'b.png' }])
  })

  test('sample data asks nobody', async () => {
    await run(
      deps.db.system,
      sql`update presence set settings = settings || '{"sample":true}' where id = ${cast.nordlicht.presenceId}`,
    )
    const id = await aMessage([{ url: `${base}/probe` }])
    await fetchAll()
    expect(asked).toEqual([])
    expect(await listed(id)).toMatchObject([{ media: 'failed', code: 'sample' }])
  })
})
