import { expect, test } from 'vitest'
import { possibleParents, topicTree } from './topic-tree.ts'

const topic = (id: string, parentId: string | null, name = id) => ({
  id,
  parentId,
  name: { de: name, en: name },
  active: true,
})
const topics = [
  topic('b', 'a'),
  topic('a', null, 'Zug'),
  topic('c', 'b'),
  topic('d', null, 'Bus'),
  topic('lost', 'gone'),
]

test('children stand below their parents, by name; an orphan stands at the top', () => {
  expect(topicTree(topics, 'de').map(({ topic: { id }, depth }) => `${depth}${id}`)).toEqual([
    '0d',
    '0lost',
    '0a',
    '1b',
    '2c',
  ])
})

test('a ring is shown and ends', () => {
  const ring = topicTree([topic('x', 'y'), topic('y', 'x')], 'de')
  expect(ring.map(({ topic: { id } }) => id).toSorted()).toEqual(['x', 'y'])
})

test('nothing hangs below itself', () => {
  const nodes = topicTree(topics, 'de')
  expect(possibleParents(nodes, 'a').map(({ topic: { id } }) => id)).toEqual(['d', 'lost'])
  expect(possibleParents(nodes, null)).toHaveLength(5)
})
