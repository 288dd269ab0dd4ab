import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../free-port.ts'

const prosody = '/usr/bin/prosody'

/** Why `startXmpp` gives null here; undefined when it can start. */
export const noXmpp: string | undefined = existsSync(prosody)
  ? undefined
  : 'skipped: no XMPP server (the Debian package prosody is needed)'

export const chatPassword = 'nur-fuer-tests'

export type XmppPeer = {
  host: string
  port: number
  domain: string
  /** The server goes away; accounts, archive and offline messages stay. */
  stop(): Promise<void>
  start(): Promise<void>
  end(): Promise<void>
  log(): Promise<string>
}

/** A Prosody of our own with these accounts; loopback only, without encryption: nobody but this machine can connect. */
export async function startXmpp(users: readonly string[]): Promise<XmppPeer> {
  const dir = await mkdtemp(join(tmpdir(), 'xmpp-'))
  const port = await freePort()
  const accounts = join(dir, 'data', 'localhost', 'accounts')
  await mkdir(accounts, { recursive: true })
  for (const user of users)
    await writeFile(join(accounts, `${user}.dat`), `return { ["password"] = "${chatPassword}" };\n`)
  const config = join(dir, 'prosody.cfg.lua')
  await writeFile(config, settings(dir, port))
  let running: ChildProcess | null = null
  const peer: XmppPeer = {
    host: '127.0.0.1',
    port,
    domain: 'localhost',
    async start() {
      running = spawn(prosody, ['--config', config, '-F'], { stdio: 'ignore' })
      await listening(port, running)
    },
    async stop() {
      const process = running
      running = null
      if (!process || process.exitCode !== null || process.signalCode !== null) return
      const gone = once(process, 'exit')
      process.kill('SIGTERM')
      await gone
    },
    async end() {
      await peer.stop()
      await rm(dir, { recursive: true, force: true })
    },
    log: () => readFile(join(dir, 'prosody.log'), 'utf8').catch(() => ''),
  }
  await peer.start().catch(async (error: unknown) => {
    await peer.end()
    throw error
  })
  return peer
}

function settings(dir: string, port: number): string {
  return `run_as_root = true
daemonize = false
pidfile = "${dir}/prosody.pid"
data_path = "${dir}/data"
modules_enabled = { "roster"; "saslauth"; "disco"; "ping"; "mam"; "offline" }
modules_disabled = { "s2s"; "tls"; "posix" }
c2s_ports = { ${port} }
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
interfaces = { "127.0.0.1" }
authentication = "internal_plain"
archive_expires_after = "never"
log = { info = "${dir}/prosody.log" }
VirtualHost "localhost"
`
}

async function listening(port: number, process: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    if (process.exitCode !== null) throw new Error(`Prosody ended with ${process.exitCode}`)
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.on('connect', () => (socket.destroy(), resolve(true)))
      socket.on('error', () => resolve(false))
    })
    if (open) return
    await sleep(50)
  }
  throw new Error('Prosody does not listen')
}
