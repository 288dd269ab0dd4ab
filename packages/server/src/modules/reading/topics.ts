import { classifyTopics, readTopicModel, type TopicModel } from '@resonanz/text'

/** A workspace's own classifier as threads get it: bytes in shared memory, and a key that changes with them. */
export type OwnModel = { key: string; version: number; bytes: Uint8Array }

const modelsMost = 20
const opened = new Map<string, TopicModel | null>()

/** Labels are ids of topics: one that is none would keep its whole batch from being written. */
const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What the workspace's classifier proposes; null where the text fits none of its topics. */
export function proposeTopic(text: string, own: OwnModel): { id: string; confidence: number } | null {
  const model = open(own)
  const [found] = model ? classifyTopics(model, [text]) : []
  return found?.label && isId.test(found.label) ? { id: found.label, confidence: found.confidence } : null
}

/** Null for a model that cannot be read, of an older release: the text has no proposal until the next training. */
function open({ key, bytes }: OwnModel): TopicModel | null {
  const known = opened.get(key)
  if (known !== undefined) return known
  if (opened.size >= modelsMost) opened.delete(opened.keys().next().value!)
  let model: TopicModel | null = null
  try {
    // The reader keeps views into the bytes and may not accept shared ones.
    model = readTopicModel(bytes.slice())
  } catch {}
  opened.set(key, model)
  return model
}
