import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Config } from '#platform/config'
import { type Finding, finding } from './finding.ts'

const oldestNode = 24
const lowBytes = 1024 ** 3
const veryLowBytes = 200 * 1024 ** 2
const web = new URL('../../../../../web/dist/index.html', import.meta.url)

/** What can be seen without the database. */
export async function examineMachine(config: Config): Promise<Finding[]> {
  return [node(), ...folder(config), key(config), webApp(), await port(config), ...publicUrl(config)]
}

function node(): Finding {
  const facts = { version: process.versions.node, needed: oldestNode }
  const isOld = Number(process.versions.node.split('.')[0]) < oldestNode
  return isOld ? finding('node-too-old', 'error', facts) : finding('node-ok', 'ok', facts)
}

function folder({ data }: Config): Finding[] {
  if (!existsSync(data)) return [finding('data-folder-missing', 'info', { path: data })]
  try {
    accessSync(data, constants.W_OK | constants.X_OK)
  } catch {
    return [finding('data-folder-not-writable', 'error', { path: data })]
  }
  const { bavail, bsize } = statfsSync(data)
  const freeBytes = bavail * bsize
  const facts = { path: data, freeMegabytes: Math.floor(freeBytes / 1024 ** 2) }
  if (freeBytes < lowBytes) return [finding('disk-space-low', freeBytes < veryLowBytes ? 'error' : 'warning', facts)]
  return [finding('data-folder-ok', 'ok', facts)]
}

function key({ key, data }: Config): Finding {
  const path = join(data, 'resonanz.key')
  if (key) return finding('key-ok', 'ok', { path: 'RESONANZ_KEY' })
  // A database without its key cannot open the passwords of its channels any more.
  if (!existsSync(path))
    return existsSync(join(data, 'cluster'))
      ? finding('key-file-missing', 'error', { path })
      : finding('key-new', 'info', { path })
  const mode = statSync(path).mode & 0o777
  if ((mode & 0o077) !== 0) return finding('key-file-open', 'warning', { path, mode: mode.toString(8) })
  return finding('key-ok', 'ok', { path })
}

function webApp(): Finding {
  return existsSync(web) ? finding('web-app-ok', 'ok') : finding('web-app-missing', 'warning')
}

async function port({ port, host }: Config): Promise<Finding> {
  const address = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host
  const answer = await fetch(`http://${address}:${port}/healthz`, { signal: AbortSignal.timeout(3_000) })
    .then((response) => response.json() as Promise<{ ok?: boolean; version?: string }>)
    .catch(() => null)
  if (answer?.ok === true && typeof answer.version === 'string')
    return finding('port-ours', 'ok', { port, version: answer.version })
  const reason = await whyNotListen(port, host)
  return reason === null ? finding('port-free', 'ok', { port }) : finding('port-taken', 'error', { port, reason })
}

function whyNotListen(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen(port, host, () => server.close(() => resolve(null)))
  })
}

function publicUrl({ publicUrl, host }: Config): Finding[] {
  if (!publicUrl) return isLoopback(host) ? [] : [finding('public-url-missing', 'warning', { host })]
  const { protocol, hostname } = new URL(publicUrl)
  if (protocol === 'https:') return [finding('public-url-ok', 'ok', { url: publicUrl })]
  return isLoopback(hostname) ? [] : [finding('public-url-insecure', 'warning', { url: publicUrl })]
}

function isLoopback(host: string): boolean {
  return /^(127\.[\d.]+|localhost|::1|\[::1\])$/.test(host)
}
