import { CommanderError } from 'commander'
import type { CliLanguage } from './language.ts'
import { inGerman } from './words/errors.ts'

/** By the numbers of sysexits.h where it has one. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 64,
  badFile: 65,
  inputOutput: 74,
  configuration: 78,
} as const

/** A file or line that a command was given and cannot use. The message is in the user's language already. */
export class BadInput extends Error {
  override name = 'BadInput'
}

/** Ends with one clear message in the user's language. RESONANZ_LOG_LEVEL=debug adds where it came from. */
export function exit(error: unknown, language: CliLanguage): never {
  // Commander has said already what is wrong, and --help is nothing wrong.
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? exitCodes.done : exitCodes.usage)
  const known = error as Error & { code?: string }
  const message = known.message || known.code || String(error)
  console.error(language === 'de' ? `Fehler: ${inGerman(message)}` : `Error: ${message}`)
  if (process.env.RESONANZ_LOG_LEVEL === 'debug') console.error(known.stack)
  process.exit(codeFor(known))
}

function codeFor(error: Error & { code?: string }): number {
  if (error.message.startsWith('Configuration')) return exitCodes.configuration
  if (error.name === 'BadArchive' || error instanceof BadInput) return exitCodes.badFile
  if (error.name === 'Refusal') return exitCodes.usage
  return /^E[A-Z]+$/.test(error.code ?? '') ? exitCodes.inputOutput : exitCodes.failed
}
