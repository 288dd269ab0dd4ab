import type { CliLanguage } from '../language.ts'
import type { ReadLine } from './answer-lines.ts'

const words = {
  de: { notJson: 'Die Zeile ist kein JSON.', noText: 'In der Zeile fehlt „text“ (erwartet: {"id": …, "text": "…"}).' },
  en: { notJson: 'The line is no JSON.', noText: 'The line lacks “text” (expected: {"id": …, "text": "…"}).' },
} as const

export type TextLine = { id: string | number | null; text: string; row: Record<string, unknown> }

/** `{id, text}` with whatever else a command asks for in `row`; a string alone is a text without id. */
export function textLine(language: CliLanguage): ReadLine<TextLine> {
  const w = words[language]
  return (line) => {
    const parsed = parseJson(line)
    if (parsed === undefined) return { error: w.notJson }
    if (typeof parsed === 'string') return { value: { id: null, text: parsed, row: {} } }
    const row = typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {}
    const { id, text } = row
    if (typeof text !== 'string') return { error: w.noText }
    return { value: { id: typeof id === 'string' || typeof id === 'number' ? id : null, text, row } }
  }
}

/** undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
