import { analyzeText, modelVersion } from './analyzer.ts'
import { applyOwn, type OwnHeads } from './apply-own.ts'
import { type MessageReading, type Reading, readingOf } from './reading.ts'
import { type OwnModel, proposeTopic } from './topics.ts'

/** What a thread needs to know to read texts of a workspace. */
export type ReadingContext = {
  /** Names of the company and its products. */
  names: string[]
  /** The workspace's own topic classifier; null: none yet. */
  topic: OwnModel | null
  /** What it taught on top of the shipped models. */
  heads: OwnHeads
}

/** Longer texts are read up to here: what they are about stands at their beginning, and nobody waits for the rest. */
const textMost = 20_000

/**
 * Reads one text; runs in a worker thread. Never throws: a text that cannot be read says why, and is taken all the
 * same. Null where there is nothing to read or nothing to read with.
 */
export function readText(text: string, context: ReadingContext): MessageReading | null {
  const read = text.slice(0, textMost)
  if (read.trim() === '') return null
  try {
    const reading = readShipped(read, context.names)
    if (!reading) return null
    return {
      reading: applyOwn(reading, read, context.heads),
      failed: null,
      modelVersion: modelVersion(),
      topic: context.topic && proposeTopic(read, context.topic),
    }
  } catch {
    return notRead('failed')
  }
}

/** What the shipped models alone say; null where there are none. */
export function readShipped(text: string, names: readonly string[]): Reading | null {
  const analysis = analyzeText(text, names)
  return analysis && readingOf(analysis)
}

/** In place of a reading: why there is none. */
export function notRead(code: string): MessageReading {
  return { reading: null, failed: code, modelVersion: modelVersion() }
}
