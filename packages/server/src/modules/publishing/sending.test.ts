import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import type { Outgoing, SendOutcome } from '@resonanz/channels'
import { ConnectorError } from '@resonanz/channels'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { resolvePost } from './decide-post.ts'
import { pausePosts, resumePosts } from './pause.ts'
import { planPost } from './plan-post.ts'
import { markLate } from './mark-late.ts'
import { sendNextPost, settleAbandonedPosts } from './send-posts.ts'
import { makeScene } from '../../../../../tests/post-scene.ts'
import { createPost } from './write-post.ts'

let url: string
let deps: Deps
let cast: Cast
let scene: Awaited<ReturnType<typeof makeScene>>
beforeAll(async () => {
  url = (await testDatabase()).url
  deps = testDeps(url)
  cast = await makeCast(deps)
  scene = await makeScene(deps, cast.nordlicht)
})
afterAll(() => deps.db.close())

/** The network: keeps what it was given, answers as told. */
function network(answer: (outgoing: Outgoing) => SendOutcome | Promise<SendOutcome>) {
  const sent: Outgoing[] = []
  const sender = {
    async send(_presenceId: string, outgoing: Outgoing): Promise<SendOutcome> {
      sent.push(outgoing)
      return answer(outgoing)
    },
    lookup: async () => 'unknown' as const,
  }
  return { sent, deps: { ...deps, sender, processName: 'here' } }
}
async function planned(text = 'Wir haben wieder offen.', targets = scene.content().targets) {
  const { lead } = cast.nordlicht
  const draft = await createPost(deps, lead, scene.content({ text, targets }))
  await planPost(deps, lead, draft.id, { version: 1, overrides: [] })
  return draft.id
}
const takes = (): SendOutcome => ({ state: 'handed_over', providerId: `post-${deps.newId()}` })

test('one post on two presences leaves once each, in its own words, and is a conversation others can answer in', async () => {
  const [here, there] = scene.presences
  const fileId = deps.newId()
  const w = cast.nordlicht.workspaceId
  await sql`insert into file (workspace_id, id, name, type, size, bytes) values (${w}, ${fileId}, 'hafen.png', 'image/png', 3, ${Buffer.from('png')})`.execute(
    deps.db.system,
  )
  const { lead } = cast.nordlicht
  const isTaken = (await planTry()).ok
  async function planTry() {
    const content = scene.content({
      text: 'Für alle.',
      targets: [
        { presenceId: here, text: null },
        { presenceId: there, text: 'Für die dort.' },
      ],
      media: [{ fileId, alt: 'Der Hafen am Morgen' }],
    })
    const draft = await createPost(deps, lead, content)
    return planPost(deps, lead, draft.id, { version: 1, overrides: [] }).then(
      () => ({ ok: true, id: draft.id }),
      () => ({ ok: false, id: draft.id }),
    )
  }
  expect(isTaken).toBe(true)
  const [{ id } = { id: '' }] = await rows<{ id: string }>(
    deps.db.system,
    sql`select id from planned_post where text = 'Für alle.'`,
  )
  const net = network(takes)
  expect(await sendNextPost(net.deps)).toBe(false)
  await scene.due(id)
  while (await sendNextPost(net.deps));
  expect(net.sent.map(({ text }) => text).toSorted()).toEqual(['Für alle.', 'Für die dort.'])
  expect(net.sent[0]).toMatchObject({
    target: { kind: 'post' },
    attachments: [{ name: 'hafen.png', alt: 'Der Hafen am Morgen' }],
  })
  expect(new Set(net.sent.map(({ clientToken }) => clientToken)).size).toBe(2)
  const post = await scene.read(id)
  expect(post.state).toBe('sent')
  for (const target of post.targets) {
    const [kept] = await rows(
      deps.db.system,
      sql`select m.direction, m.external_id, t.external_key, t.case_id from message m join thread t on t.id = m.thread_id where t.id = ${target.threadId}`,
    )
    expect(kept).toEqual({
      direction: 'out',
      external_id: target.providerId,
      external_key: target.providerId,
      case_id: null,
    })
  }
  expect((await scene.kinds(id)).filter((kind) => kind === 'post.sent')).toHaveLength(2)
})

test('many workers at once: each post leaves once', async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, (_, n) => planned(`Beitrag ${n}`)))
  await Promise.all(ids.map((id) => scene.due(id)))
  const net = network(takes)
  const work = async (name: string) => {
    for (let idle = 0; idle < 5; ) idle = (await sendNextPost({ ...net.deps, processName: name })) ? 0 : idle + 1
  }
  await Promise.all(['a', 'b', 'c', 'd'].map(work))
  expect(net.sent.map(({ text }) => text).toSorted()).toEqual(ids.map((_, n) => `Beitrag ${n}`).toSorted())
})

test('refused for now it is tried again with the same token; for good it is for a person, and so is what nobody knows', async () => {
  const id = await planned('Zweimal angeklopft.')
  await scene.due(id)
  let tries = 0
  const net = network(() => {
    tries += 1
    if (tries === 1) throw new ConnectorError('transient', 'unreachable')
    return tries === 2
      ? { state: 'failed', code: 'refused', detail: 'no' }
      : { state: 'unclear', code: 'connection-lost' }
  })
  await sendNextPost(net.deps)
  expect((await scene.read(id)).targets[0]).toMatchObject({ state: 'open', errorCode: 'unreachable' })
  expect(await sendNextPost(net.deps)).toBe(false)
  await sql`update planned_post_target set next_at = now() where post_id = ${id}`.execute(deps.db.system)
  await sendNextPost(net.deps)
  const failed = await scene.read(id)
  expect(failed).toMatchObject({ state: 'failed', allowed: ['change', 'withdraw', 'resolve'] })
  const { lead } = cast.nordlicht
  const targetId = failed.targets[0]!.id
  await resolvePost(deps, lead, id, { targetId, decision: 'send_now', reason: '' })
  await sendNextPost(net.deps)
  expect((await scene.read(id)).state).toBe('unclear')
  expect(new Set(net.sent.map(({ clientToken }) => clientToken)).size).toBe(1)
  await expect(
    resolvePost(deps, lead, id, { targetId: deps.newId(), decision: 'discard', reason: '' }),
  ).rejects.toMatchObject({ code: 'not-found' })
  expect(await resolvePost(deps, lead, id, { targetId, decision: 'was_sent', reason: 'steht dort' })).toMatchObject({
    state: 'sent',
  })
  expect(await scene.kinds(id)).toEqual([
    'post.created',
    'post.handed-in',
    'post.failed',
    'post.resolved',
    'post.unclear',
    'post.resolved',
  ])
})

test('the server was away: what is late asks, once, and leaves only when somebody says so', async () => {
  const id = await planned('Kommt zu spät.')
  await scene.due(id, 40)
  const net = network(takes)
  expect(await sendNextPost(net.deps)).toBe(false)
  expect(await markLate(deps)).toBe(1)
  expect(await markLate(deps)).toBe(0)
  const late = await scene.read(id)
  expect(late.state).toBe('late')
  expect(net.sent).toEqual([])
  await resolvePost(deps, cast.nordlicht.lead, id, { targetId: late.targets[0]!.id, decision: 'send_now', reason: '' })
  expect(await markLate(deps)).toBe(0)
  await sendNextPost(net.deps)
  expect((await scene.read(id)).state).toBe('sent')
})

test('stopped in a crisis nothing leaves; lifted nothing bursts out', async () => {
  const { lead } = cast.nordlicht
  const [due, released] = [await planned('Während der Krise fällig.'), await planned('Schon freigegeben.')]
  await scene.due(released, 40)
  await markLate(deps)
  const target = (await scene.read(released)).targets[0]!.id
  await resolvePost(deps, lead, released, { targetId: target, decision: 'send_now', reason: '' })
  await pausePosts(deps, lead, { reason: 'Brand im Lager', incidentId: null })
  await scene.due(due)
  const net = network(takes)
  expect(await sendNextPost(net.deps)).toBe(false)
  expect(await markLate(deps)).toBe(0)
  await resumePosts(deps, lead, 'Lage geklärt')
  expect(await sendNextPost(net.deps)).toBe(false)
  expect([(await scene.read(due)).state, (await scene.read(released)).state]).toEqual(['late', 'late'])
  expect(net.sent).toEqual([])
  expect((await scene.kinds(due)).at(-1)).toBe('post.late')
})

test('a rule that came since it was planned holds it back', async () => {
  const id = await planned('Unser Wunderkleber hält ewig.')
  const rule = {
    id: 'own.wunder',
    enabled: true,
    level: 'stop',
    phrases: ['wunderkleber'],
    reason: 'Abgemahnt.',
    suggestion: null,
    channels: [],
    audience: 'any',
  }
  const { workspaceId: w, lead } = cast.nordlicht
  await sql`insert into guideline_version (workspace_id, version, rules, note, by_member) values (${w}, 1, ${JSON.stringify([rule])}::jsonb, '', ${lead.memberId})`.execute(
    deps.db.system,
  )
  await scene.due(id)
  const net = network(takes)
  await sendNextPost(net.deps)
  expect(net.sent).toEqual([])
  expect(await scene.read(id)).toMatchObject({ state: 'failed', targets: [{ errorCode: 'guideline' }] })
})

test('killed anywhere between: it left at most once, and what nobody knows is asked at the network or a person', {
  timeout: 180_000,
}, async () => {
  const got: string[] = []
  const server = createServer((request, response) => {
    got.push(new URL(request.url!, 'http://x').searchParams.get('token')!)
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const worker = new URL('../../../../../tests/crash/post-worker.ts', import.meta.url).pathname
  for (const [point, answer, state, count] of [
    ['post.claimed', 'absent', 'unclear', 0],
    ['post.sent', 'found', 'sent', 1],
    ['post.sent', 'unknown', 'unclear', 1],
  ] as const) {
    got.length = 0
    const id = await planned(`Abgestürzt bei ${point} ${answer}`)
    await scene.due(id)
    const env = { ...process.env, CRASH_URL: url, CRASH_NETWORK: address, RESONANZ_FAIL_POINT: point }
    const killed = await promisify(execFile)(process.execPath, [worker], { env }).catch((error) => error)
    expect(killed.signal).toBe('SIGKILL')
    await sql`update planned_post_target set lease_until = now() - interval '1 second' where state = 'sending'`.execute(
      deps.db.system,
    )
    const next = network(takes)
    const survivor = { ...next.deps, sender: { ...next.deps.sender, lookup: async () => answer } }
    while (await settleAbandonedPosts(survivor));
    while (await sendNextPost(survivor));
    expect([(await scene.read(id)).state, got.length, next.sent.length], `${point} ${answer}`).toEqual([
      state,
      count,
      0,
    ])
  }
  server.close()
})
