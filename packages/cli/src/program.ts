import { Command, Option } from 'commander'
import { archiveCommands } from './commands/archive.ts'
import { demoCommand } from './commands/demo.ts'
import { doctorCommand } from './commands/doctor.ts'
import { importCommand } from './commands/import.ts'
import { parseCommands } from './commands/parse.ts'
import { schemaCommands } from './commands/schema.ts'
import { serveCommand } from './commands/serve.ts'
import { textCommands } from './commands/text.ts'
import { userCommand } from './commands/user.ts'
import type { CliLanguage } from './language.ts'
import { complaintInGerman, exitCodeHelp, titles } from './words/usage.ts'

const words = {
  de: {
    about: 'Resonanz: Kundenservice auf allen Kanälen',
    json: 'Ausgabe als JSON',
    lang: 'Sprache der Ausgabe',
    help: 'diese Hilfe zeigen',
    helpCommand: 'Hilfe zu einem Befehl zeigen',
    command: '[befehl]',
  },
  en: {
    about: 'Resonanz: customer care on every channel',
    json: 'print JSON',
    lang: 'language of the output',
    help: 'show this help',
    helpCommand: 'show the help of a command',
    command: '[command]',
  },
} as const

/**
 * The whole command line in one language. Commands load the product when they run: help and wrong usage answer at once.
 * Throws CommanderError for wrong usage, after saying what is wrong.
 */
export function makeProgram(language: CliLanguage): Command {
  const w = words[language]
  const program = new Command('resonanz')
    .description(w.about)
    .option('--json', w.json)
    .addOption(new Option('--lang <de|en>', w.lang).choices(['de', 'en']))
    .addHelpText('after', exitCodeHelp(language))
  serveCommand(program, language)
  doctorCommand(program, language)
  schemaCommands(program, language)
  archiveCommands(program, language)
  demoCommand(program, language)
  userCommand(program, language)
  importCommand(program, language)
  parseCommands(program, language)
  textCommands(program, language)
  speak(program, language)
  return program
}

/** Commander's own words in the user's language, for every command below too. */
function speak(command: Command, language: CliLanguage): void {
  const w = words[language]
  command.exitOverride()
  command.helpOption('-h, --help', w.help)
  if (command.commands.length > 0) command.helpCommand(`help ${w.command}`, w.helpCommand)
  if (language === 'de')
    command
      .configureHelp({
        styleTitle: (title) => titles[title] ?? title,
        optionDescription: (option) => germanOption(option),
        subcommandTerm: (sub) => `${sub.name()}${sub.options.length > 0 ? ' [Optionen]' : ''}${argumentsOf(sub)}`,
        commandUsage: (sub) => usageOf(sub).replace('[options]', '[Optionen]').replace('[command]', '[Befehl]'),
      })
      .configureOutput({ outputError: (text, write) => write(complaintInGerman(text)) })
  for (const sub of command.commands) speak(sub, language)
}

function argumentsOf(command: Command): string {
  return command.registeredArguments
    .map((argument) => {
      const name = `${argument.name()}${argument.variadic ? '…' : ''}`
      return argument.required ? ` <${name}>` : ` [${name}]`
    })
    .join('')
}

function usageOf(command: Command): string {
  const names: string[] = []
  for (let at: Command | null = command; at; at = at.parent) names.unshift(at.name())
  return `${names.join(' ')} ${command.usage()}`
}

function germanOption(option: Option): string {
  const choices = option.argChoices ? ` (möglich: ${option.argChoices.join(', ')})` : ''
  const preset = option.defaultValue === undefined ? '' : ` (Vorgabe: ${String(option.defaultValue)})`
  return `${option.description}${choices}${preset}`
}
