import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'

let server: Server
let proxy: FaultProxy

beforeAll(async () => {
  // Sends a greeting, then gives everything back.
  server = createServer((socket) => {
    socket.on('error', () => {}).write('0123456789')
    socket.pipe(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  proxy = await startFaultProxy({ port: (server.address() as AddressInfo).port })
})

afterEach(() => proxy.set({}))

afterAll(async () => {
  await proxy.stop()
  server.close()
})

type Visit = { got: string; end: string }

/** What a client gets, and how its connection ended, as soon as it is what the test waits for. */
async function visit(say: string, enough: (visit: Visit) => boolean = ({ end }) => end !== 'open'): Promise<Visit> {
  const socket = connect(proxy.port, '127.0.0.1')
  const seen: Visit = { got: '', end: 'open' }
  socket.on('data', (chunk) => {
    seen.got += chunk.toString()
  })
  socket.on('end', () => {
    seen.end = 'ended'
  })
  socket.on('error', (error: NodeJS.ErrnoException) => {
    seen.end = error.code ?? 'error'
  })
  socket.write(say)
  while (!enough(seen)) await sleep(5)
  socket.destroy()
  return seen
}

const everything = ({ got }: Visit): boolean => got.length === 13

test('passes everything on when told nothing', async () => {
  expect(await visit('abc', everything)).toEqual({ got: '0123456789abc', end: 'open' })
})

test('cuts after n bytes', async () => {
  proxy.set({ cutAfterBytes: 4 })
  expect(await visit('abc')).toEqual({ got: '0123', end: 'ended' })
})

test('stalls', async () => {
  proxy.set({ stall: true })
  const soon = performance.now() + 200
  expect(await visit('abc', () => performance.now() > soon)).toEqual({ got: '', end: 'open' })
})

test('resets', async () => {
  proxy.set({ reset: true })
  expect(await visit('abc')).toEqual({ got: '', end: 'ECONNRESET' })
})

test('holds back', async () => {
  proxy.set({ latencyMs: 30 })
  expect(await visit('abc', everything)).toEqual({ got: '0123456789abc', end: 'open' })
})

test('is unreachable while paused', async () => {
  const socket = connect(proxy.port, '127.0.0.1')
  const cut = new Promise((resolve) => socket.on('error', () => {}).once('close', resolve))
  await once(socket, 'data')
  await proxy.pause()
  await cut
  expect(await visit('abc')).toEqual({ got: '', end: 'ECONNREFUSED' })
  await proxy.resume()
  expect(await visit('abc', everything)).toEqual({ got: '0123456789abc', end: 'open' })
})
