import { describe, expect, it } from 'vitest'
import { extractFeatures, oneHot, type Space } from '../learn/index.ts'
import { scoreToneHead, toneMatrix, type ToneTask, trainToneHead } from './tone-head.ts'

const space: Space = { bits: 12, binary: true, groups: [{ group: 'word', gain: 1 }] }
const good = ['train good today', 'lift good here', 'stop good again', 'bus good now']
const bad = ['train late today', 'lift late here', 'stop late again', 'bus late now']

function learn(texts: readonly string[], labels: readonly number[], more: Partial<ToneTask>) {
  const examples = texts.map((text) => ({ features: extractFeatures(text), row: [1] }))
  const rowWeights = new Float32Array(texts.length).fill(1)
  const task: ToneTask = { outputs: 2, targets: oneHot(labels, 2), rowWeights, l2: 0.1, ...more }
  return trainToneHead(toneMatrix(examples, space), [task], { labels: ['good', 'bad'], space, numbers: 1 })
}

function marginOf(head: ReturnType<typeof learn>, text: string): number {
  const [one, other] = scoreToneHead(head, extractFeatures(text), [1])
  return one! - other!
}

describe('trainToneHead', () => {
  const texts = [...good, ...bad]
  const labels = [0, 0, 0, 0, 1, 1, 1, 1]

  it('tells words apart as the mean of two models, the same each time', () => {
    const head = learn(texts, labels, { isMixed: true })
    expect(marginOf(head, 'good')).toBeGreaterThan(0)
    expect(marginOf(head, 'late')).toBeLessThan(0)
    expect(learn(texts, labels, { isMixed: true })).toEqual(head)
  })

  it('learns the words of another origin but not how often it complains', () => {
    const complaints = Array.from({ length: 20 }, (_, n) => `late case ${n % 5}`)
    const both = [...texts, ...complaints]
    const sides = [...labels, ...complaints.map(() => 1)]
    const origins = Uint8Array.from(both, (_, n) => (n < texts.length ? 0 : 1))
    const blind = learn(both, sides, { isMixed: true })
    const told = learn(both, sides, { isMixed: true, origins })
    expect(Math.abs(marginOf(told, 'today'))).toBeLessThan(Math.abs(marginOf(blind, 'today')))
    expect(marginOf(told, 'late')).toBeLessThan(0)
  })
})
