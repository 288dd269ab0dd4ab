import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

export type CliRun = { code: number | null; out: string; err: string }

const program = join(import.meta.dirname, '..', 'bin', 'resonanz.mjs')

/** For tests: the real command line as a process of its own, with nobody's settings but `env`, and `input` to read. */
export function startCli(
  args: readonly string[],
  env: Record<string, string> = {},
  input = '',
): ChildProcess & { run: Promise<CliRun> } {
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', TZ: 'UTC', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  // A command that reads nothing may be gone before it was all written.
  child.stdin.on('error', () => {}).end(input)
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (err += text))
  const run = new Promise<CliRun>((resolve) => child.once('close', (code) => resolve({ code, out, err })))
  return Object.assign(child, { run })
}

export function runCli(args: readonly string[], env: Record<string, string> = {}, input = ''): Promise<CliRun> {
  return startCli(args, env, input).run
}
