import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeEgress } from './egress.ts'
import { remoteFile } from './remote-file.ts'

const answers: Record<string, [status: number, body: string | Buffer, headers?: Record<string, string>]> = {
  '/rad.png': [200, 'bytes', { 'content-type': 'image/png; charset=binary' }],
  '/moved': [302, '', { location: '/rad.png' }],
  '/huge': [200, Buffer.alloc(26 * 1024 * 1024)],
  '/down': [503, ''],
}
const server = createServer((request, response) => {
  const [status, body, headers] = answers[request.url ?? ''] ?? [404, '']
  response.writeHead(status, headers).end(body)
})
let root = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

const take = (path: string | undefined) =>
  remoteFile(
    { egress: makeEgress({ allow: [new URL(root).host] }), signal: AbortSignal.timeout(20_000) },
    path === undefined ? {} : { url: path.startsWith('/') ? root + path : path },
  )

test('bytes with the name and type they have where they lie, also behind a redirect', async () => {
  expect(await take('/rad.png')).toEqual({ name: 'rad.png', type: 'image/png', content: Buffer.from('bytes') })
  expect((await take('/moved')).content.toString()).toBe('bytes')
})

test.each([
  ['/gone', 'permanent', 'gone'],
  ['/huge', 'permanent', 'too-large'],
  ['/down', 'transient', 'server-error'],
  ['http://127.0.0.1:1/x.png', 'permanent', 'host-not-allowed'],
  [undefined, 'permanent', 'bad-address'],
])('%s: %s, %s', async (path, kind, code) => {
  await expect(take(path)).rejects.toMatchObject({ kind, code })
})
