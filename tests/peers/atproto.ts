import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '../free-port.ts'

const home = join(import.meta.dirname, 'atproto')

/** Why `startAtproto` cannot start here; undefined when it can. */
export const noAtproto: string | undefined = existsSync(join(home, 'node_modules/@atproto/dev-env'))
  ? undefined
  : 'skipped: no Bluesky network (npm ci in tests/peers/atproto)'

export type AtprotoPeer = {
  /** The server of accounts; its stream is the relay of this network. */
  pds: string
  /** The directory of identities. */
  plc: string
  /** Where the view serves pictures. */
  view: string
  /** Private messages: calls and answers that the published lexicons do not allow. */
  violations(): Promise<string[]>
  /** An account of its own with an app password. */
  account(name: string): Promise<AtprotoAccount>
  stop(): Promise<void>
}
export type Ref = { uri: string; cid: string }
export type AtprotoAccount = {
  did: string
  handle: string
  password: string
  appPassword: string
  /** One with leave for private messages. */
  messagePassword: string
  /** Reads, or with a body (null: an empty one) writes, as this account. Throws for anything but 200. */
  call<T = Record<string, unknown>>(
    nsid: string,
    given?: { params?: Record<string, string>; body?: object | null },
  ): Promise<T>
  /** The same at the service of private messages. */
  chat: AtprotoAccount['call']
  /** As the sealed secrets of a presence hold it. */
  session(appPassword?: string): Promise<{ accessJwt: string; refreshJwt: string; did: string }>
  post(text: string, more?: Record<string, unknown>): Promise<Ref>
  like(post: Ref): Promise<Ref>
  remove(uri: string): Promise<void>
}

/** The real servers of the network in a process of their own, with one of our databases. Loopback only. */
export async function startAtproto(databaseUrl: string): Promise<AtprotoPeer> {
  const scratch = await mkdtemp(join(tmpdir(), 'resonanz-atproto-'))
  await chmod(scratch, 0o711)
  const peer = spawn(process.execPath, ['--no-warnings', join(home, 'network.mjs')], {
    cwd: home,
    env: {
      PATH: process.env.PATH,
      HOME: scratch,
      TMPDIR: scratch,
      LOG_ENABLED: '0',
      RESONANZ_PEER_PORT: String(await freePort()),
      RESONANZ_PEER_DATABASE: databaseUrl,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const stop = async () => {
    if (peer.exitCode === null && peer.signalCode === null) {
      peer.stdin!.end()
      const killed = setTimeout(() => peer.kill('SIGKILL'), 5_000)
      await once(peer, 'exit')
      clearTimeout(killed)
    }
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 })
  }
  const where = await whereItListens(peer).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  const { chat, ...place } = where
  const violations = async () => (await (await fetch(new URL('/violations', chat))).json()) as string[]
  return { ...place, violations, account: (name) => makeAccount(where.pds, name), stop }
}

type Where = { plc: string; pds: string; view: string; chat: string }

async function whereItListens(peer: ChildProcess): Promise<Where> {
  let said = ''
  peer.stderr!.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-3_000)
  })
  const lines = createInterface({ input: peer.stdout! })
  for await (const line of lines) {
    if (line.startsWith('{"plc"')) {
      // What it says later must not fill its pipe.
      peer.stdout!.resume()
      return JSON.parse(line) as Where
    }
  }
  throw new Error(`The Bluesky network did not start.\n${said}`)
}

const password = 'nur-fuer-tests-8'

async function makeAccount(pds: string, name: string): Promise<AtprotoAccount> {
  const handle = `${name}.test`
  const account = { handle, email: `${name}@example.test`, password }
  const { did, accessJwt } = await xrpc<{ did: string; accessJwt: string }>(pds, 'com.atproto.server.createAccount', {
    body: account,
  })
  const call: AtprotoAccount['call'] = (nsid, given = {}) => xrpc(pds, nsid, { ...given, token: accessJwt })
  const create = async (collection: string, given: object): Promise<Ref> => {
    const record = { $type: collection, createdAt: new Date().toISOString(), ...given }
    const { uri, cid } = await call<Ref>('com.atproto.repo.createRecord', { body: { repo: did, collection, record } })
    return { uri, cid }
  }
  const newPassword = (body: { name: string; privileged?: boolean }) =>
    call<{ password: string }>('com.atproto.server.createAppPassword', { body })
  const { password: appPassword } = await newPassword({ name: 'Resonanz' })
  const { password: messagePassword } = await newPassword({ name: 'Resonanz privat', privileged: true })
  const headers = { 'atproto-proxy': 'did:web:api.bsky.chat#bsky_chat' }
  return {
    did,
    handle,
    password,
    appPassword,
    messagePassword,
    call,
    chat: (nsid, given = {}) => xrpc(pds, nsid, { ...given, token: accessJwt, headers }),
    session: (given = appPassword) =>
      xrpc(pds, 'com.atproto.server.createSession', { body: { identifier: handle, password: given } }),
    post: (text, more = {}) => create('app.bsky.feed.post', { text, ...more }),
    like: (subject) => create('app.bsky.feed.like', { subject: { uri: subject.uri, cid: subject.cid } }),
    async remove(uri) {
      const [, , repo, collection, rkey] = uri.split('/')
      await call('com.atproto.repo.deleteRecord', { body: { repo, collection, rkey } })
    },
  }
}

async function xrpc<T>(
  pds: string,
  nsid: string,
  {
    params = {},
    body,
    token,
    headers = {},
  }: {
    params?: Record<string, string>
    body?: object | null
    token?: string
    headers?: Record<string, string>
  },
): Promise<T> {
  const url = new URL(`/xrpc/${nsid}`, pds)
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value)
  const answer = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...headers,
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`${nsid}: ${answer.status} ${text.slice(0, 300)}`)
  return (text === '' ? {} : JSON.parse(text)) as T
}
