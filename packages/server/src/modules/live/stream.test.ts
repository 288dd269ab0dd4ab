import { afterAll, beforeAll, expect, test } from 'vitest'
import { organisationBindings } from '#organisation'
import type { Actor, Deps } from '#platform/deps'
import { append } from '#platform/journal'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { serverOf } from '../../../../../tests/server.ts'
import { signedIn } from '../../../../../tests/session.ts'
import { type Hub, liveBindings, makeHub } from './index.ts'

let deps: Deps
let hub: Hub
let url: string
let cast: Cast
let close: () => Promise<void>

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  hub = await makeHub(deps)
  const app = await serverOf(deps, [...liveBindings(deps, hub), ...organisationBindings(deps)])
  url = await app.listen({ port: 0, host: '127.0.0.1' })
  close = async () => {
    app.server.closeAllConnections()
    await app.close()
    await hub.loop.stop()
    await deps.db.close()
  }
})
afterAll(() => close())

/** Opens the stream and gives its text so far; `ended` resolves when the server ends it. */
async function open(cookie: string, after?: string) {
  const response = await fetch(`${url}/api/v1/live${after ? `?after=${after}` : ''}`, { headers: { cookie } })
  const stream = { status: response.status, text: '', ended: Promise.resolve() }
  const reader = response.body!.getReader()
  stream.ended = (async () => {
    for (;;) {
      const { value, done } = await reader.read().catch(() => ({ value: undefined, done: true }))
      if (done) return
      stream.text += Buffer.from(value ?? []).toString()
    }
  })()
  return stream
}
async function until(condition: () => boolean) {
  for (let waited = 0; waited < 60_000 && !condition(); waited += 20)
    await new Promise((resolve) => setTimeout(resolve, 20))
  expect(condition()).toBe(true)
}
async function change(by: Actor, member: Actor, body: object) {
  const headers = { cookie: await signedIn(deps, by), 'content-type': 'application/json' }
  const response = await fetch(`${url}/api/v1/members/${member.memberId}`, {
    method: 'PATCH',
    headers,
    body: JSON.stringify(body),
  })
  expect(response.status).toBe(200)
  hub.loop.wake()
}

test("a deactivated member's open stream ends at once, a colleague's goes on", async () => {
  const { owner, agent, lead } = cast.nordlicht
  const streams = await Promise.all([agent, lead].map(async (one) => open(await signedIn(deps, one))))
  await change(owner, agent, { active: false })
  await streams[0]!.ended
  const caseId = deps.newId()
  const entry = {
    subject: { kind: 'case', id: caseId },
    actor: { kind: 'job', id: null },
    kind: 'case.title',
    data: {},
  } as const
  for (const { workspaceId } of [cast.nordlicht, cast.suedwind])
    await append(deps.db.system, [{ ...entry, workspaceId }])
  hub.loop.wake()
  await until(() => streams[1]!.text.includes(caseId))
  expect(streams[0]!.text).not.toContain(caseId)
  expect(streams[1]!.text.match(/"type":"case"/g)).toHaveLength(1)
})

test('another role ends the stream, so that the browser comes back with it', async () => {
  const { owner, lead } = cast.suedwind
  const cookie = await signedIn(deps, lead)
  const stream = await open(cookie)
  await change(owner, lead, { role: 'reader' })
  await stream.ended
  expect(stream.text).toContain('rights-changed')
  expect((await open(cookie)).status).toBe(200)
})

test('an incident and an answer to many are told by their ids', async () => {
  const { lead, workspaceId } = cast.nordlicht
  const stream = await open(await signedIn(deps, lead))
  const [incidentId, manyAnswerId] = [deps.newId(), deps.newId()]
  const common = {
    workspaceId,
    subject: { kind: 'workspace', id: workspaceId },
    actor: { kind: 'job', id: null },
  } as const
  await append(deps.db.system, [
    { ...common, kind: 'incident.changed', data: { incidentId, number: 1, state: 'working' } },
    { ...common, kind: 'many-answer.changed', data: { manyAnswerId, what: 'done', cases: 3 } },
  ])
  hub.loop.wake()
  await until(() => stream.text.includes(manyAnswerId))
  expect(stream.text).toContain(`"type":"incident","incidentId":"${incidentId}"`)
})

test('what happens between saying who one is and the open stream is told', async () => {
  const { lead, workspaceId } = cast.nordlicht
  const cookie = await signedIn(deps, lead)
  const me = (await (await fetch(`${url}/api/v1/me`, { headers: { cookie } })).json()) as { liveFrom: string }
  const [seen, later] = [await open(cookie), deps.newId()]
  await append(deps.db.system, [
    {
      workspaceId,
      subject: { kind: 'case', id: later },
      actor: { kind: 'job', id: null },
      kind: 'case.title',
      data: {},
    },
  ])
  hub.loop.wake()
  await until(() => seen.text.includes(later))
  const stream = await open(cookie, me.liveFrom)
  await until(() => stream.text.includes(later))
  expect(stream.text.match(new RegExp(later, 'g'))).toHaveLength(1)
})

test('without a session there is no stream', async () => {
  expect((await open('')).status).toBe(401)
})
