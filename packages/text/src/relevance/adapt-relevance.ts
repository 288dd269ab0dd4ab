import { buildMatrix, extractFeatures, makeHead, rowOf, type Space, trainLogistic } from '../learn/index.ts'
import type { RelevanceModel } from './relevance.ts'

const space: Space = {
  bits: 16,
  binary: true,
  groups: [
    { group: 'word', gain: 1 },
    { group: 'pair', gain: 0.7 },
    { group: 'char', gain: 1.5 },
    { group: 'name', gain: 0.7 },
  ],
}
const decisionsMin = 40

/**
 * The general model with a head of the workspace's own, learned from what people decided in triage. Below 40 decisions,
 * or where all were the same, the model comes back as it is.
 */
export function adaptRelevance(
  model: RelevanceModel,
  decisions: readonly { text: string; isRelevant: boolean }[],
): RelevanceModel {
  const relevant = decisions.filter(({ isRelevant }) => isRelevant).length
  if (decisions.length < decisionsMin || relevant === 0 || relevant === decisions.length) return model
  const matrix = buildMatrix(
    decisions.map(({ text }) => rowOf(extractFeatures(text), space)),
    { idf: 0.5 },
  )
  const targets = Float32Array.from(decisions, ({ isRelevant }) => (isRelevant ? 1 : 0))
  const weights = trainLogistic(matrix, { targets, outputs: 1, kind: 'any-of', l2: 0.2, rounds: 60 })
  return { ...model, own: makeHead(matrix, weights, { labels: ['relevant'], kind: 'any-of', space }) }
}
