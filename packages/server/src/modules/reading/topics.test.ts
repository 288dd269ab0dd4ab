import { trainTopics } from '@resonanz/text'
import { expect, test } from 'vitest'
import { proposeTopic } from './topics.ts'

test('what is no topic is not proposed: it would keep its batch from being written', () => {
  const examples = ['Paket', 'Rechnung'].flatMap((thing) =>
    Array.from({ length: 12 }, (_, n) => ({ text: `Wo bleibt ${thing} ${n}?`, label: thing })),
  )
  const model = (labels: Record<string, string>, key: string) => ({
    key,
    version: 1,
    bytes: trainTopics(examples.map(({ text, label }) => ({ text, label: labels[label]! }))),
  })
  const ids = { Paket: '019a0000-0000-7000-8000-000000000001', Rechnung: '019a0000-0000-7000-8000-000000000002' }
  expect(proposeTopic('Wo bleibt Paket 3?', model(ids, 'good'))).toMatchObject({ id: ids.Paket })
  expect(proposeTopic('Wo bleibt Paket 3?', model({ Paket: '__proto__', Rechnung: 'constructor' }, 'bad'))).toBeNull()
})
