import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { CliLanguage } from '../language.ts'

const words = {
  de: {
    mail: 'Mails',
    mailParse: 'zeigt je Datei eine Zeile JSON mit dem, was in der Mail steht',
    feed: 'Feeds',
    feedParse: 'zeigt je Datei eine Zeile JSON mit den Einträgen des Feeds',
    files: 'Dateien',
  },
  en: {
    mail: 'mails',
    mailParse: 'print per file one line of JSON with what the mail says',
    feed: 'feeds',
    feedParse: 'print per file one line of JSON with the items of the feed',
    files: 'files',
  },
} as const

export function parseCommands(program: Command, language: CliLanguage): void {
  const w = words[language]
  program
    .command('mail')
    .description(w.mail)
    .command('parse')
    .description(w.mailParse)
    .argument('<files...>', w.files)
    .action(async (files: string[]) => {
      const { mailToJson, parseMail } = await import('@resonanz/channels')
      for (const file of files) console.log(JSON.stringify(mailToJson(file, parseMail(await readFile(file)))))
    })
  program
    .command('feed')
    .description(w.feed)
    .command('parse')
    .description(w.feedParse)
    .argument('<files...>', w.files)
    .action(async (files: string[]) => {
      const { feedToJson, parseFeed } = await import('@resonanz/channels')
      for (const file of files) console.log(JSON.stringify(feedToJson(file, parseFeed(await readFile(file)))))
    })
}
