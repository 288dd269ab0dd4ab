import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, appendFileSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const snac = '/usr/bin/snac'
const hosts = '/etc/hosts'

/** Why `startFediverse` cannot start here; undefined when it can. Names need no port there, so it takes port 80 and /etc/hosts. */
export const noFediverse: string | undefined =
  process.getuid?.() === 0 && existsSync(snac) && canName()
    ? undefined
    : 'skipped: no fediverse servers (root and the Debian package snac2 are needed)'

function canName(): boolean {
  try {
    accessSync(hosts, constants.W_OK)
    return true
  } catch {
    return false
  }
}

export type FediverseAccount = {
  url: string
  /** `name@host` */
  name: string
  token: string
  /** Opens the page where a person agrees, as they would, and tells where their browser is sent. */
  agree(page: string): Promise<string>
  call<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T>
}
export type FediversePeer = { brand: FediverseAccount; person: FediverseAccount; stop(): Promise<void> }

/** Two servers of others that federate with each other, an account on each. Loopback only. */
export async function startFediverse(): Promise<FediversePeer> {
  const dir = await mkdtemp(join(tmpdir(), 'resonanz-snac-'))
  // Of this run alone: two runs at once have other names and addresses.
  const net = `127.${100 + (process.pid % 100)}.${(process.pid >> 8) % 250}`
  const made = ['brand', 'users'].map((label, n) => ({
    host: `${label}-${process.pid}.test`,
    ip: `${net}.${n + 1}`,
    base: join(dir, label),
  }))
  const [brand, users] = made as [(typeof made)[0], (typeof made)[0]]
  appendFileSync(hosts, `\n${made.map(({ ip, host }) => `${ip} ${host}\n`).join('')}`)
  const passwords = [initServer(brand, 'service'), initServer(users, 'alice')]
  const servers = made.map(({ base }) => spawn(snac, ['httpd', base], { stdio: 'ignore' }))
  const stop = async () => {
    await Promise.all(servers.map(endServer))
    const kept = readFileSync(hosts, 'utf8')
      .split('\n')
      .filter((line) => !made.some(({ host }) => line.endsWith(` ${host}`)))
    writeFileSync(hosts, `${kept.join('\n').trimEnd()}\n`)
    await rm(dir, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await Promise.all(made.map(({ host }) => untilAnswers(`http://${host}/api/v1/instance`)))
    return {
      brand: await signIn(`http://${brand.host}`, 'service', passwords[0]!),
      person: await signIn(`http://${users.host}`, 'alice', passwords[1]!),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

function initServer({ base, host, ip }: { base: string; host: string; ip: string }, user: string): string {
  spawnSync(snac, ['init', base], { input: `${ip}\n80\n${host}\n\na@example.com\n` })
  const file = join(base, 'server.json')
  const settings = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  writeFileSync(file, JSON.stringify({ ...settings, protocol: 'http' }))
  const { stdout } = spawnSync(snac, ['adduser', base, user], { input: `${user}\n\n`, encoding: 'utf8' })
  const password = /password is (\S+)/.exec(stdout)?.[1]
  if (!password) throw new Error(`snac made no account: ${stdout}`)
  return password
}

async function untilAnswers(url: string): Promise<void> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    await sleep(50)
  }
  throw new Error(`Nothing answers at ${url}.`)
}

/** App, consent page as a person fills it in, code, token. */
async function signIn(url: string, user: string, password: string): Promise<FediverseAccount> {
  const redirect = 'http://localhost:9/done'
  const post = (path: string, form: Record<string, string>) =>
    fetch(new URL(path, url), { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
  const app = (await (
    await post('/api/v1/apps', { client_name: 'Resonanz', redirect_uris: redirect, scopes: 'read write' })
  ).json()) as { client_id: string; client_secret: string }
  const query = new URLSearchParams({
    client_id: app.client_id,
    redirect_uri: redirect,
    response_type: 'code',
    scope: 'read write',
    state: 's',
  })
  const agree = (page: string) => agreeAt(page, user, password)
  const code = new URL(await agree(`${url}/oauth/authorize?${query}`)).searchParams.get('code') ?? ''
  const form = {
    grant_type: 'authorization_code',
    code,
    client_id: app.client_id,
    client_secret: app.client_secret,
    redirect_uri: redirect,
  }
  const { access_token: token } = (await (await post('/oauth/token', form)).json()) as { access_token: string }
  return {
    url,
    token,
    agree,
    name: `${user}@${new URL(url).host}`,
    async call(method, path, body) {
      // It refuses a call that says JSON and holds nothing.
      const sent = body === undefined ? {} : { body: JSON.stringify(body) }
      const type = body === undefined ? {} : { 'content-type': 'application/json' }
      const answer = await fetch(new URL(path, url), {
        method,
        headers: { authorization: `Bearer ${token}`, ...type },
        ...sent,
      })
      // Some calls are answered with nothing.
      const text = await answer.text()
      return (text === '' ? null : JSON.parse(text)) as never
    },
  }
}

async function agreeAt(page: string, user: string, password: string): Promise<string> {
  const html = await (await fetch(page)).text()
  const fields = [...html.matchAll(/<input[^>]*name="([^"]+)"[^>]*>/g)].map((match) => [
    match[1]!,
    /value="([^"]*)"/.exec(match[0])?.[1] ?? '',
  ])
  const action = new URL(/action="([^"]+)"/.exec(html)?.[1] ?? '/oauth/x-snac-get-token', page)
  const body = new URLSearchParams({ ...Object.fromEntries(fields), login: user, passwd: password })
  const consent = await fetch(action, { method: 'POST', body, redirect: 'manual' })
  return consent.headers.get('location') ?? ''
}

async function endServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  server.kill('SIGKILL')
  await once(server, 'exit')
}
