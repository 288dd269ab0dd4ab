export type CliLanguage = 'de' | 'en'

/** German where the machine speaks German or --lang says so, English else. */
export function languageOf(argv: readonly string[], env: Record<string, string | undefined>): CliLanguage {
  const asked = argv[argv.indexOf('--lang') + 1]
  if (argv.includes('--lang') && (asked === 'de' || asked === 'en')) return asked
  return /^de/i.test(env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? env.LANGUAGE ?? '') ? 'de' : 'en'
}

/** Ends with one clear message. 78: configuration, 74: cannot read or write, 1: anything else (sysexits). */
export function exit(error: unknown, language: CliLanguage): never {
  const known = error as Error & { code?: string }
  console.error(`${language === 'de' ? 'Fehler' : 'Error'}: ${known.message}`)
  if (process.env.RESONANZ_LOG_LEVEL === 'debug') console.error(known.stack)
  process.exit(known.message.startsWith('Configuration') ? 78 : /^E[A-Z]+$/.test(known.code ?? '') ? 74 : 1)
}

/** A command's answer: JSON with --json, else a sentence. */
export function print(program: { opts(): { json?: boolean } }, value: unknown, sentence: string): void {
  console.log(program.opts().json ? JSON.stringify(value) : sentence)
}
