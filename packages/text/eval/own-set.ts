import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A labelled set of our own, packages/text/data: `tune` was looked at while building, `kept` only to report. */
export function ownSet<T extends { half: 'tune' | 'kept' }>(name: string): T[] {
  const path = join(import.meta.dirname, '../data', `${name}.jsonl`)
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as T)
}

export type Counts = { hit: number; extra: number; missed: number }

export function precisionOf({ hit, extra }: Counts): number {
  return hit + extra === 0 ? 1 : hit / (hit + extra)
}

export function recallOf({ hit, missed }: Counts): number {
  return hit + missed === 0 ? 1 : hit / (hit + missed)
}
