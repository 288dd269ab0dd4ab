import { type Head, readModel } from '../learn/index.ts'
import { signalNames } from './signals.ts'

/** Linear heads over shared features and, above them, a small one over their scores and the signals of the lexicon. */
export type OffenceModel = {
  /** GermEval's OFFENSE against OTHER; one output. */
  offence: Head
  /** Insult and abuse, as GermEval tells them apart; two outputs. */
  fine: Head
  /** Hate against groups, one output. */
  hate: Head
  /** How negative the text is, one output. */
  negative: Head
  /** Weights of `headScores` and `signalNames`, in this order, and their bias. */
  weights: readonly number[]
  bias: number
  /** A share from which on a text counts as offensive. */
  threshold: number
}

/** The scores of heads that the upper layer reads. */
export const headScores = ['offence', 'insult', 'abuse', 'hate', 'negative'] as const

/** Throws `Error` on bytes that are no model of offence. */
export function readOffenceModel(bytes: Uint8Array): OffenceModel {
  const { heads, about } = readModel(bytes, 'offence')
  const { offence, fine, hate, negative } = heads
  const { weights, bias, threshold } = about as Partial<OffenceModel>
  const isWhole =
    Array.isArray(weights) &&
    weights.length === headScores.length + signalNames.length &&
    weights.every((weight) => Number.isFinite(weight)) &&
    typeof bias === 'number' &&
    typeof threshold === 'number'
  if (!isWhole || !offence || !fine || !hate || !negative) throw new Error('The model of offence is damaged.')
  return { offence, fine, hate, negative, weights, bias, threshold }
}
