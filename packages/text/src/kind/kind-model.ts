import { concernKinds } from '../analysis.ts'
import { type Head, readModel } from '../learn/index.ts'
import { kindSignalNames } from './signals.ts'

/** Heads over shared features, and above them weights over their scores and the signals of cue phrases. */
export type KindModel = {
  /** One output per kind of `concernKinds`. */
  kinds: Head
  /** Urgency, anger, repeated contact. */
  grades: Head
  /** Spam against everything else. */
  spam: Head
  /** Positive and negative, as tweets are. */
  polar: Head
  upper: Record<UpperName, Upper>
}

export const upperNames = ['kind', 'urgency', 'anger', 'repeated'] as const
export type UpperName = (typeof upperNames)[number]
/** `weights`: [input][output]; inputs are the scores of the heads and the signals. */
export type Upper = { weights: Float64Array; bias: Float64Array }

export const gradeNames = ['urgency', 'anger', 'repeated'] as const
export const upperInputs = concernKinds.length + gradeNames.length + 3 + kindSignalNames.length

/** Throws `Error` on bytes that are no model of kinds. */
export function readKindModel(bytes: Uint8Array): KindModel {
  const { heads, about } = readModel(bytes, 'kind')
  const { kinds, grades, spam, polar } = heads
  const upper = about['upper'] as Record<UpperName, { weights: number[]; bias: number[] }> | undefined
  const isWhole =
    upper !== undefined &&
    upperNames.every((name) => {
      const outputs = name === 'kind' ? concernKinds.length : 1
      return upper[name]?.bias?.length === outputs && upper[name].weights?.length === outputs * upperInputs
    })
  if (!isWhole || !kinds || !grades || !spam || !polar) throw new Error('The model of kinds is damaged.')
  return { kinds, grades, spam, polar, upper: asArrays(upper) }
}

function asArrays(upper: Record<UpperName, { weights: number[]; bias: number[] }>): KindModel['upper'] {
  const read = (name: UpperName): Upper => ({
    weights: Float64Array.from(upper[name].weights),
    bias: Float64Array.from(upper[name].bias),
  })
  return { kind: read('kind'), urgency: read('urgency'), anger: read('anger'), repeated: read('repeated') }
}
