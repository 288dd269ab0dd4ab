import type { Command } from 'commander'
import type { CliLanguage } from '../language.ts'
import { answerLines, type ReadLine } from './answer-lines.ts'
import { type TextLine, textLine } from './read-text.ts'

const words = {
  de: {
    duplicates:
      'gleiche Texte und gleiche Anliegen: liest je Zeile {"id", "text"}, auch mit time, in der Folge der Zeit',
    noId: 'In der Zeile fehlt „id“.',
  },
  en: {
    duplicates: 'same texts and same concerns: reads lines of {"id", "text"}, also with time, in the order of time',
    noId: 'The line lacks “id”.',
  },
} as const

export function duplicatesCommand(parent: Command, language: CliLanguage): void {
  const w = words[language]
  parent
    .command('duplicates')
    .description(w.duplicates)
    .action(async () => {
      const { openDuplicates } = await import('@resonanz/text')
      const duplicates = openDuplicates<string | number>()
      await answerLines(language, lineWithId(textLine(language), w.noId), (lines) =>
        duplicates
          .add(lines.map(({ id, text, row }) => ({ id, text, time: timeOf(row['time']) })))
          .map(({ id, cluster, similarity, sameAs, size }) => ({
            id,
            cluster,
            similarity,
            sameAs: sameAs ?? null,
            size,
            keyPhrases: size > 1 ? duplicates.keyPhrases(cluster) : [],
          })),
      )
    })
}

function lineWithId(read: ReadLine<TextLine>, noId: string): ReadLine<TextLine & { id: string | number }> {
  return (line, number) => {
    const said = read(line, number)
    if (said === null || 'error' in said) return said
    const { id } = said.value
    return id === null ? { error: noId } : { value: { ...said.value, id } }
  }
}

/** ISO 8601 or milliseconds; null, where there is none, is the time of the line before. */
function timeOf(value: unknown): number | null {
  const timeMs = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isFinite(timeMs) ? timeMs : null
}
