import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classifyTopics, readTopicModel, trainTopics } from './index.ts'

const examples = [
  ['Wo bleibt mein Paket?', 'delivery'],
  ['Die Lieferung ist immer noch nicht da', 'delivery'],
  ['Sendung seit zwei Wochen unterwegs', 'delivery'],
  ['When will my parcel arrive?', 'delivery'],
  ['Die Rechnung ist falsch', 'invoice'],
  ['Auf meiner Rechnung stehen zu hohe Gebühren', 'invoice'],
  ['Warum wurde zweimal abgebucht?', 'invoice'],
  ['I was charged twice on my invoice', 'invoice'],
  ['Ich möchte meinen Vertrag kündigen', 'cancel'],
  ['Kündigung zum nächstmöglichen Termin', 'cancel'],
  ['Hiermit widerrufe ich den Vertrag', 'cancel'],
  ['Please cancel my subscription', 'cancel'],
].map(([text, label]) => ({ text: text!, label: label! }))
const bytes = trainTopics(examples)
const model = readTopicModel(bytes)

describe('topics of a workspace', () => {
  test.each([
    ['Meine Rechnungen sind schon wieder falsch', 'invoice'],
    ['KUENDIGUNG meines Vertrages', 'cancel'],
    ['Pakete kommen nicht, wo bleibt die Lieferung', 'delivery'],
    ['cancel the subscription please', 'cancel'],
  ])('a few examples each: %s', (text, label) => {
    expect(classifyTopics(model, [text])[0]!.label).toBe(label)
  })

  test('what belongs to no topic is refused, and its likeliest topics are still named', () => {
    const [result] = classifyTopics(model, ['Schönes Wetter heute am See'])
    expect(result!.label).toBeNull()
    expect(result!.alternatives).toHaveLength(3)
  })

  test('the words that speak for it are named', () => {
    const text = 'Hallo zusammen, die Rechnung stimmt nicht'
    const [result] = classifyTopics(model, [text])
    const [{ start, end } = { start: 0, end: 0 }] = result!.evidence
    expect(text.slice(start, end)).toBe('Rechnung')
  })

  test('the same examples give the same bytes', () => {
    expect(trainTopics(examples)).toEqual(bytes)
  })

  test('texts that belong nowhere may be among the examples', () => {
    const more = [...examples, { text: 'Was kostet ein Eis am See?', label: null }]
    const [result] = classifyTopics(readTopicModel(trainTopics(more)), ['Was kostet ein Eis am See?'])
    expect(result!.label).toBeNull()
  })

  test('one topic alone cannot be learnt', () => {
    expect(() => trainTopics(examples.slice(0, 3))).toThrow('two topics')
  })

  test('any text gets an answer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const [result] = classifyTopics(model, [text])
        expect(result!.confidence).toBeGreaterThanOrEqual(0)
        expect(result!.confidence).toBeLessThanOrEqual(1)
        for (const { start, end } of result!.evidence) expect(text.slice(start, end)).not.toBe('')
      }),
    )
  })

  test('bytes that are no model are refused with a plain reason', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
        const changed = cut ? bytes.slice(0, at) : bytes.with(at % 2_000, byte)
        try {
          classifyTopics(readTopicModel(changed), ['Rechnung'])
        } catch (error) {
          expect((error as Error).message).toMatch(/^These bytes are no (topic )?model/)
        }
      }),
      { numRuns: 300 },
    )
  })
})
