import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { freePort } from '../free-port.ts'
import { startFaultProxy } from './fault-proxy.ts'
import { deliverByLmtp } from './lmtp.ts'
import { dovecotSettings, type MailPorts, postfixServices, postfixSettings } from './mail-settings.ts'
import { type ReceivedMail, readMailbox, waitInMailbox } from './mailbox.ts'

const dovecot = '/usr/sbin/dovecot'
const postfix = '/usr/sbin/postfix'

export const mailUsers = [
  'service@firma.test',
  'rechnung@firma.test',
  'leitung@firma.test',
  'kunde@example.test',
  'jana@example.test',
  'tom@example.test',
] as const
export type MailUser = (typeof mailUsers)[number]

/** One password for all: nobody but this machine can connect. */
export const mailPassword = 'nur-fuer-tests'

/** Why `startMail` gives null here; undefined when it can start. For `test.skipIf` and `context.skip`. */
export const noMail: string | undefined =
  process.getuid?.() === 0 && existsSync(dovecot) && existsSync(postfix)
    ? undefined
    : 'skipped: no Postfix/Dovecot (root and the Debian packages dovecot-imapd, dovecot-lmtpd, postfix are needed)'

export type MailPeer = {
  host: string
  /** IMAP with STARTTLS; `stopImap` makes both IMAP ports unreachable. */
  imapPort: number
  imapsPort: number
  /** From strangers to our domains, without sign-in, STARTTLS offered. */
  smtpPort: number
  /** STARTTLS and sign-in required; sends to both domains. */
  submissionPort: number
  /** By submission, as that user (From unless given); resolves with the Message-ID when Postfix has taken it. */
  sendAs(user: MailUser, mail: SendMailOptions): Promise<string>
  /** Straight into the mailbox by LMTP, in order: thousands within seconds, also while IMAP is stopped. */
  deliver(user: MailUser, rawMails: (string | Buffer)[]): Promise<void>
  /** All mails of a folder, oldest first. */
  fetchAll(user: MailUser, folder?: string): Promise<ReceivedMail[]>
  /** Waits by IDLE until a mail in INBOX fits; throws after the time with the subjects that are there. */
  waitForMail(user: MailUser, fits: (mail: ReceivedMail) => boolean, timeoutMs?: number): Promise<ReceivedMail>
  /** The mailboxes cannot be reached; mail is taken and delivered on. */
  stopImap(): Promise<void>
  startImap(): Promise<void>
  /** The last lines of both servers' logs. */
  log(): string
  stop(): Promise<void>
}

/** A real Postfix and a real Dovecot in a scratch folder, null where they cannot run (`noMail` says why). */
export async function startMail(): Promise<MailPeer | null> {
  if (noMail) return null
  const dir = await mkdtemp(join(tmpdir(), 'resonanz-mail-'))
  const ports = await choosePorts()
  await writeSettings(dir, ports)
  const imapServer = spawn(dovecot, ['-F', '-c', join(dir, 'dovecot.conf')], { stdio: 'ignore' })
  const log = () => tail(join(dir, 'dovecot.log')) + tail(join(dir, 'postfix.log'))
  const end = () => endServers(imapServer, dir)
  try {
    await runPostfix(dir, 'start')
    await Promise.all(Object.values(ports).map((port) => untilOpen(port)))
  } catch (error) {
    const last = log()
    await end()
    throw new Error(`${(error as Error).message}\n${last}`, { cause: error })
  }
  const [imap, imaps] = await Promise.all([
    startFaultProxy({ port: ports.imap }),
    startFaultProxy({ port: ports.imaps }),
  ])
  const mailboxOf = (user: MailUser) => ({ host: '127.0.0.1', port: imap.port, user, pass: mailPassword })

  return {
    host: '127.0.0.1',
    imapPort: imap.port,
    imapsPort: imaps.port,
    smtpPort: ports.smtp,
    submissionPort: ports.submission,
    sendAs: (user, mail) => submit(ports.submission, user, mail),
    deliver: (user, rawMails) => deliverByLmtp(ports.lmtp, user, rawMails),
    fetchAll: (user, folder) => readMailbox(mailboxOf(user), folder),
    waitForMail: (user, fits, timeoutMs = 60_000) => waitInMailbox(mailboxOf(user), fits, timeoutMs),
    stopImap: async () => void (await Promise.all([imap.pause(), imaps.pause()])),
    startImap: async () => void (await Promise.all([imap.resume(), imaps.resume()])),
    log,
    async stop() {
      await Promise.all([imap.stop(), imaps.stop()])
      await end()
    },
  }
}

async function choosePorts(): Promise<MailPorts> {
  const names = ['imap', 'imaps', 'lmtp', 'sasl', 'smtp', 'submission'] as const
  const ports = await Promise.all(names.map(() => freePort()))
  return Object.fromEntries(names.map((name, index) => [name, ports[index]])) as MailPorts
}

async function writeSettings(dir: string, ports: MailPorts): Promise<void> {
  // Each server has users of its own who must get through.
  await chmod(dir, 0o711)
  for (const folder of ['postfix', 'store', 'spool', 'postfix-data']) await mkdir(join(dir, folder))
  await writeFile(join(dir, 'users'), mailUsers.map((user) => `${user}:${mailPassword}\n`).join(''))
  await writeFile(join(dir, 'dovecot.conf'), dovecotSettings(dir, ports))
  await writeFile(join(dir, 'postfix', 'main.cf'), postfixSettings(dir, ports))
  await writeFile(join(dir, 'postfix', 'master.cf'), postfixServices(ports))
  execFileSync('chown', ['mail:mail', join(dir, 'store')])
  execFileSync('chown', ['postfix', join(dir, 'postfix-data')])
  const names = 'subjectAltName=IP:127.0.0.1,DNS:localhost,DNS:mail.firma.test'
  const files = ['-keyout', join(dir, 'key.pem'), '-out', join(dir, 'cert.pem')]
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  execFileSync('openssl', ['req', ...kind, '-subj', '/CN=mail.firma.test', '-addext', names, ...files], {
    stdio: 'ignore',
  })
}

async function untilOpen(port: number): Promise<void> {
  const deadline = performance.now() + 60_000
  while (performance.now() < deadline) {
    const socket = connect(port, '127.0.0.1')
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    })
    socket.destroy()
    if (open) return
    await sleep(50)
  }
  throw new Error(`Nothing answers on port ${port}.`)
}

async function endServers(imapServer: ChildProcess, dir: string): Promise<void> {
  await runPostfix(dir, 'abort').catch(() => {})
  if (imapServer.exitCode === null && imapServer.signalCode === null) {
    imapServer.kill('SIGTERM')
    await once(imapServer, 'exit')
  }
  await rm(dir, { recursive: true, force: true, maxRetries: 5 })
}

/** Postfix puts itself into the background; only this command ends it again. */
async function runPostfix(dir: string, command: 'start' | 'abort'): Promise<void> {
  await promisify(execFile)(postfix, ['-c', join(dir, 'postfix'), command])
}

async function submit(port: number, user: MailUser, mail: SendMailOptions): Promise<string> {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    requireTLS: true,
    auth: { user, pass: mailPassword },
    tls: { rejectUnauthorized: false },
  })
  try {
    return (await transport.sendMail({ from: user, ...mail })).messageId
  } finally {
    transport.close()
  }
}

const tail = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8').slice(-3_000) : '')
