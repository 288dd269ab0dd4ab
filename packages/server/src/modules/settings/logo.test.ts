import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { serverOf } from '../../../../../tests/server.ts'
import { signedIn } from '../../../../../tests/session.ts'
import type { Actor, Deps } from '#platform/deps'
import { mountLogo, settingsBindings, settingsOf } from './index.ts'
import { pictureOf } from './picture-size.ts'

let deps: Deps
let app: FastifyInstance
let cast: Cast
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  app = await serverOf(deps, settingsBindings(deps))
  mountLogo(app, deps)
})
afterAll(async () => {
  await app.close()
  await deps.db.close()
})

/** The head of a PNG, which is what is looked at. */
function png(width: number, height: number, more = 0): Buffer {
  const bytes = Buffer.alloc(40 + more)
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(bytes)
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}
async function upload(actor: Actor, bytes: Buffer, name = 'logo.png', type = 'image/png') {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)], { type }), name)
  const body = new Response(form)
  return app.inject({
    method: 'POST',
    url: '/api/v1/settings/logo',
    headers: { cookie: await signedIn(deps, actor), 'content-type': body.headers.get('content-type')! },
    payload: Buffer.from(await body.arrayBuffer()),
  })
}

test('what bytes are and how large they draw, whatever they are called', () => {
  expect(pictureOf(png(300, 80))).toEqual({ type: 'image/png', width: 300, height: 80 })
  const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0001108003c00c803012200021101031101', 'hex')
  expect(pictureOf(jpeg)).toEqual({ type: 'image/jpeg', width: 200, height: 60 })
  const webp = Buffer.alloc(40)
  webp.write('RIFF\0\0\0\0WEBPVP8X', 'latin1')
  webp.writeUIntLE(119, 24, 3)
  webp.writeUIntLE(39, 27, 3)
  expect(pictureOf(webp)).toEqual({ type: 'image/webp', width: 120, height: 40 })
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  for (const none of [
    '',
    'GIF89a',
    svg,
    '\u00ff\u00d8\u00ff',
    `<!doctype html>${'x'.repeat(60)}`,
    `RIFF\0\0\0\0WEBP${'x'.repeat(40)}`,
  ])
    expect(pictureOf(Buffer.from(none, 'latin1'))).toBeNull()
  expect(pictureOf(png(0, 10))).toBeNull()
})

test('a logo counts at once, under a new address each time, as a picture and nothing else; who may not, cannot', async () => {
  const { admin, lead, workspaceId } = cast.nordlicht
  expect((await upload(lead, png(300, 80))).statusCode).toBe(403)
  const first = (await upload(admin, png(300, 80))).json().logo
  expect(first).toMatchObject({ width: 300, height: 80 })
  const { path } = (await settingsOf(deps, workspaceId)).logo!
  expect(path).toBe(first.path)
  expect((await settingsOf(deps, cast.suedwind.workspaceId)).logo).toBeNull()
  const seen = await app.inject({ url: path })
  expect(seen.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' })
  expect(seen.headers['content-security-policy']).toContain('sandbox')
  expect(seen.headers['cross-origin-resource-policy']).toBe('cross-origin')
  expect((await upload(admin, Buffer.from('<svg onload="alert(1)"/>'), 'logo.png')).statusCode).toBe(400)
  expect((await upload(admin, png(300, 80, 300 * 1024))).statusCode).toBe(413)
  expect((await upload(admin, png(5_000, 80))).statusCode).toBe(413)
  expect((await settingsOf(deps, workspaceId)).logo?.path).toBe(path)
  const second = (await upload(admin, png(64, 64))).json().logo
  expect(second.path).not.toBe(path)
  expect((await app.inject({ url: path })).statusCode).toBe(404)
  const headers = { cookie: await signedIn(deps, admin) }
  const gone = await app.inject({ method: 'DELETE', url: '/api/v1/settings/logo', headers })
  expect(gone.json().logo).toBeNull()
  expect((await app.inject({ url: second.path })).statusCode).toBe(404)
})
