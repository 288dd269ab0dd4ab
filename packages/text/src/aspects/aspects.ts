import { type Analysis, sentimentLabels } from '../analysis.ts'
import { type Features, type Head, readModel, scoreHead, sigmoid, softmax } from '../learn/index.ts'

/** The aspects it was trained on: what MobASA asks of public transport. */
export const aspectCategories = [
  'accidents',
  'acoustic signal',
  'barrier general',
  'barrier others',
  'construction site',
  'demonstration',
  'escalator',
  'ground level access',
  'guiding routes',
  'info',
  'info acoustic',
  'info display',
  'lift',
  'lighting',
  'ramp',
  'security',
  'space',
] as const

export type AspectModel = {
  version: string
  head: Head
  /** Score from which a category is said when it is the highest of its text, and when it is a further one. */
  thresholds: { first: number; further: number }
  /** What the scores of the sentiment outputs are divided by. */
  temperature: number
}

export const aspectOutputs: readonly string[] = [...aspectCategories, ...sentimentLabels]

/** Reads packages/text/models/aspects.bin. Throws `Error` on bytes that are no such model. */
export function readAspectModel(bytes: Uint8Array): AspectModel {
  const { version, heads, about } = readModel(bytes, 'aspects')
  const head = heads['aspects']
  const thresholds = about['thresholds'] as AspectModel['thresholds'] | undefined
  const temperature = about['temperature']
  if (head === undefined || head.labels.length !== aspectOutputs.length) throw new Error('The model has no such head.')
  if (!Number.isFinite(thresholds?.first) || !Number.isFinite(thresholds?.further) || typeof temperature !== 'number')
    throw new Error('The model lacks its numbers.')
  return { version, head, thresholds: thresholds!, temperature }
}

/** The aspects each text speaks of, the surest first, each with its sentiment. */
export function aspectsOf(model: AspectModel, batch: readonly { features: Features }[]): Analysis['aspects'][] {
  const count = aspectCategories.length
  const scores = new Float64Array(aspectOutputs.length)
  return batch.map(({ features }) => {
    scoreHead(model.head, features, scores)
    const found: Analysis['aspects'] = []
    let top = 0
    for (let k = 1; k < count; k++) if (scores[k]! > scores[top]!) top = k
    for (let k = 0; k < count; k++) {
      if (scores[k]! <= (k === top ? model.thresholds.first : model.thresholds.further)) continue
      const feeling = softmax(scores.subarray(count), model.temperature)
      const at = feeling.indexOf(Math.max(...feeling))
      const confidence = Math.round(sigmoid(scores[k]!) * 1000) / 1000
      found.push({ category: aspectCategories[k]!, sentiment: sentimentLabels[at]!, confidence })
    }
    return found.toSorted((a, b) => b.confidence - a.confidence)
  })
}
