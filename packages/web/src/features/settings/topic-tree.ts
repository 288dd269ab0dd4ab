import type { ResponseOf, viewRoutes } from '@resonanz/contracts'

/** A topic as the server gives it. */
export type TopicRow = ResponseOf<typeof viewRoutes.topics>['items'][number]

export type TopicLike = { id: string; parentId: string | null; name: { de: string; en: string }; active: boolean }
export type TopicNode<T extends TopicLike> = { topic: T; depth: number }

/** Topics in reading order, children below their parent, by name. What hangs in a ring or nowhere comes last at the top. */
export function topicTree<T extends TopicLike>(topics: readonly T[], language: 'de' | 'en'): TopicNode<T>[] {
  const known = new Set(topics.map(({ id }) => id))
  const byParent = Map.groupBy(topics, ({ parentId }) => (parentId && known.has(parentId) ? parentId : ''))
  const nodes: TopicNode<T>[] = []
  const seen = new Set<string>()
  const add = (parent: string, depth: number): void => {
    const children = byParent.get(parent) ?? []
    for (const topic of children.toSorted((a, b) => a.name[language].localeCompare(b.name[language], language))) {
      if (seen.has(topic.id)) continue
      seen.add(topic.id)
      nodes.push({ topic, depth })
      add(topic.id, depth + 1)
    }
  }
  add('', 0)
  for (const topic of topics) if (!seen.has(topic.id)) nodes.push({ topic, depth: 0 })
  return nodes
}

/** Where a topic may hang: anywhere but below itself. */
export function possibleParents<T extends TopicLike>(
  nodes: readonly TopicNode<T>[],
  id: string | null,
): TopicNode<T>[] {
  if (id === null) return [...nodes]
  const below = new Set([id])
  for (const { topic } of nodes) if (topic.parentId && below.has(topic.parentId)) below.add(topic.id)
  return nodes.filter(({ topic }) => !below.has(topic.id))
}
