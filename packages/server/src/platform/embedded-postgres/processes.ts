import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { promisify } from 'node:util'

// Linux answers from /proc, which is always there; macOS by ps.
const onLinux = process.platform === 'linux'

/** A zombie (dead, not yet fetched by its parent) counts as dead. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return !onLinux || statFields(pid)?.[0] !== 'Z'
}

/** Program and arguments of a process with blanks between; empty when it is gone or hidden. */
export async function commandLine(pid: number): Promise<string> {
  if (!onLinux) return ps(pid, 'args')
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ')
}

/** A mark that no later process with the same pid bears, also after a reboot; letters and digits only. */
export async function startedAt(pid: number): Promise<string> {
  if (!onLinux) return (await ps(pid, 'lstart')).replaceAll(/\W/g, '')
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
  return `${statFields(pid)?.[19] ?? ''}x${boot.slice(0, 8)}`
}

/** The sessions and background workers of PostgreSQL that work in a cluster's folder, not the postmaster. Linux only. */
export async function backendsIn(dir: string): Promise<number[]> {
  if (!onLinux) return []
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')))
  const inside = pids.filter((pid, index) => folders[index] === dir && isAlive(pid))
  // An operator's shell may stand there too.
  const commands = await Promise.all(inside.map(commandLine))
  return inside.filter((_, index) => commands[index]?.startsWith('postgres: '))
}

/** Fields of /proc/PID/stat from the third (state) on; the second may hold spaces and parentheses. */
function statFields(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

async function ps(pid: number, column: string): Promise<string> {
  return promisify(execFile)('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)]).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  )
}
