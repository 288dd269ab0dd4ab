import { isIP, type Socket } from 'node:net'
import { Agent, buildConnector, request, WebSocket } from 'undici'
import { readBounded } from './bounded-body.ts'
import { EgressError, isCertificateError } from './egress-error.ts'
import { readAllowList } from './public-address.ts'
import { checkedAddresses, hostName, type Resolve } from './resolve.ts'

/** The one way out for every URL or host that a person can enter: feeds, mail servers, token addresses, pictures. */
export type Egress = {
  /** Throws EgressError; an answer with any status is an answer. */
  fetch(url: string, options?: EgressOptions): Promise<EgressResponse>
  /** An open web socket (ws, wss), its address checked like that of `fetch`. Throws EgressError. */
  socket(url: string, options?: { headers?: Record<string, string>; signal?: AbortSignal }): Promise<WebSocket>
  /** A checked address for a raw connection (IMAP, SMTP): connect to `address`, prove by `servername`. */
  resolveForConnect(host: string, port: number): Promise<CheckedAddress>
  /** Servers without a valid certificate are accepted (tests, internal mail servers). */
  relaxedTls: boolean
  close(): Promise<void>
}
export type EgressOptions = {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** After decompression. */
  maxBytes?: number
  /** From the start to the last byte, redirects included. */
  timeoutMs?: number
  /** 'follow-checked': to any public host, each hop checked, credentials left behind. Only for GET and HEAD. */
  redirects?: 'none' | 'same-host' | 'follow-checked'
  signal?: AbortSignal
}
export type EgressResponse = {
  status: number
  /** Lower-case names; repeated ones joined by ", ". */
  headers: Record<string, string>
  body: Uint8Array
  /** Where the answer came from after redirects. */
  url: string
  /** Where permanent redirects (301, 308) led, without a break from the start; null when there were none. */
  movedTo: string | null
}
export type CheckedAddress = {
  host: string
  port: number
  address: string
  family: 4 | 6
  servername: string | undefined
}

const defaults = { maxBytes: 5 * 1024 * 1024, timeoutMs: 20_000 }
const connectTimeoutMs = 8_000
const maxHops = 5
const socketMessageMaxBytes = 5 * 1024 * 1024

export function makeEgress(
  options: { allow?: readonly string[]; relaxedTls?: boolean; resolve?: Resolve } = {},
): Egress {
  const allow = readAllowList(options.allow ?? [])
  const relaxedTls = options.relaxedTls ?? false
  const connectTo = buildConnector({ timeout: connectTimeoutMs, rejectUnauthorized: !relaxedTls, allowH2: false })
  const shared = {
    // The address is judged at the moment of connecting, so a name that changes its mind afterwards gains nothing.
    connect(target: buildConnector.Options, done: buildConnector.Callback) {
      const port = Number(target.port) || (target.protocol === 'https:' ? 443 : 80)
      checkedAddresses(target.hostname, port, allow, options.resolve)
        .then((addresses) => firstThatAnswers(addresses, (address) => connectOnce({ ...target, hostname: address })))
        .then(
          (socket) => done(null, socket),
          (error: Error) => done(error, null),
        )
    },
    keepAliveTimeout: 5_000,
    keepAliveMaxTimeout: 5_000,
    maxHeaderSize: 32 * 1024,
    connections: 8,
    webSocket: { maxPayloadSize: socketMessageMaxBytes },
  }
  const agent = new Agent({ ...shared, pipelining: 1 })
  // What changes something goes on a connection of its own: one that the server closes just as it is used again would
  // leave nobody knowing whether the words arrived.
  const writing = new Agent({ ...shared, pipelining: 0 })
  const connectOnce = (target: buildConnector.Options) =>
    new Promise<Socket>((resolve, reject) => {
      connectTo(target, (error, socket) => (error ? reject(error) : resolve(socket)))
    })

  return {
    relaxedTls,
    async fetch(url, given = {}) {
      const timeout = AbortSignal.timeout(given.timeoutMs ?? defaults.timeoutMs)
      const signal = given.signal ? AbortSignal.any([given.signal, timeout]) : timeout
      try {
        const reads = given.method === undefined || given.method === 'GET' || given.method === 'HEAD'
        return await follow(reads ? agent : writing, url, given, signal)
      } catch (error) {
        throw plainError(error, given.signal, timeout)
      }
    },
    socket: (url, given = {}) => openSocket(agent, url, given),
    async resolveForConnect(host, port) {
      const [first] = await checkedAddresses(host, port, allow, options.resolve)
      const name = hostName(host)
      return {
        host: name,
        port,
        address: first!.address,
        family: first!.family,
        servername: isIP(name) ? undefined : name,
      }
    },
    close: async () => {
      await Promise.all([agent.close(), writing.close()])
    },
  }
}

async function openSocket(
  agent: Agent,
  text: string,
  { headers = {}, signal }: { headers?: Record<string, string>; signal?: AbortSignal },
): Promise<WebSocket> {
  const url = webAddress(text.replace(/^ws/i, 'http'))
  url.protocol = url.protocol.replace('http', 'ws')
  signal?.throwIfAborted()
  const socket = new WebSocket(url, { dispatcher: agent, headers: { 'user-agent': 'Resonanz/0.1', ...headers } })
  socket.binaryType = 'arraybuffer'
  const settled = new AbortController()
  const once = { once: true, signal: settled.signal } as const
  const waited = AbortSignal.any([AbortSignal.timeout(defaults.timeoutMs), ...(signal ? [signal] : [])])
  return new Promise((resolve, reject) => {
    const fail = (cause?: unknown) => {
      settled.abort()
      socket.close()
      reject(new EgressError(signal?.aborted ? 'cancelled' : 'unreachable', cause))
    }
    waited.addEventListener('abort', () => fail(), once)
    socket.addEventListener('error', (event) => fail((event as { error?: unknown }).error), once)
    socket.addEventListener('close', () => fail(), once)
    socket.addEventListener(
      'open',
      () => {
        settled.abort()
        resolve(socket)
      },
      once,
    )
  })
}

async function follow(agent: Agent, start: string, given: EgressOptions, signal: AbortSignal): Promise<EgressResponse> {
  let url = webAddress(start)
  let movedTo: string | null = null
  let onlyPermanent = true
  let headers = { 'accept-encoding': 'gzip, deflate, br', 'user-agent': 'Resonanz/0.1', ...lowerCase(given.headers) }
  const method = given.method ?? 'GET'
  for (let hop = 0; ; hop += 1) {
    const answer = await request(url, {
      dispatcher: agent,
      method,
      headers,
      body: given.body ?? null,
      signal,
    })
    const location = [301, 302, 303, 307, 308].includes(answer.statusCode) ? answer.headers['location'] : undefined
    const mode = given.redirects ?? 'none'
    if (typeof location !== 'string' || mode === 'none') {
      const maxBytes = given.maxBytes ?? defaults.maxBytes
      const received = flatHeaders(answer.headers)
      const body =
        method === 'HEAD'
          ? (answer.body.destroy(), Buffer.alloc(0))
          : await readBounded(answer.body, received['content-encoding'], maxBytes).catch((error: unknown) => {
              if (error instanceof EgressError) error.status = answer.statusCode
              throw error
            })
      return { status: answer.statusCode, headers: received, body, url: url.href, movedTo }
    }
    answer.body.on('error', () => {}).destroy()
    if (hop >= maxHops || (method !== 'GET' && method !== 'HEAD')) throw new EgressError('redirect-refused')
    const next = webAddress(location, url)
    if (mode === 'same-host' && (next.host !== url.host || next.protocol !== url.protocol)) {
      throw new EgressError('redirect-refused')
    }
    if (next.origin !== url.origin) {
      const { authorization: _, cookie: __, ...rest } = headers as Record<string, string>
      headers = rest as typeof headers
    }
    onlyPermanent &&= answer.statusCode === 301 || answer.statusCode === 308
    if (onlyPermanent) movedTo = next.href
    url = next
  }
}

/** Only http and https, only what the URL parser itself calls the host, no credentials in the address. */
function webAddress(text: string, base?: URL): URL {
  const url = URL.parse(text, base?.href)
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '' || url.hostname === '') {
    throw new EgressError('bad-address')
  }
  url.hash = ''
  return url
}

async function firstThatAnswers<A extends { address: string }, T>(
  addresses: A[],
  connect: (address: string) => Promise<T>,
): Promise<T> {
  let failure: unknown
  for (const { address } of addresses.slice(0, 3)) {
    try {
      return await connect(address)
    } catch (error) {
      failure = error
    }
  }
  throw failure
}

function plainError(error: unknown, asked: AbortSignal | undefined, timeout: AbortSignal): Error {
  if (error instanceof EgressError) return error
  if (asked?.aborted) return new EgressError('cancelled', error)
  if (isCertificateError(error)) return new EgressError('certificate', error)
  const code = (error as { code?: string } | null)?.code
  if (code === 'UND_ERR_INVALID_ARG') return new EgressError('bad-address', error)
  // A silent port and an endless answer differ only for those who may know: the first contact never came.
  if (timeout.aborted) return new EgressError(code === undefined ? 'too-slow' : 'unreachable', error)
  return new EgressError('unreachable', error)
}

function flatHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value
  }
  return flat
}

function lowerCase(headers: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}
