import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Analysis } from '@resonanz/text'
import type { Command } from 'commander'
import type { CliLanguage } from '../language.ts'
import { answerLines } from './answer-lines.ts'
import { textLine } from './read-text.ts'

const words = {
  de: {
    analyze:
      'was ein Text sagt: Sprache, Tonalität, Anliegen, Dringlichkeit, Beleidigung, Anrede, persönliche Daten; je Zeile {"id", "text"}',
    about: 'Datei mit unseren Namen und Produkten, einer je Zeile; mit „-“ davor, was nicht gemeint ist',
  },
  en: {
    analyze:
      'what a text says: language, sentiment, concern, urgency, offence, form of address, personal data; lines of {"id", "text"}',
    about: 'file with our names and products, one per line; with “-” before it what is not meant',
  },
} as const

export function analyzeCommand(parent: Command, language: CliLanguage): void {
  const w = words[language]
  parent
    .command('analyze')
    .description(w.analyze)
    .option('--about <file>', w.about)
    .action(async (options: { about?: string }) => {
      const { openAnalyzer } = await import('@resonanz/text')
      const about = options.about === undefined ? undefined : aboutOf(await readFile(options.about, 'utf8'))
      const analyzer = openAnalyzer((file) => readFileSync(file))
      await answerLines(language, textLine(language), (lines) => {
        const found = analyzer.analyze(lines, { about })
        return lines.map(({ id }, at) => answerOf(id, found[at]!))
      })
    })
}

function aboutOf(text: string): { names: string[]; exclusions: string[] } {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return {
    names: lines.filter((line) => !line.startsWith('-')),
    exclusions: lines.flatMap((line) => (line.startsWith('-') ? [line.slice(1).trim()] : [])),
  }
}

function answerOf(id: string | number | null, analysis: Analysis): object {
  const { language, sentiment, relevance, kind, aspects, urgency, anger, offence, address, personalData } = analysis
  return {
    id,
    language: { code: language.code, confidence: language.confidence },
    sentiment: {
      label: sentiment.label,
      score: sentiment.score,
      confidence: sentiment.confidence,
      spans: sentiment.spans,
    },
    relevance: relevance && { score: relevance.score },
    kind: { label: kind.label, confidence: kind.confidence },
    aspects: aspects.map(({ category, sentiment }) => ({ category, sentiment })),
    urgency,
    anger,
    offence: { label: offence.label, score: offence.score },
    address,
    personalData: personalData.map(({ kind, start, end }) => ({ kind, start, end })),
  }
}
