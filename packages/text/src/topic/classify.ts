import type { Evidence } from '../analysis.ts'
import { extractFeatures, type Features, readModel, sigmoid } from '../learn/index.ts'
import { type Gate, gateInputs, gateScore } from './gate.ts'
import { type Mix, mixShares } from './mix.ts'
import { areNumbers, badTopicModel, restoreTable } from './store-table.ts'
import { type OpenTable, openTable, scoreTopics, tokensFor, topicGroups } from './table.ts'

export type TopicModel = {
  labels: readonly string[]
  version: string
  /** Texts it has learnt from. */
  examples: number
  table: OpenTable
  mix: Mix
  gate: Gate
}

export type TopicResult = {
  /** null: it belongs to none of the topics the model knows. */
  label: string | null
  /** 0 to 1: how sure it is of the label; where it is refused, of the refusal. */
  confidence: number
  /** The likeliest topics, also of a refused text, best first. */
  alternatives: { label: string; confidence: number }[]
  /** The words that speak for the first alternative, strongest first. */
  evidence: Evidence[]
}

/** Reads what `trainTopics` wrote; throws `Error` on bytes that are no such model. */
export function readTopicModel(bytes: Uint8Array): TopicModel {
  const { about, parts, version } = readModel(bytes, 'topic')
  const { labels, mix, gate, examples } = about
  if (!Array.isArray(labels) || labels.length < 2 || !labels.every((label) => typeof label === 'string'))
    throw badTopicModel('its topics have no names')
  if (!areNumbers([examples], 1) || !isGate(gate) || !isMix(mix)) throw badTopicModel('numbers are missing')
  const table = openTable(restoreTable(parts, about, labels.length))
  return { labels, version, examples: examples as number, table, mix, gate }
}

/** Puts each text to a topic or refuses it. `alternatives` holds at most `most` topics. */
export function classifyTopics(model: TopicModel, texts: readonly string[], most = 3): TopicResult[] {
  return texts.map((text) => classifyFeatures(model, extractFeatures(text, topicGroups), most))
}

/** A likeliest topic with less of the shares, which are calibrated, is a guess among many. */
const leastShare = 0.2

function classifyFeatures(model: TopicModel, features: Features, most: number): TopicResult {
  const { labels, table, gate, mix } = model
  const scores = scoreTopics(table, features)
  const shares = mixShares(mix, scores)
  const order = bestOf(shares, Math.max(2, most))
  const gateLead = gateScore(gate, gateInputs(scores, shares)) - gate.from
  const best = order[0]!
  const accepted = gateLead >= 0 && shares[best]! >= leastShare
  return {
    label: accepted ? labels[best]! : null,
    confidence: accepted ? shares[best]! : gateLead < 0 ? 1 - sigmoid(gateLead) : 1 - shares[best]!,
    alternatives: order.slice(0, most).map((at) => ({ label: labels[at]!, confidence: shares[at]! })),
    evidence: evidenceOf(table, features, best, order[1]!),
  }
}

function bestOf(shares: Float64Array, most: number): number[] {
  const order: number[] = []
  for (let k = 0; k < shares.length; k++) {
    let at = order.length
    while (at > 0 && shares[order[at - 1]!]! < shares[k]!) at--
    if (at < most) order.splice(at, 0, k)
    if (order.length > most) order.pop()
  }
  return order
}

const evidenceMax = 5

function evidenceOf(table: OpenTable, features: Features, best: number, second: number): Evidence[] {
  const weights = tokensFor(table, features, best, second)
  return Array.from(weights, (weight, t) => ({
    start: features.spans[2 * t]!,
    end: features.spans[2 * t + 1]!,
    weight,
  }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, evidenceMax)
}

function isGate(value: unknown): value is Gate {
  const { weights, bias, from } = (value ?? {}) as Partial<Gate>
  return areNumbers(weights, 3) && areNumbers([bias, from], 2)
}

function isMix(value: unknown): value is Mix {
  const { margin, likelihood, sum } = (value ?? {}) as Partial<Mix>
  return areNumbers([margin, likelihood, sum], 3) && Math.min(margin!, likelihood!, sum!) > 0
}
