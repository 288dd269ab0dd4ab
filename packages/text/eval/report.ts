import { type Figure, isReached } from './result.ts'

/** docs/text-quality.md from the figures of every evaluation, by its name. */
export function qualityReport(figures: Readonly<Record<string, readonly Figure[]>>): string {
  return `# How well the text functions hear

Written by \`npm run eval\`; change nothing by hand. Every figure is from texts that neither trained nor chose anything:
the parts are drawn by a fixed hash of the text (\`packages/text/train/data/source.ts\`). Beside it: always the commonest
answer, and a plain logistic regression over TF-IDF of words and pairs, trained on the same texts.

${Object.entries(figures)
  .map(([name, rows]) => `## ${name}\n\n${table(rows)}\n`)
  .join('\n')}`
}

function table(rows: readonly Figure[]): string {
  const lines = rows.map((figure) => {
    const reached = isReached(figure)
    return [
      figure.name,
      `${figure.set}, ${figure.part}`,
      String(figure.n),
      shown(figure.majority),
      shown(figure.baseline),
      `**${shown(figure.ours)}**`,
      shown(figure.goal),
      reached === null ? '–' : reached ? 'yes' : 'no',
      figure.note ?? '',
    ].join(' | ')
  })
  return [
    '| Figure | Set, part | Texts | Commonest | Plain | Ours | Goal | Reached | |',
    '|---|---|---|---|---|---|---|---|---|',
    ...lines.map((line) => `| ${line} |`),
  ].join('\n')
}

function shown(value: number | null): string {
  return value === null ? '–' : value.toFixed(3)
}
