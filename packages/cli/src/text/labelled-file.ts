import { BadInput } from '../exit.ts'
import type { CliLanguage } from '../language.ts'
import { parseJson } from './read-text.ts'

const words = {
  de: (line: number) =>
    `Zeile ${line}: Erwartet wird {"text": …, "label": …} oder eine Tabelle (Komma oder Tabulator) mit den Spalten text und label.`,
  en: (line: number) =>
    `Line ${line}: expected is {"text": …, "label": …} or a table (comma or tab) with the columns text and label.`,
} as const

export type LabelledText = { text: string; label: string | null }

const textNames = new Set(['text', 'utterance', 'message', 'question'])
const labelNames = new Set(['label', 'category', 'intent', 'topic', 'class'])

/**
 * Labelled texts from lines of JSON, or from a table with named columns, or from two columns without names parted by a
 * tab (text, label). A label that is null or empty stands for "belongs to none". Throws BadInput with the first bad line.
 */
export function readLabelled(content: string, language: CliLanguage): LabelledText[] {
  const source = content.replace(/^\uFEFF/, '')
  const refuse = (line: number): never => {
    throw new BadInput(words[language](line))
  }
  return /^\s*\{/.test(source) ? fromLines(source, refuse) : fromTable(source, refuse)
}

function fromLines(source: string, refuse: (line: number) => never): LabelledText[] {
  return source.split(/\r?\n/).flatMap((line, at) => {
    if (line.trim() === '') return []
    const row = parseJson(line)
    if (typeof row !== 'object' || row === null) return refuse(at + 1)
    const entries = Object.entries(row)
    const text = entries.find(([name]) => textNames.has(name))?.[1] as unknown
    const label = entries.find(([name]) => labelNames.has(name))?.[1] as unknown
    if (typeof text !== 'string' || label === undefined) return refuse(at + 1)
    return [{ text, label: labelOf(label, () => refuse(at + 1)) }]
  })
}

function fromTable(source: string, refuse: (line: number) => never): LabelledText[] {
  const separator = source.slice(0, source.search(/\r?\n|$/)).includes('\t') ? '\t' : ','
  const [first, ...others] = readRows(source, separator)
  if (first === undefined) return refuse(1)
  const names = first.fields.map((name) => name.trim().toLowerCase())
  let text = names.findIndex((name) => textNames.has(name))
  let label = names.findIndex((name) => labelNames.has(name))
  const hasNames = text >= 0 && label >= 0
  if (!hasNames) [text, label] = [0, 1]
  if (!hasNames && (separator === ',' || first.fields.length !== 2)) return refuse(1)
  return (hasNames ? others : [first, ...others]).map(({ fields, line }) => {
    const [said, called] = [fields[text], fields[label]]
    if (said === undefined || called === undefined) return refuse(line)
    return { text: said, label: labelOf(called, () => refuse(line)) }
  })
}

function labelOf(label: unknown, refuse: () => never): string | null {
  if (label === null || label === '') return null
  return typeof label === 'string' || typeof label === 'number' ? String(label) : refuse()
}

type Row = { fields: string[]; line: number }

/** RFC 4180: a field in quotation marks may hold separators and line ends, and its own marks twice. */
function readRows(source: string, separator: string): Row[] {
  const rows: Row[] = []
  let row: Row = { fields: [], line: 1 }
  let field = ''
  let isQuoted = false
  let line = 1
  const endRow = () => {
    row.fields.push(field.replace(/\r$/, ''))
    if (row.fields.length > 1 || row.fields[0] !== '') rows.push(row)
    row = { fields: [], line: line + 1 }
    field = ''
  }
  for (let at = 0; at < source.length; at += 1) {
    const char = source[at]!
    if (isQuoted && char === '"' && source[at + 1] === '"') {
      field += '"'
      at += 1
    } else if (char === '"' && (isQuoted || field === '')) isQuoted = !isQuoted
    else if (!isQuoted && char === separator) {
      row.fields.push(field)
      field = ''
    } else if (!isQuoted && char === '\n') endRow()
    else field += char
    if (char === '\n') line += 1
  }
  endRow()
  return rows
}
