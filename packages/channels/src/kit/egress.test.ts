import { existsSync, readFileSync } from 'node:fs'
import { createServer as createHttp, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeEgress } from './egress.ts'
import { isPublicAddress, readAllowList } from './public-address.ts'

const ssrf = '../shared/data/web_safety/payloads_all_the_things/Server Side Request Forgery/README.md'
const wpt = '../shared/data/web_safety/url_wpt/url/tests/urltestdata.json'

// A listener on this machine that must never hear from anybody.
let touched = 0
const canary = createServer((socket) => {
  touched += 1
  socket.destroy()
})
let canaryPort = 0
let web: Server
let webPort = 0
const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))

beforeAll(async () => {
  canaryPort = await listen(canary)
  web = createHttp((request, response) => {
    const path = request.url ?? '/'
    const to = (status: number, location: string) => response.writeHead(status, { location }).end()
    if (path === '/plain') response.end('words')
    else if (path === '/br') response.writeHead(200, { 'content-encoding': 'br' }).end(brotliCompressSync('words'))
    else if (path === '/broken') response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip')
    else if (path === '/bomb') response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
    else if (path === '/endless') void endless(response)
    else if (path === '/moved') to(301, '/moved-again')
    else if (path === '/moved-again') to(308, '/plain')
    else if (path === '/for-now') to(302, '/moved')
    else if (path === '/circle') to(302, '/circle')
    else if (path === '/inside') to(302, `http://127.0.0.1:${canaryPort}/`)
    else if (path === '/inside-by-name') to(307, `http://localhost:${canaryPort}/`)
    else if (path === '/file') to(302, 'file:///etc/passwd')
    else if (path === '/headers') response.end(JSON.stringify(request.headers))
    else if (path === '/other-origin') to(302, `http://localhost:${webPort}/headers`)
    else response.writeHead(404).end('none')
  })
  webPort = await listen(web)
})
afterAll(() => {
  canary.close()
  web.closeAllConnections()
  web.close()
})

const closed = makeEgress()
const open = () => makeEgress({ allow: [`127.0.0.1:${webPort}`, `localhost:${webPort}`] })
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'answered',
    (error: { code: string }) => error.code,
  )

describe('what is never contacted', () => {
  const forms = [
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '0',
    '0.0.0.0',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '0177.1',
    '017700000001',
    '127.0.0.1.',
    '127.127.127.127',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:ffff:127.0.0.1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::7f00:1]',
    '[2002:7f00:1::]',
    'localhost',
    'localhost.',
    'LOCALHOST',
    '①②⑦.⓪.⓪.①',
    '127。0。0。1',
    '127%2e0%2e0%2e1',
    '%6c%6fcalhost',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.100.100.200',
    '192.0.0.192',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '[fe80::1]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[ff02::1]',
    '168.63.129.16',
  ]
  test.each(forms)('http://%s', async (host) => {
    expect(['host-not-allowed', 'bad-address']).toContain(await codeOf(closed.fetch(`http://${host}:${canaryPort}/`)))
    expect(touched).toBe(0)
  })
  test.each(forms)('raw %s', async (host) => {
    const code = await codeOf(closed.resolveForConnect(host, canaryPort))
    expect(['host-not-allowed', 'bad-address', 'unreachable']).toContain(code)
  })
  test.each([
    'file:///etc/passwd',
    'gopher://127.0.0.1:1/_x',
    'ftp://127.0.0.1/',
    'data:text/plain,x',
    'dict://127.0.0.1:1/',
    'javascript:1',
    '//127.0.0.1/',
    'http://',
    '',
    'http://user@example.org/',
    'http://a:b@127.0.0.1/',
    'http:\\\\user@127.0.0.1',
    'jar:http://127.0.0.1!/',
    'ws://127.0.0.1',
    'http://[',
    'http://exa mple.org/',
  ])('%s is no address', async (url) => {
    expect(await codeOf(closed.fetch(url))).toBe('bad-address')
  })
  test('a host with line breaks or odd signs is no host', async () => {
    for (const host of ['a\r\nb', 'a b', 'a/b', 'a@b', 'a:1', '', '.', '-a', 'a\u0000b', 'a'.repeat(300)]) {
      expect(await codeOf(closed.resolveForConnect(host, 25)), JSON.stringify(host)).toBe('bad-address')
    }
  })
  test.skipIf(!existsSync(ssrf))('the published forms that name this machine or a private network', async () => {
    const urls = new Set(readFileSync(ssrf, 'utf8').match(/https?:\/\/[^\s`"<>)]+/g))
    let tried = 0
    for (const text of urls) {
      const url = URL.parse(text)
      // Names of the internet are left alone; the point are numbers and local names.
      if (!url || !/^[\d.]+$|^\[|localhost|ip6-/.test(url.hostname) || isPublicAddress(url.hostname)) continue
      url.port = String(canaryPort)
      expect(await codeOf(closed.fetch(url.href)), text).not.toBe('answered')
      tried += 1
    }
    expect(tried).toBeGreaterThan(20)
    expect(touched).toBe(0)
  })
  test.skipIf(!existsSync(wpt))('the URL test data: no form of a local address gets through', async () => {
    const cases = JSON.parse(readFileSync(wpt, 'utf8')) as ({ input: string; base: string | null } | string)[]
    for (const entry of cases) {
      if (typeof entry === 'string' || entry.base !== null) continue
      const url = URL.parse(entry.input)
      if (!url || !/^https?:$/.test(url.protocol) || (!/^[\d.]+$/.test(url.hostname) && !url.hostname.startsWith('[')))
        continue
      if (isPublicAddress(url.hostname.replace(/[[\]]/g, ''))) continue
      expect(await codeOf(closed.fetch(entry.input)), entry.input).not.toBe('answered')
    }
    expect(touched).toBe(0)
  })
  test('no IPv4 address is public in one spelling and private in another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), (number) => {
        const plain = new URL(`http://${number}`).hostname
        const hidden = `::ffff:${(number >>> 16).toString(16)}:${(number & 0xffff).toString(16)}`
        expect(isPublicAddress(hidden)).toBe(false)
        expect(isPublicAddress(new URL(`http://0x${number.toString(16)}`).hostname)).toBe(isPublicAddress(plain))
      }),
    )
    expect(isPublicAddress('9.9.9.9')).toBe(true)
    expect(isPublicAddress('2620:fe::fe')).toBe(true)
  })
})

describe('names that change their mind', () => {
  test('public when looked at, private when connected to', async () => {
    const answers = [['9.9.9.9'], ['127.0.0.1']]
    const resolve = async () =>
      (answers.length > 1 ? answers.shift()! : answers[0]!).map((address) => ({ address, family: 4 as const }))
    const egress = makeEgress({ resolve })
    await egress.resolveForConnect('rebind.example', canaryPort)
    expect(await codeOf(egress.fetch(`http://rebind.example:${canaryPort}/`))).toBe('host-not-allowed')
    await egress.close()
  })
  test('one inner address among outer ones refuses the name', async () => {
    const resolve = async () => ['9.9.9.9', '127.0.0.1'].map((address) => ({ address, family: 4 as const }))
    const egress = makeEgress({ resolve })
    expect(await codeOf(egress.fetch(`http://mixed.example:${canaryPort}/`))).toBe('host-not-allowed')
    await egress.close()
  })
  test('the address that was checked is the one that is used', async () => {
    const resolve = async () => [{ address: '127.0.0.1', family: 4 as const }]
    const egress = makeEgress({ resolve, allow: [`named.example:${webPort}`] })
    expect(Buffer.from((await egress.fetch(`http://named.example:${webPort}/plain`)).body).toString()).toBe('words')
    await egress.close()
  })
})

describe('the allow list', () => {
  test('opens one host and port, nothing beside', async () => {
    const egress = open()
    expect((await egress.fetch(`http://127.0.0.1:${webPort}/plain`)).status).toBe(200)
    expect((await egress.fetch(`http://localhost:${webPort}/plain`)).status).toBe(200)
    expect(await codeOf(egress.fetch(`http://127.0.0.1:${canaryPort}/`))).toBe('host-not-allowed')
    expect(await codeOf(egress.fetch(`http://127.0.0.2:${webPort}/`))).toBe('host-not-allowed')
    expect(touched).toBe(0)
    await egress.close()
  })
  test('a wrong entry is told at once', () => {
    expect(() => readAllowList(['intern.example'])).toThrow(/host:port/)
    expect(readAllowList(['[::1]:993', ' Mail.Intern:25 ']).has('mail.intern.', 25)).toBe(true)
    expect(readAllowList(['[::1]:993']).has('::1', 993)).toBe(true)
  })
})

describe('redirects', () => {
  test.each(['/inside', '/inside-by-name', '/file'])('%s leads nowhere', async (path) => {
    const egress = open()
    const code = await codeOf(egress.fetch(`http://127.0.0.1:${webPort}${path}`, { redirects: 'follow-checked' }))
    expect(['host-not-allowed', 'bad-address']).toContain(code)
    expect(touched).toBe(0)
    await egress.close()
  })
  test('followed when asked, the permanent ones remembered', async () => {
    const egress = open()
    const url = (path: string) => `http://127.0.0.1:${webPort}${path}`
    const moved = await egress.fetch(url('/moved'), { redirects: 'follow-checked' })
    expect([moved.url, moved.movedTo]).toEqual([url('/plain'), url('/plain')])
    const forNow = await egress.fetch(url('/for-now'), { redirects: 'same-host' })
    expect([forNow.url, forNow.movedTo]).toEqual([url('/plain'), null])
    expect((await egress.fetch(url('/moved'))).status).toBe(301)
    expect(await codeOf(egress.fetch(url('/circle'), { redirects: 'follow-checked' }))).toBe('redirect-refused')
    expect(await codeOf(egress.fetch(url('/other-origin'), { redirects: 'same-host' }))).toBe('redirect-refused')
    await egress.close()
  })
  test('credentials stay with the host they were meant for', async () => {
    const egress = open()
    const answer = await egress.fetch(`http://127.0.0.1:${webPort}/other-origin`, {
      redirects: 'follow-checked',
      headers: { Authorization: 'Bearer x', Cookie: 'a=b' },
    })
    const seen = JSON.parse(Buffer.from(answer.body).toString()) as Record<string, string>
    expect([seen['authorization'], seen['cookie']]).toEqual([undefined, undefined])
    await egress.close()
  })
})

describe('limits', () => {
  test('a bomb is cut, memory stays', async () => {
    const egress = open()
    const before = process.memoryUsage().arrayBuffers
    const code = await codeOf(egress.fetch(`http://127.0.0.1:${webPort}/bomb`, { maxBytes: 1024 * 1024 }))
    expect(code).toBe('too-large')
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024)
    await egress.close()
  })
  test('an endless answer is cut', async () => {
    const egress = open()
    expect(await codeOf(egress.fetch(`http://127.0.0.1:${webPort}/endless`, { maxBytes: 300_000 }))).toBe('too-large')
    await egress.close()
  })
  test('encodings', async () => {
    const egress = open()
    expect(Buffer.from((await egress.fetch(`http://127.0.0.1:${webPort}/br`)).body).toString()).toBe('words')
    expect(await codeOf(egress.fetch(`http://127.0.0.1:${webPort}/broken`))).toBe('bad-encoding')
    await egress.close()
  })
  test('closed port, silent port and wrong protocol look the same', async () => {
    const silent = createServer(() => {})
    const noisy = createServer((socket) => socket.on('error', () => {}).end('220 mail ready\r\n'))
    const gone = createServer()
    const [silentPort, noisyPort, gonePort] = [await listen(silent), await listen(noisy), await listen(gone)]
    gone.close()
    const egress = makeEgress({ allow: [silentPort, noisyPort, gonePort].map((port) => `127.0.0.1:${port}`) })
    for (const port of [silentPort, noisyPort, gonePort]) {
      expect(await codeOf(egress.fetch(`http://127.0.0.1:${port}/`, { timeoutMs: 400 }))).toBe('unreachable')
    }
    for (const server of [silent, noisy]) server.close()
  })
})

test('what changes something has a connection of its own: none that may close just as it is used again', async () => {
  const on: { method: string | undefined; port: number | undefined }[] = []
  const server = createHttp((request, response) => {
    on.push({ method: request.method, port: request.socket.remotePort })
    response.end('taken')
  })
  const port = await listen(server)
  const egress = makeEgress({ allow: [`127.0.0.1:${port}`] })
  for (const method of ['GET', 'GET', 'POST', 'GET', 'POST', 'DELETE'] as const)
    await egress.fetch(`http://127.0.0.1:${port}/`, { method })
  const used = (method: string) => on.filter((one) => one.method === method).map((one) => one.port)
  const own = [...used('POST'), ...used('DELETE')]
  expect(new Set(own).size).toBe(own.length)
  expect(own.filter((one) => used('GET').includes(one))).toEqual([])
  await egress.close()
  server.close()
})

async function listen(server: { listen(port: number, host: string, done: () => void): unknown; address(): unknown }) {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return (server.address() as AddressInfo).port
}

async function endless(response: ServerResponse) {
  const chunk = Buffer.alloc(64 * 1024, 'x')
  response.on('error', () => {})
  while (!response.destroyed) {
    if (!response.write(chunk)) await new Promise((next) => response.once('drain', next).once('close', next))
  }
}
