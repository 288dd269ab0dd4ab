import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Analysis, type Analyzer, modelFiles, openAnalyzer } from '@resonanz/text'

/** Raised when the same models are to read differently: what this program adds around them. */
const around = 1

let analyzer: Analyzer | null | undefined

/** What one text says, by the shipped models; null where they are not there. Models are read once per thread. */
export function analyzeText(text: string, names: readonly string[]): Analysis | null {
  analyzer ??= open()
  return analyzer?.analyze([{ text }], names.length > 0 ? { about: { names } } : {})[0] ?? null
}

/** Reads the models ahead: the first text may be of somebody who waits. */
export function warmReader(): void {
  analyzer ??= open()
  modelVersion()
}

function open(): Analyzer | null {
  try {
    return openAnalyzer((file) => readFileSync(file))
  } catch {
    return null
  }
}

let version: string | undefined

/** Of the shipped models and what stands around them: a change has every text read again. */
export function modelVersion(): string {
  version ??= `${around}-${hashOfModels()}`
  return version
}

function hashOfModels(): string {
  const hash = createHash('sha256')
  try {
    for (const file of modelFiles) hash.update(readFileSync(file))
    return hash.digest('hex').slice(0, 8)
  } catch {
    return 'none'
  }
}
