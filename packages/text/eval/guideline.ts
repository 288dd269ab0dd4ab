import { checkGuideline } from '../src/guideline/check.ts'
import { shippedRules } from '../src/guideline/shipped-rules.ts'
import { plainLabels } from './baseline.ts'
import { type Counts, ownSet, precisionOf, recallOf } from './own-set.ts'
import { type Figure, f1Of } from './result.ts'

type Reply = { half: 'tune' | 'kept'; text: string; channel: string; audience: 'public' | 'private'; rules: string[] }

/** Per rule, whether a reply has a finding of it. The kept half was written apart, before the engine, and only reported. */
export function evaluate(): Figure[] {
  const replies = ownSet<Reply>('guideline')
  const kept = replies.filter(({ half }) => half === 'kept')
  const found = kept.map((reply) => new Set(checkGuideline(shippedRules, reply).map(({ rule }) => rule)))
  const all: Counts = { hit: 0, extra: 0, missed: 0 }
  const figures = shippedRules.flatMap(({ id }) => {
    const counts: Counts = { hit: 0, extra: 0, missed: 0 }
    for (const [at, { rules }] of kept.entries()) {
      const [is, said] = [rules.includes(id), found[at]!.has(id)]
      for (const count of [counts, all]) {
        if (is && said) count.hit++
        else if (said) count.extra++
        else if (is) count.missed++
      }
    }
    const plain = plainF1(id, replies, kept)
    const isNoGo = id.startsWith('no-go.')
    const common = { set: 'own guideline', part: 'kept half', n: counts.hit + counts.missed, majority: 0 }
    return [
      { ...common, name: `${id}, precision`, baseline: null, ours: precisionOf(counts), goal: isNoGo ? 0.95 : null },
      { ...common, name: `${id}, recall`, baseline: null, ours: recallOf(counts), goal: isNoGo ? 0.9 : null },
      { ...common, name: `${id}, F1`, baseline: plain, ours: f1(counts), goal: null },
    ]
  })
  const common = { set: 'own guideline', part: 'kept half', n: kept.length, majority: null, baseline: null }
  return [
    { ...common, name: 'guideline, precision of all findings', ours: precisionOf(all), goal: 0.95 },
    { ...common, name: 'guideline, recall of all findings', ours: recallOf(all), goal: null },
    ...figures,
  ]
}

function f1(counts: Counts): number {
  const [precision, recall] = [precisionOf(counts), recallOf(counts)]
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
}

function plainF1(id: string, replies: readonly Reply[], kept: readonly Reply[]): number {
  const label = ({ rules }: Reply) => (rules.includes(id) ? 'yes' : 'no')
  const train = replies
    .filter(({ half }) => half === 'tune')
    .map((reply) => ({ text: reply.text, label: label(reply) }))
  const found = plainLabels(
    train,
    kept.map(({ text }) => text),
  )
  return f1Of('yes', kept.map(label), found)
}
