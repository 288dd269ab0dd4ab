import { classifyTopics, readTopicModel, type TopicModel } from '@resonanz/text'

/** A workspace's own classifier as threads get it: bytes in shared memory, and a key that changes with them. */
export type OwnModel = { key: string; version: number; bytes: Uint8Array }

const modelsMost = 20
const opened = new Map<string, TopicModel>()

/** What the workspace's classifier proposes; null where the text fits none of its topics. */
export function proposeTopic(text: string, own: OwnModel): { id: string; confidence: number } | null {
  try {
    const [found] = classifyTopics(open(own), [text])
    return found?.label ? { id: found.label, confidence: found.confidence } : null
  } catch {
    // A model of an older release that cannot be read: the text has no proposal until the next training.
    return null
  }
}

function open({ key, bytes }: OwnModel): TopicModel {
  const known = opened.get(key)
  if (known) return known
  if (opened.size >= modelsMost) opened.delete(opened.keys().next().value!)
  // The reader keeps views into the bytes and may not accept shared ones.
  const model = readTopicModel(bytes.slice())
  opened.set(key, model)
  return model
}
