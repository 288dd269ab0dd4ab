import type { Command } from 'commander'
import { withDatabase } from '../database.ts'
import { type CliLanguage, print } from '../language.ts'

const words = {
  de: {
    demo: 'Beispieldaten',
    load: 'lädt die Beispielfirma mit Fristen rund um jetzt',
    reset: 'nimmt die Beispielfirma heraus und lädt sie neu; andere Arbeitsbereiche bleiben, wie sie sind',
    loaded: (n: number) => `Die Beispielfirma ist da: ${n} Fälle.`,
    there: 'Die Beispielfirma ist schon da. „resonanz demo reset“ lädt sie neu.',
  },
  en: {
    demo: 'sample data',
    load: 'load the sample company with due times around now',
    reset: 'take the sample company out and load it anew; other workspaces stay as they are',
    loaded: (n: number) => `The sample company is there: ${n} cases.`,
    there: 'The sample company is there already. “resonanz demo reset” loads it anew.',
  },
} as const

export function demoCommand(program: Command, language: CliLanguage): void {
  const w = words[language]
  const demo = program.command('demo').description(w.demo)
  const load = async (removeFirst: boolean) => {
    const { loadDemo, removeDemo } = await import('@resonanz/server')
    const done = await withDatabase(async ({ deps }) => {
      if (removeFirst) await removeDemo(deps)
      return loadDemo(deps)
    })
    print(program, done ?? { cases: 0, alreadyThere: true }, done ? w.loaded(done.cases) : w.there)
  }
  demo
    .command('load')
    .description(w.load)
    .action(() => load(false))
  demo
    .command('reset')
    .description(w.reset)
    .action(() => load(true))
}
