import type { Command } from 'commander'
import { type CliLanguage, print } from '../language.ts'

const words = {
  de: {
    migrate: 'bringt das Schema der Datenbank auf den Stand dieses Programms',
    config: 'Einstellungen',
    check: 'zeigt die wirksamen Werte, Geheimnisse verdeckt',
    upToDate: 'Das Schema ist aktuell.',
    applied: (names: string[]) => `Angewandt: ${names.join(', ')}`,
  },
  en: {
    migrate: 'bring the database schema up to this program',
    config: 'settings',
    check: 'show the effective values, secrets masked',
    upToDate: 'The schema is up to date.',
    applied: (names: string[]) => `Applied: ${names.join(', ')}`,
  },
} as const

export function schemaCommands(program: Command, language: CliLanguage): void {
  const w = words[language]
  program
    .command('migrate')
    .description(w.migrate)
    .action(async () => {
      const { migrate, openDeps, readConfig } = await import('@resonanz/server')
      const opened = await openDeps(readConfig())
      try {
        const done = await migrate(opened.adminUrl)
        print(program, done, done.applied.length > 0 ? w.applied(done.applied) : w.upToDate)
      } finally {
        await opened.close()
      }
    })
  program
    .command('config')
    .description(w.config)
    .command('check')
    .description(w.check)
    .action(async () => {
      const { describeConfig, readConfig } = await import('@resonanz/server')
      const values = describeConfig(readConfig())
      const lines = values.map(({ variable, value, description }) => {
        return `${variable.padEnd(34)} ${String(value ?? '–').padEnd(28)} ${description}`
      })
      print(program, values, lines.join('\n'))
    })
}
