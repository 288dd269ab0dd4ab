import { type Features, type Head, readModel, scoreHead, sigmoid } from '../learn/index.ts'
import type { Evidence } from '../analysis.ts'
import { type About, type NameIndex, readNames } from './names.ts'

export type RelevanceModel = {
  version: string
  /** Is it said to or about public transport, as MobASA has it. One output. */
  head: Head
  /** Score from which a text counts as relevant. */
  threshold: number
}

export type Relevance = { score: number; spans: Evidence[] }

/** Reads packages/text/models/relevance.bin. Throws `Error` on bytes that are no such model. */
export function readRelevanceModel(bytes: Uint8Array): RelevanceModel {
  const { version, heads, about } = readModel(bytes, 'relevance')
  const head = heads['relevance']
  const threshold = about['threshold']
  if (head === undefined || head.labels.length !== 1 || typeof threshold !== 'number')
    throw new Error('The model has no such head.')
  return { version, head, threshold }
}

/** How near to 1 a sentence without any of the names can come where the field is not public transport. */
const withoutName = 0.15
const withName = 0.85
const withExclusion = 0.03

/**
 * Whether each text is about us, 0 to 1; from 0.5 it counts as relevant. Where the names are those of public transport
 * the trained model decides and a name found speaks for it; elsewhere a name, handle or product has to be there, and
 * adverts, vacancies and raffles speak against it. A workspace's own decisions are learnt above it (`adapt`), the score
 * as a signal.
 */
export function relevanceOf(
  model: RelevanceModel,
  batch: readonly { text: string; features: Features }[],
  about: About,
): Relevance[] {
  const names = indexOf(about)
  return batch.map((read) => {
    const found = names.find(read.text)
    const score = generalScore(model, read.features, names, found)
    return { score: Math.round(score * 1000) / 1000, spans: found.named }
  })
}

// The same names come with every batch of a workspace.
const indexes = new WeakMap<About, NameIndex>()

function indexOf(about: About): NameIndex {
  const known = indexes.get(about)
  if (known) return known
  const index = readNames(about)
  indexes.set(about, index)
  return index
}

function generalScore(
  { head, threshold }: RelevanceModel,
  features: Features,
  names: NameIndex,
  found: ReturnType<NameIndex['find']>,
): number {
  if (found.isExcluded && !found.isAddressed) return withExclusion
  if (names.isTransport) {
    const learnt = scoreHead(head, features)[0]! - threshold
    return sigmoid(learnt + (found.isAddressed ? 0.4 : 0))
  }
  if (found.named.length === 0) return withoutName
  return found.isAddressed ? 0.95 : withName - Math.min(0.6, found.noise * 0.3)
}
