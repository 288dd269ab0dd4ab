export type CliLanguage = 'de' | 'en'

/** German where the machine speaks German or --lang says so, English else. */
export function languageOf(argv: readonly string[], env: Record<string, string | undefined>): CliLanguage {
  const asked = argv.includes('--lang')
    ? argv[argv.indexOf('--lang') + 1]
    : argv.find((word) => word.startsWith('--lang='))?.slice('--lang='.length)
  if (asked === 'de' || asked === 'en') return asked
  return /^de/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || env.LANGUAGE || '') ? 'de' : 'en'
}

/** A command's answer: JSON with --json, else a sentence. */
export function print(program: { opts(): { json?: boolean } }, value: unknown, sentence: string): void {
  console.log(program.opts().json ? JSON.stringify(value) : sentence)
}
