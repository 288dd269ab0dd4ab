import { parseQuery, type Query } from '@resonanz/text'

export type NamedQuery = { name: string; query: string | Query }

/** `Name = query`; a line without a name is named by itself. */
export function readQueryLine(line: string): { name: string; query: string } {
  const found = /^(?<name>[^="]{1,80}?)\s+=\s+(?<query>\S.*)$/s.exec(line.trim())?.groups
  return found
    ? { name: found['name']!.trim(), query: found['query']! }
    : { name: line.trim().slice(0, 80), query: line.trim() }
}

/** The first line that is no query; null when all are. */
export function wrongQuery(lines: readonly string[]): { line: number; text: string } | null {
  const at = lines.findIndex((line) => !parseQuery(readQueryLine(line).query).ok)
  return at < 0 ? null : { line: at + 1, text: lines[at]!.slice(0, 200) }
}
