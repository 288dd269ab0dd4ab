import { existsSync, writeFileSync } from 'node:fs'
import type { Config } from './config.ts'

/**
 * Crash tests only: ends the process as `kill -9` does when it reaches the named point. The value is `name` or
 * `name@file`: with a file it happens once, the file remembers it.
 */
export function failPoint(config: Config, name: string): void {
  if (!config.failPoint) return
  const [point, file] = config.failPoint.split('@')
  if (point !== name) return
  if (file) {
    if (existsSync(file)) return
    writeFileSync(file, name)
  }
  process.kill(process.pid, 'SIGKILL')
}
