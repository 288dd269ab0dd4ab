import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { request } from 'undici'

/** What a network can do to a call. Those of the second kind happen after it took the request: what was asked is done. */
export const faultsBefore = [
  'throttled',
  'throttled-clock-ahead',
  'throttled-clock-behind',
  'throttled-until-past',
  'server-error',
  'unavailable',
  'unauthorised',
  'redirect',
  'reset',
] as const
export const faultsAfter = ['html', 'half-body', 'reset-after'] as const
export type Fault = (typeof faultsBefore)[number] | (typeof faultsAfter)[number]
/** Takes the call, does what was asked and never says so. */
type Hanging = 'hang'

export type FaultServer = {
  url: string
  /** From now on every request whose `METHOD /path` matches ends like that; null: all go through. */
  set(fault: Fault | Hanging | null, on?: RegExp): void
  /** Calls that hang now. */
  hanging(): number
  /** Cuts their lines. */
  cut(): void
  /** By so much the network's clock is off from now on, as its answers say it. */
  turnClock(byMs: number): void
  /** Requests that write and reached the network, as `METHOD /path`. */
  writes: string[]
  close(): Promise<void>
}

/** Stands between a connector and its network (a stub or the real server) and breaks what it is told to. Loopback only. */
export async function startFaultServer(target: string): Promise<FaultServer> {
  const state: State = { fault: null, on: /./, writes: [], hanging: new Set(), clockOffMs: 0 }
  const server = createServer((incoming, outgoing) => {
    answer(target, state, incoming, outgoing).catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set(fault, on = /./) {
      state.fault = fault
      state.on = on
    },
    turnClock(byMs) {
      state.clockOffMs = byMs
    },
    hanging: () => state.hanging.size,
    cut() {
      for (const response of state.hanging) response.destroy()
    },
    writes: state.writes,
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

type State = {
  fault: Fault | Hanging | null
  on: RegExp
  writes: string[]
  hanging: Set<ServerResponse>
  clockOffMs: number
}

async function answer(
  target: string,
  state: State,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const call = `${incoming.method} ${incoming.url}`
  const fault = state.fault !== null && state.on.test(call) ? state.fault : null
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  if (fault?.startsWith('throttled')) return end(outgoing, 429, '{"error":"rate"}', waitOf(fault))
  if (fault === 'server-error') return end(outgoing, 500, '{"error":"internal"}')
  if (fault === 'unavailable') return end(outgoing, 503, '<html><body>Wartung</body></html>', html)
  if (fault === 'unauthorised') return end(outgoing, 401, '{"error":"ExpiredToken"}')
  if (fault === 'redirect') return end(outgoing, 302, '', { location: 'http://elsewhere.invalid/' })
  if (fault === 'reset') return void incoming.socket.destroy()
  if (incoming.method !== 'GET' && incoming.method !== 'HEAD') state.writes.push(call)
  const { host: _, connection: __, 'transfer-encoding': ___, ...headers } = incoming.headers
  const response = await request(new URL(incoming.url ?? '/', target), {
    method: (incoming.method ?? 'GET') as 'GET',
    headers,
    body: chunks.length > 0 ? Buffer.concat(chunks) : null,
  })
  const body = Buffer.from(await response.body.arrayBuffer())
  if (fault === 'hang') {
    state.hanging.add(outgoing)
    return void outgoing.on('close', () => state.hanging.delete(outgoing))
  }
  if (fault === 'reset-after') return void incoming.socket.destroy()
  if (fault === 'html') return end(outgoing, 200, '<!doctype html><title>Gateway</title><p>OK</p>', html)
  const { 'transfer-encoding': ____, connection: _____, ...kept } = response.headers
  outgoing.writeHead(response.statusCode, {
    ...kept,
    date: new Date(Date.now() + state.clockOffMs).toUTCString(),
    'content-length': String(body.byteLength),
  })
  if (fault !== 'half-body') return void outgoing.end(body)
  outgoing.write(body.subarray(0, Math.floor(body.byteLength / 2)))
  setImmediate(() => incoming.socket.destroy())
}

/** How long to wait: in seconds, or until a moment by the network's own clock, which may be a day off. */
function waitOf(fault: string): Record<string, string> {
  if (fault === 'throttled') return { 'retry-after': '7' }
  const offMs = { 'throttled-clock-ahead': dayMs, 'throttled-clock-behind': -dayMs }[fault] ?? 0
  const nowMs = Date.now() + offMs
  const untilMs = fault === 'throttled-until-past' ? nowMs - dayMs : nowMs + 8_000
  return { date: new Date(nowMs).toUTCString(), 'retry-after': new Date(untilMs).toUTCString() }
}
const dayMs = 24 * 3_600_000

const html = { 'content-type': 'text/html; charset=utf-8' }

function end(outgoing: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
  outgoing.writeHead(status, { 'content-type': 'application/json', ...headers })
  outgoing.end(body)
}
