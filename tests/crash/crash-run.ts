import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startSmtpSink } from '../peers/smtp-sink.ts'
import { type Product, startProduct } from '../product.ts'
import { audit, type AuditResult } from './audit.ts'
import { Driver } from './driver.ts'

export type CrashReport = AuditResult & {
  rounds: number
  databaseRounds: number
  failPointRounds: number
  restartMs: { median: number; worst: number }
  pushed: number
  replies: number
  seed: number
}

const failPoints = [
  'outbox.claimed',
  'outbox.sent',
  'outbox.settled',
  'workflows.carried',
  'workflows.read',
  'routing.pushed',
]

/**
 * Mixed intake and sending while the product is killed (`kill -9`) again and again, at random moments and at the fail
 * points around handing over, rules and distribution, and the database with all its processes too. Ends with the invariant audit.
 */
export async function crashRun(options: {
  rounds: number
  databaseRounds: number
  seed?: number
  say?: (line: string) => void
}): Promise<CrashReport> {
  const seed = options.seed ?? Math.floor(Math.random() * 1e9)
  const random = mulberry32(seed)
  const say = options.say ?? (() => {})
  const dataDir = await mkdtemp(join(tmpdir(), 'resonanz-crash-'))
  const sink = await startSmtpSink()
  const env = {
    RESONANZ_EGRESS_ALLOW: `127.0.0.1:${sink.port}`,
    RESONANZ_MAIL_SECURITY_RELAXED: 'true',
    RESONANZ_LOG_LEVEL: 'warn',
  }
  let product: Product = await startProduct({ dataDir, env })
  const logs: string[] = []
  const restarts: number[] = []
  const driver = new Driver(product.url)
  try {
    await driver.setUp(product.setupToken, sink.port)
    const port = Number(new URL(product.url).port)
    const working = driver.work()
    await untilAnswered(driver)
    let failPointRounds = 0
    for (let round = 1; round <= options.rounds; round += 1) {
      const point = random() < 0.4 ? failPoints[Math.floor(random() * failPoints.length)] : undefined
      await sleep(300 + random() * 1_200)
      await product.kill9()
      logs.push(product.log())
      const mark = join(dataDir, `fail-point-${round}`)
      const start = performance.now()
      if (point) {
        failPointRounds += 1
        // It ends itself at the point, perhaps before it is ready; then it is started again without one.
        product = await startProduct({ dataDir, port, env: { ...env, RESONANZ_FAIL_POINT: `${point}@${mark}` } }).catch(
          () => product,
        )
        await sleep(200 + random() * 800)
        await product.kill9()
        logs.push(product.log())
      }
      product = await startProduct({ dataDir, port, env })
      if (!point) restarts.push(performance.now() - start)
      if (round % 10 === 0)
        say(
          `${round} kills of the product, ${driver.accepted.size} items accepted, ${driver.replies.size} answers, restart ${Math.round(restarts.at(-1) ?? 0)} ms`,
        )
    }
    for (let round = 1; round <= options.databaseRounds; round += 1) {
      await sleep(300 + random() * 1_200)
      await killDatabase(dataDir)
      if (round % 10 === 0) say(`${round} kills of the database`)
      await sleep(1_500)
    }
    await untilAnswered(driver)
    driver.stop()
    await working
    await driver.drain()
    logs.push(product.log())
    await product.stop()
    const result = await audit(dataDir, driver, sink.delivered(), logs)
    restarts.sort((a, b) => a - b)
    return {
      ...result,
      rounds: options.rounds,
      databaseRounds: options.databaseRounds,
      failPointRounds,
      seed,
      pushed: driver.accepted.size,
      replies: driver.replies.size,
      restartMs: {
        median: Math.round(restarts[Math.floor(restarts.length / 2)] ?? 0),
        worst: Math.round(restarts.at(-1) ?? 0),
      },
    }
  } catch (error) {
    throw new Error(`${(error as Error).message}\nThe product said:\n${product.log().slice(-4_000)}`, { cause: error })
  } finally {
    driver.stop()
    await product.kill9().catch(() => {})
    if (existsSync(join(dataDir, 'cluster', 'postmaster.pid'))) await killDatabase(dataDir).catch(() => {})
    await sink.stop()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 }).catch(() => {})
  }
}

/** One answer more: a busy machine may not come to any between two kills. */
async function untilAnswered(driver: Driver): Promise<void> {
  const before = driver.replies.size
  for (let tries = 0; tries < 1_200 && driver.replies.size === before; tries += 1) await sleep(50)
}

/** kill -9 of the postmaster and of everything it started. */
async function killDatabase(dataDir: string): Promise<void> {
  const pid = await postmasterOf(dataDir)
  const { readdir } = await import('node:fs/promises')
  const children: number[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
    if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid) children.push(Number(name))
  }
  for (const victim of [pid, ...children]) {
    try {
      process.kill(victim, 'SIGKILL')
    } catch {
      // gone already
    }
  }
}

/** It may still be on its way back from the last time: its file is away then, or stands there empty, and 0 would be ourselves. */
async function postmasterOf(dataDir: string): Promise<number> {
  const file = join(dataDir, 'cluster', 'postmaster.pid')
  for (let tries = 0; tries < 600; tries += 1) {
    const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0])
    if (pid > 1) return pid
    await sleep(100)
  }
  throw new Error('The database did not come back.')
}

export function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
