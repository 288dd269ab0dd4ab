import type { CaseChange, CaseDetail } from '@resonanz/contracts'
import type { Names } from './people.ts'

/** A case as it will be after a change, for showing it before the server answered. Pure; clocks are left to the server. */
export function applyChange(detail: CaseDetail, change: CaseChange, names: Names): CaseDetail {
  const next = { ...detail }
  if (change.title) next.title = change.title
  if (change.category) next.category = change.category
  if (change.priority) next.priority = change.priority
  if (change.kind !== undefined) next.kind = change.kind
  if (change.particulars !== undefined) next.particulars = change.particulars
  if (change.watching !== undefined) next.watching = change.watching
  if (change.ownerId !== undefined) next.owner = named(change.ownerId, names.members)
  if (change.teamId !== undefined) next.team = named(change.teamId, names.teams)
  if (change.topicId !== undefined) next.topic = named(change.topicId, names.topics)
  if (change.tags) next.tags = change.tags
  if (change.addTags) next.tags = [...new Set([...next.tags, ...change.addTags])]
  if (change.removeTags) next.tags = next.tags.filter((tag) => !change.removeTags?.includes(tag))
  if (change.followUp !== undefined) {
    next.followUpAt = change.followUp?.at ?? null
    next.followUpNote = change.followUp?.note ?? null
    next.followUpUntilReply = change.followUp?.untilReply ?? false
    next.followUpFor = change.followUp?.until ?? []
    next.backBecause = null
  }
  if (change.nextUpdate) next.nextUpdateAt = change.nextUpdate.at
  return next
}

function named<T extends { id: string; name: unknown }>(
  id: string | null,
  known: T[],
): { id: string; name: T['name'] } | null {
  const found = id ? known.find((one) => one.id === id) : undefined
  return found ? { id: found.id, name: found.name } : null
}
