import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './free-port.ts'

export type Product = {
  /** http://127.0.0.1:PORT */
  url: string
  /** Opens the first-run set-up of an empty database. */
  setupToken: string
  pid: number
  /** RESONANZ_DATA; hand it to another start to go on with the same installation. */
  dataDir: string
  /** Everything it has printed so far. */
  log(): string
  /** SIGTERM; returns when the process is gone. Deletes a data folder that was made here. */
  stop(): Promise<void>
  /** SIGKILL; returns when the process is gone. The data folder stays. */
  kill9(): Promise<void>
}

export type ProductWish = {
  env?: Record<string, string>
  /** An external database, e.g. of `testDatabase()`; without it the product runs its embedded one. */
  databaseUrl?: string
  dataDir?: string
  port?: number
}

const READY_PATIENCE_MS = 180_000
const program = join(import.meta.dirname, '..', 'packages', 'cli', 'bin', 'resonanz.mjs')

/** The real product as a process of its own, without sample data unless RESONANZ_DEMO says so; returns when it is healthy. */
export async function startProduct(wish: ProductWish = {}): Promise<Product> {
  const dataDir = wish.dataDir ?? (await makeDataDir())
  const port = wish.port ?? (await freePort())
  const url = `http://127.0.0.1:${port}`
  const setupToken = wish.env?.RESONANZ_SETUP_TOKEN ?? randomBytes(12).toString('hex')
  const child = spawn(process.execPath, [program, 'serve'], {
    env: {
      ...withoutOurs(process.env),
      RESONANZ_PORT: String(port),
      RESONANZ_DATA: dataDir,
      RESONANZ_SETUP_TOKEN: setupToken,
      RESONANZ_DEMO: 'false',
      ...(wish.databaseUrl ? { RESONANZ_DATABASE_URL: wish.databaseUrl } : {}),
      ...wish.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text
    })
  }
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const forget = () =>
    wish.dataDir ? undefined : rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  await untilHealthy(child, url, () => log).catch(async (error: unknown) => {
    child.kill('SIGKILL')
    await gone
    await forget()
    throw error
  })
  return {
    url,
    setupToken,
    pid: child.pid ?? 0,
    dataDir,
    log: () => log,
    async stop() {
      child.kill('SIGTERM')
      await gone
      await forget()
    },
    async kill9() {
      child.kill('SIGKILL')
      await gone
    },
  }
}

async function makeDataDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'resonanz-product-'))
  // Under root the database runs as another user, who must get through.
  await chmod(dir, 0o711)
  return dir
}

async function untilHealthy(child: ChildProcess, url: string, log: () => string): Promise<void> {
  const deadline = performance.now() + READY_PATIENCE_MS
  while (child.exitCode === null && child.signalCode === null && performance.now() < deadline) {
    const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined)
    if (answer?.ok) return
    await sleep(50)
  }
  throw new Error(`The product did not become healthy at ${url}.\n${log()}`)
}

/** Settings of the person who runs the tests must not reach the product under test. */
function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(RESONANZ_|VITEST|NODE_ENV$)/.test(name)))
}
