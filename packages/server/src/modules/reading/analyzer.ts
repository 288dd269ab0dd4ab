import type { Analysis } from '@resonanz/text'

/** What one text says, by the shipped models; null where there are none. Models are read once per thread. */
export function analyzeText(_text: string, _names: readonly string[]): Analysis | null {
  return null
}
