import { type Command, Option } from 'commander'
import type { CliLanguage } from '../language.ts'
import { answerLines } from './answer-lines.ts'
import { textLine } from './read-text.ts'

const words = {
  de: {
    guideline: 'prüft Antworten gegen die mitgelieferten Regeln; je Zeile {"id", "text"}',
    channel: 'Kanal, auf dem geantwortet wird: email, phone, form, x, facebook …',
    audience: 'wer mitliest: alle oder nur die Person',
  },
  en: {
    guideline: 'check replies against the rules that come with the product; lines of {"id", "text"}',
    channel: 'channel of the reply: email, phone, form, x, facebook …',
    audience: 'who can read it: everybody or the person alone',
  },
} as const

type Options = { channel: string; audience: 'public' | 'private' }

export function guidelineCommand(parent: Command, language: CliLanguage): void {
  const w = words[language]
  parent
    .command('guideline')
    .description(w.guideline)
    .requiredOption('--channel <channel>', w.channel)
    .addOption(new Option('--audience <who>', w.audience).choices(['public', 'private']).makeOptionMandatory())
    .action(async ({ channel, audience }: Options) => {
      const { checkGuideline, shippedRules } = await import('@resonanz/text')
      await answerLines(language, textLine(language), (lines) =>
        lines.map(({ id, text }) => ({
          id,
          findings: checkGuideline(shippedRules, { text, channel, audience }).map(
            ({ rule, level, start, end, reason, suggestion }) => {
              return { rule, level, start, end, reason: reason[language], suggestion: suggestion[language] }
            },
          ),
        })),
      )
    })
}
