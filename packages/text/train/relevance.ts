// Trains the general relevance model: is it said to or about public transport (MobASA).
import {
  buildMatrix,
  extractFeatures,
  makeHead,
  rowOf,
  type Space,
  trainLogistic,
  writeModel,
} from '../src/learn/index.ts'
import type { RelevanceModel } from '../src/relevance/relevance.ts'
import { mobasaAspects, mobasaDocuments } from './data/mobasa.ts'
import type { Part } from './data/source.ts'
import { storeModel } from './store-model.ts'

const space: Space = {
  bits: 18,
  binary: true,
  groups: [
    { group: 'word', gain: 1 },
    { group: 'pair', gain: 0.7 },
    { group: 'char', gain: 1.5 },
    { group: 'name', gain: 0.7 },
  ],
}
/** All of MobASA's documents with aspects are relevant; they are no fair sample and count less. */
const weightOfAspectDocuments = 0.3
/** They also move the middle a little; chosen on the parts not kept for reporting. */
const threshold = 0.2

export function train(): void {
  const { version, head } = trainRelevance(['train', 'dev', 'test'])
  const bytes = writeModel({ name: 'relevance', version, heads: { relevance: head }, parts: {}, about: { threshold } })
  storeModel('relevance', bytes)
}

/** A model that has seen these parts. */
export function trainRelevance(parts: readonly Part[]): RelevanceModel {
  const documents = mobasaDocuments().filter(({ part }) => parts.includes(part))
  const known = new Set(mobasaDocuments().map(({ text }) => text))
  const aspects = mobasaAspects().filter(({ part, text }) => parts.includes(part) && !known.has(text))
  const texts = [...documents, ...aspects].map(({ text }) => text)
  const matrix = buildMatrix(
    texts.map((text) => rowOf(extractFeatures(text), space)),
    { idf: 0.5 },
  )
  const isDocument = (at: number) => at < documents.length
  const weights = trainLogistic(matrix, {
    targets: Float32Array.from(texts, (_, at) => (isDocument(at) && !documents[at]!.label.relevant ? 0 : 1)),
    outputs: 1,
    kind: 'any-of',
    rowWeights: Float32Array.from(texts, (_, at) => (isDocument(at) ? 1 : weightOfAspectDocuments)),
    l2: 0.1,
    rounds: 60,
  })
  return { version: '1', head: makeHead(matrix, weights, { labels: ['relevant'], kind: 'any-of', space }), threshold }
}
