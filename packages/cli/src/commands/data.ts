import { mailToJson, parseFeed, feedToJson, parseMail } from '@resonanz/channels'
import { backup, describeConfig, migrate, openDeps, readConfig, restore, verifyArchive } from '@resonanz/server'
import type { Command } from 'commander'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CliLanguage, print } from '../language.ts'

const words = {
  de: {
    migrate: 'Bringt das Schema der Datenbank auf den Stand dieses Programms',
    config: 'Einstellungen',
    check: 'Zeigt die wirksamen Werte, Geheimnisse verdeckt',
    backup: 'Sichert alles in eine Datei',
    restore: 'Stellt eine Sicherung in eine leere Datenbank wieder her',
    verify: 'nur prüfen: in einer Wegwerf-Datenbank wiederherstellen und vergleichen',
    mail: 'Mails',
    mailParse: 'Zeigt je Datei, was in der Mail steht',
    feed: 'Feeds',
    feedParse: 'Zeigt je Datei die Einträge des Feeds',
    file: 'Zieldatei',
    saved: (n: number, path: string) => `Gesichert: ${n} Zeilen nach ${path}`,
    restored: (n: number) => `Wiederhergestellt und verglichen: ${n} Zeilen`,
    verified: (n: number) => `Die Sicherung ist vollständig: ${n} Zeilen verglichen`,
    upToDate: 'Das Schema ist aktuell',
    applied: (names: string[]) => `Angewandt: ${names.join(', ')}`,
  },
  en: {
    migrate: 'Bring the database schema up to this program',
    config: 'Settings',
    check: 'Show the effective values, secrets masked',
    backup: 'Save everything into one file',
    restore: 'Restore a backup into an empty database',
    verify: 'only check: restore into a scratch database and compare',
    mail: 'Mails',
    mailParse: 'Show per file what the mail says',
    feed: 'Feeds',
    feedParse: 'Show per file the items of the feed',
    file: 'target file',
    saved: (n: number, path: string) => `Saved ${n} rows to ${path}`,
    restored: (n: number) => `Restored and compared ${n} rows`,
    verified: (n: number) => `The backup is whole: ${n} rows compared`,
    upToDate: 'The schema is up to date',
    applied: (names: string[]) => `Applied: ${names.join(', ')}`,
  },
} as const

/** Commands that need no running product: schema, configuration, backup, reading single mails and feeds. */
export function dataCommands(program: Command, language: CliLanguage) {
  const w = words[language]
  program
    .command('migrate')
    .description(w.migrate)
    .action(async () => {
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
    .action(() => {
      const values = describeConfig(readConfig())
      print(
        program,
        values,
        values
          .map((value) => `${value.variable.padEnd(34)} ${String(value.value ?? '–').padEnd(28)} ${value.description}`)
          .join('\n'),
      )
    })
  program
    .command('backup')
    .argument('[file]', w.file)
    .description(w.backup)
    .action(async (file: string | undefined) => {
      const config = readConfig()
      const opened = await openDeps(config)
      try {
        const path = file ?? join(config.data, `resonanz-${new Date().toISOString().replace(/[:.]/g, '-')}.rzb`)
        const done = await backup(opened.adminUrl, path, '0.1.0')
        print(program, done, w.saved(done.rows, done.path))
      } finally {
        await opened.close()
      }
    })
  program
    .command('restore')
    .argument('<file>')
    .option('--verify', w.verify)
    .description(w.restore)
    .action(async (file: string, options: { verify?: boolean }) => {
      if (options.verify) {
        const done = await verifyArchive(file)
        return print(program, done, w.verified(done.rows))
      }
      const opened = await openDeps(readConfig())
      try {
        const done = await restore(opened.adminUrl, file)
        print(program, done, w.restored(done.rows))
      } finally {
        await opened.close()
      }
    })
  program
    .command('mail')
    .description(w.mail)
    .command('parse')
    .argument('<files...>')
    .description(w.mailParse)
    .action(async (files: string[]) => {
      for (const file of files) console.log(JSON.stringify(mailToJson(file, parseMail(await readFile(file)))))
    })
  program
    .command('feed')
    .description(w.feed)
    .command('parse')
    .argument('<files...>')
    .description(w.feedParse)
    .action(async (files: string[]) => {
      for (const file of files) console.log(JSON.stringify(feedToJson(file, parseFeed(await readFile(file)))))
    })
}
