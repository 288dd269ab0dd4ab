import { connect, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { processBatch } from '../../packages/server/src/modules/intake/index.ts'
import { limits } from '../../packages/server/src/platform/http/limits.ts'
import { rows } from '../../packages/server/src/platform/db/database.ts'
import {
  business,
  type MetaScene,
  number,
  type Place,
  said,
  signatureOf,
  startMetaScene,
  whatsAppPush,
} from './meta-scene.ts'

let scene: MetaScene
let whatsApp: Place
let port: number

beforeAll(async () => {
  scene = await startMetaScene()
  whatsApp = await scene.connect('whatsapp', { phoneNumberId: number, businessAccountId: business })
  port = Number(new URL(await scene.app.listen({ port: 0, host: '127.0.0.1' })).port)
})
afterAll(() => scene.close())

const hook = (key = whatsApp.publicKey) => `/api/v1/hooks/${key}`
async function post(payload: string | Buffer, headers: Record<string, string> = {}, url = hook()): Promise<number> {
  const signed = { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(payload), ...headers }
  const { statusCode } = await scene.app.inject({ method: 'POST', url, headers: signed, payload })
  while (await processBatch(scene.intake));
  return statusCode
}
const states = () =>
  rows<{ state: string; outcome: string | null; code: string | null }>(
    scene.deps.db.system,
    sql`select state, outcome, code from inlet_item order by id`,
  )

/** Sends a head and as much of a body as given, and nothing more; answers what comes back until the line is cut. */
function talk(head: string[], body: Buffer = Buffer.alloc(0)): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(port, '127.0.0.1', () => {
      socket.write([...head, 'host: a', '', ''].join('\r\n'))
      if (body.length > 0) socket.write(body)
    })
    let answer = ''
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text))
    socket.on('close', () => resolve(answer)).on('error', (error) => (answer === '' ? reject(error) : resolve(answer)))
  })
}

test('nobody is listened to who names an address that is nobody’s, signs nothing, or announces too much', async () => {
  const large = `content-length: ${limits.rawBodyBytes}`
  const signed = `x-hub-signature-256: sha256=${'0'.repeat(64)}`
  expect(await talk([`POST ${hook('AAAAAAAAAAAAAAAA')} HTTP/1.1`, large, signed])).toMatch(/^HTTP\/1.1 404 /)
  expect(await talk([`POST ${hook()} HTTP/1.1`, large])).toMatch(/^HTTP\/1.1 401 /)
  const twice = [signed, signed]
  expect(await talk([`POST ${hook()} HTTP/1.1`, large, ...twice])).toMatch(/^HTTP\/1.1 401 /)
  const tooLarge = `content-length: ${limits.rawBodyBytes + 1}`
  expect(await talk([`POST ${hook()} HTTP/1.1`, tooLarge, signed, 'connection: close'])).toMatch(/^HTTP\/1.1 413 /)
  // Two lengths, a length beside chunks: which body was meant nobody can say.
  const twoLengths = ['content-length: 2', 'content-length: 3', signed]
  expect(await talk([`POST ${hook()} HTTP/1.1`, ...twoLengths])).toMatch(/^HTTP\/1.1 400 /)
  const both = ['content-length: 2', 'transfer-encoding: chunked', signed]
  expect(await talk([`POST ${hook()} HTTP/1.1`, ...both])).toMatch(/^HTTP\/1.1 400 /)
  expect(await states()).toEqual([])
  // A body that comes by drops is cut off, and no line is open without an end.
  expect(scene.app.server.requestTimeout).toBe(limits.requestTimeoutMs)
  expect(scene.app.server.headersTimeout).toBeGreaterThan(0)
})

test.each([
  ['a key of NULs', '/api/v1/hooks/%00%00%00%00%00%00%00%00'],
  ['half a character', '/api/v1/hooks/%ED%A0%80%ED%A0%80%ED%A0%80'],
  ['a path', '/api/v1/hooks/..%2f..%2f..%2fetc'],
  ['words of SQL', "/api/v1/hooks/'%20or%20true%20--%20"],
])('%s opens nothing and breaks nothing', async (_name, url) => {
  const status = await post('{}', {}, url)
  expect([400, 404]).toContain(status)
})

test('the signature is over the bytes as sent: packed ones are kept as they are and never unpacked', async () => {
  const bomb = gzipSync(Buffer.alloc(10 * 1024 * 1024, 0x20))
  expect(await post(bomb, { 'content-encoding': 'gzip' })).toBe(200)
  expect(await states()).toMatchObject([{ state: 'quarantined', code: 'not-json' }])
  const words = JSON.stringify(whatsAppPush(said('wamid.signed', 'Hallo')))
  expect(await post(words, { 'x-hub-signature-256': signatureOf(`${words} `) })).toBe(401)
})

test.each(['text/plain', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16', 'x/y; \u00e4'])(
  'whatever kind it says it is: %s',
  async (type) => {
    const id = `wamid.${type.length}`
    const body = JSON.stringify(whatsAppPush(said(id, 'Hallo')))
    expect(await post(body, { 'content-type': type })).toBe(200)
    expect(await scene.caseOf(id)).toBeDefined()
  },
)

test('names of every object, names twice, depth without end, half characters: taken, told, and no other word is held back', async () => {
  const good = JSON.stringify(whatsAppPush(said('wamid.beside', 'Und ich'))).slice(1, -1)
  const before = (await states()).length
  const entries = good.slice(good.indexOf('"entry":[') + 9, -1)
  const strange = [
    '{"id":"__proto__","changes":[{"field":"__proto__","value":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}]}',
    '{"id":"1","id":"2","changes":[{"field":"a","field":"b","value":{"x":1,"x":2}}]}',
    String.raw`{"id":"a\u0000b\ud800","changes":[{"field":"\ud83d","value":{"id":"\u0000"}}]}`,
    '{"id":["1"],"time":{"a":1},"changes":{"length":1e9}}',
    'null',
    '7',
  ]
  const push = `{"object":"whatsapp_business_account","entry":[${[...strange, entries].join(',')}]}`
  expect(await post(push)).toBe(200)
  expect(await scene.caseOf('wamid.beside')).toBeDefined()
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  const deep = `{"object":"page","entry":[{"id":"1","changes":[{"field":"f","value":{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}}]}]}`
  expect(await post(deep)).toBe(200)
  const now = await states()
  expect(now.length).toBeGreaterThan(before + 3)
  expect(now.filter(({ state }) => state === 'taken')).toEqual([])
})
