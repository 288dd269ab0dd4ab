import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashText } from '../../src/learn/index.ts'

/** The sets stand beside the repository; nothing of them is part of it. */
const folder = join(import.meta.dirname, '../../../../../shared/data')

export const noData = 'skipped: no ../shared/data'

export function hasData(): boolean {
  return existsSync(join(folder, 'README.md'))
}

/** A file of a set, such as `readSource('potts/train.tsv')`. Throws where the sets are absent: ask `hasData` first. */
export function readSource(path: string): string {
  return readFileSync(join(folder, path), 'utf8')
}

export type Part = 'train' | 'dev' | 'test'

/** One text of a set with what people said of it. Train on `train`, choose by `dev`, look at `test` only to report. */
export type Labelled<L> = { id: string; text: string; label: L; part: Part }

/**
 * The part a text belongs to, always the same: of 20 texts 14 are for training, 2 for choosing, 4 for reporting. The
 * same words with other handles and links fall into the same part, so that no copy of a test text is trained on.
 */
export function partOf(text: string): Part {
  const place = hashText(`parts of 2026 ${sameWords(text)}`) % 20
  return place < 4 ? 'test' : place < 6 ? 'dev' : 'train'
}

function sameWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/https?:\S+|@\w+|\brt\b/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The lines of a file without the last empty one. */
export function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line !== '')
}

/** Rows of comma- or tab-separated text with quoted fields, as RFC 4180 has it; the first row names the columns. */
export function readTable(text: string, separator = ','): Record<string, string>[] {
  const rows: string[][] = [[]]
  let field = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!
    if (quoted && char === '"' && text[at + 1] === '"') {
      field += '"'
      at++
    } else if (char === '"' && (quoted || field === '')) quoted = !quoted
    else if (!quoted && (char === separator || char === '\n')) {
      rows.at(-1)!.push(field.replace(/\r$/, ''))
      field = ''
      if (char === '\n') rows.push([])
    } else field += char
  }
  if (field !== '') rows.at(-1)!.push(field)
  const names = (rows.shift() ?? []).map((name) => name.replace(/^\uFEFF/, ''))
  return rows
    .filter((row) => row.length > 1)
    .map((row) => Object.fromEntries(names.map((name, column) => [name, row[column] ?? ''])))
}
