import { join } from 'node:path'
import type { Command } from 'commander'
import { withDatabase } from '../database.ts'
import { type CliLanguage, print } from '../language.ts'

const words = {
  de: {
    backup: 'sichert alles in eine Datei, auch während Resonanz läuft',
    restore: 'stellt eine Sicherung in einer leeren Datenbank wieder her',
    target: 'Zieldatei; ohne Angabe eine mit Datum im Datenordner',
    archive: 'Datei der Sicherung',
    verifyBackup: 'danach in einer Wegwerf-Datenbank wiederherstellen und vergleichen',
    verifyRestore: 'nur prüfen: in einer Wegwerf-Datenbank wiederherstellen und vergleichen',
    saved: (n: number, path: string, verified: boolean) =>
      `Gesichert: ${n} Zeilen nach ${path}${verified ? ', wiederhergestellt und verglichen' : ''}.`,
    key: 'Der Schlüssel der gespeicherten Zugangsdaten ist nicht darin: Bewahren Sie die Datei resonanz.key aus dem Datenordner getrennt auf.',
    restored: (n: number) =>
      `Wiederhergestellt und verglichen: ${n} Zeilen. Die Kanäle ruhen, und was unterwegs war, steht auf „unklar“: Bitte im Bereich „Kanäle“ wieder einschalten.`,
    verified: (n: number) => `Die Sicherung ist vollständig: ${n} Zeilen verglichen.`,
  },
  en: {
    backup: 'save everything into one file, also while Resonanz runs',
    restore: 'restore a backup into an empty database',
    target: 'target file; without it one with the date in the data folder',
    archive: 'file of the backup',
    verifyBackup: 'afterwards restore it into a scratch database and compare',
    verifyRestore: 'only check: restore into a scratch database and compare',
    saved: (n: number, path: string, verified: boolean) =>
      `Saved ${n} rows to ${path}${verified ? ', restored and compared' : ''}.`,
    key: 'The key of the stored credentials is not in it: keep the file resonanz.key of the data folder apart from it.',
    restored: (n: number) =>
      `Restored and compared ${n} rows. The channels rest, and what was on its way is “unclear”: switch them on again under “Channels”.`,
    verified: (n: number) => `The backup is whole: ${n} rows compared.`,
  },
} as const

export function archiveCommands(program: Command, language: CliLanguage): void {
  const w = words[language]
  program
    .command('backup')
    .description(w.backup)
    .argument('[file]', w.target)
    .option('--verify', w.verifyBackup)
    .action(async (file: string | undefined, options: { verify?: boolean }) => {
      const { backup, readConfig, version } = await import('@resonanz/server')
      const path = file ?? join(readConfig().data, `resonanz-${new Date().toISOString().replace(/[:.]/g, '-')}.rzb`)
      const done = await withDatabase((opened) =>
        backup(opened.adminUrl, path, version, { verify: options.verify === true }),
      )
      print(program, done, `${w.saved(done.rows, done.path, done.verified)}\n${w.key}`)
    })
  program
    .command('restore')
    .description(w.restore)
    .argument('<file>', w.archive)
    .option('--verify', w.verifyRestore)
    .action(async (file: string, options: { verify?: boolean }) => {
      const { openDeps, readConfig, restore, verifyArchive } = await import('@resonanz/server')
      if (options.verify) {
        const done = await verifyArchive(file)
        return print(program, done, w.verified(done.rows))
      }
      // Never into the database of a running product: opening it ourselves refuses that.
      const config = readConfig()
      const opened = await openDeps({ ...config, logLevel: 'silent' })
      try {
        const done = await restore(opened.adminUrl, file)
        print(program, done, `${w.restored(done.rows)}\n${w.key}`)
      } finally {
        await opened.close()
      }
    })
}
