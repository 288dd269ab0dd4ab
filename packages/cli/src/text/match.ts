import { readFile } from 'node:fs/promises'
import type { MatchPost, Query } from '@resonanz/text'
import { type Command, Option } from 'commander'
import { BadInput } from '../exit.ts'
import type { CliLanguage } from '../language.ts'
import { answerLines } from './answer-lines.ts'
import { parseJson, textLine } from './read-text.ts'

const words = {
  de: {
    match:
      'welche der Suchen trifft ein Text: liest je Zeile {"id", "text"}, auch mit lang, author, source, sentiment, reach',
    queries: 'Datei mit einer Suche je Zeile: {"id", "query"}',
    folding: 'words: Beugungen, Schreibweisen und Zusammensetzungen zählen mit; none: nur das Wort, wie es dasteht',
    bad: (line: number, place: number, message: string) => `Suche in Zeile ${line}, Zeichen ${place}: ${message}`,
  },
  en: {
    match:
      'which queries a text meets: reads lines of {"id", "text"}, also with lang, author, source, sentiment, reach',
    queries: 'file with one query per line: {"id", "query"}',
    folding: 'words: inflections, spellings and compounds count too; none: only the word as it stands',
    bad: (line: number, place: number, message: string) => `Query in line ${line}, character ${place}: ${message}`,
  },
} as const

type Folding = 'words' | 'none'

export function matchCommand(parent: Command, language: CliLanguage): void {
  const w = words[language]
  parent
    .command('match')
    .description(w.match)
    .requiredOption('--queries <file>', w.queries)
    .addOption(new Option('--folding <how>', w.folding).choices(['words', 'none']).default('words'))
    .action(async (options: { queries: string; folding: Folding }) => {
      const { compileQueries } = await import('@resonanz/text')
      const queries = await readQueries(options.queries, options.folding, language)
      const matcher = compileQueries(queries, { folding: options.folding })
      await answerLines(language, textLine(language), (lines) => {
        const found = matcher.match(lines.map(({ text, row }) => postOf(text, row)))
        return lines.map(({ id }, at) => ({ id, matches: found[at] }))
      })
    })
}

/** Throws BadInput that names every query it cannot read, with line and place. */
async function readQueries(
  path: string,
  folding: Folding,
  language: CliLanguage,
): Promise<{ id: string | number; query: Query }[]> {
  const { readQueryLine } = await import('@resonanz/text')
  const complaints: string[] = []
  const queries = (await readFile(path, 'utf8'))
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((line, at) => {
      if (line.trim() === '') return []
      const read = readQueryLine(parseJson(line), { folding })
      if (read.ok) return [{ id: read.id, query: read.query }]
      complaints.push(
        ...read.errors.map(({ start, message }) => words[language].bad(at + 1, start + 1, message[language])),
      )
      return []
    })
  if (complaints.length > 0) throw new BadInput(complaints.slice(0, 20).join('\n'))
  return queries
}

function postOf(text: string, row: Record<string, unknown>): MatchPost {
  const word = (name: string) => (typeof row[name] === 'string' ? row[name] : null)
  const number = (name: string) => (typeof row[name] === 'number' ? row[name] : null)
  return {
    text,
    lang: word('lang'),
    author: word('author'),
    source: word('source'),
    channel: word('channel'),
    sentiment: word('sentiment'),
    kind: word('kind'),
    topic: word('topic'),
    reach: number('reach'),
    score: number('score'),
  }
}
