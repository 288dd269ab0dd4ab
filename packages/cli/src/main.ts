import { Command } from 'commander'
import { exit, languageOf } from './language.ts'
import { dataCommands } from './commands/data.ts'
import { serveCommand } from './commands/serve.ts'

const language = languageOf(process.argv, process.env)
const program = new Command('resonanz').description(
  language === 'de' ? 'Resonanz: Kundenservice auf allen Kanälen' : 'Resonanz: customer care on every channel',
)
program
  .option('--json', language === 'de' ? 'Ausgabe als JSON' : 'print JSON')
  .option('--lang <de|en>', language === 'de' ? 'Sprache der Ausgabe' : 'language of the output')

serveCommand(program, language)
dataCommands(program, language)

try {
  await program.parseAsync()
} catch (error) {
  exit(error, language)
}
