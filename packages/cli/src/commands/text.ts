import type { Command } from 'commander'
import type { CliLanguage } from '../language.ts'
import { alarmCommand } from '../text/alarm.ts'
import { analyzeCommand } from '../text/analyze.ts'
import { duplicatesCommand } from '../text/duplicates.ts'
import { guidelineCommand } from '../text/guideline.ts'
import { matchCommand } from '../text/match.ts'
import { topicCommands } from '../text/topic.ts'

const words = {
  de: { text: 'was ein Text sagt: liest Zeilen von der Standardeingabe und schreibt je Zeile eine Zeile JSON' },
  en: { text: 'what a text says: reads lines from standard input and prints one line of JSON for each' },
} as const

export function textCommands(program: Command, language: CliLanguage): void {
  const parent = program.command('text').description(words[language].text)
  analyzeCommand(parent, language)
  matchCommand(parent, language)
  guidelineCommand(parent, language)
  alarmCommand(parent, language)
  duplicatesCommand(parent, language)
  topicCommands(parent, program, language)
}
