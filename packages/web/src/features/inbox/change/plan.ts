import type { BodyOf, CaseRow, caseRoutes, CaseView } from '@resonanz/contracts'
import type { Names } from '#lib/people.ts'

export type BulkChange = BodyOf<typeof caseRoutes.bulk>['change']

/** A row as it will look after a change, for showing it before the server answered. Pure; due times are left to it. */
export function rowAfter(row: CaseRow, change: BulkChange, names: Names): Partial<CaseRow> {
  const next: Partial<CaseRow> = {}
  if (change.category) next.category = change.category
  if (change.priority) next.priority = change.priority
  if (change.ownerId !== undefined) next.owner = names.members.find(({ id }) => id === change.ownerId) ?? null
  if (change.teamId !== undefined) next.team = names.teams.find(({ id }) => id === change.teamId) ?? null
  if (change.topicId !== undefined) next.topic = names.topics.find(({ id }) => id === change.topicId) ?? null
  if (change.addTags) next.tags = [...new Set([...row.tags, ...change.addTags])]
  if (change.removeTags) next.tags = row.tags.filter((tag) => !change.removeTags?.includes(tag))
  if (change.followUp !== undefined) {
    next.followUpAt = change.followUp?.at ?? null
    next.followUpFor = change.followUp?.until ?? []
    next.backBecause = null
  }
  return next
}

/** Whether a case leaves the list it stands in by a change; with a filter only the server knows. Pure. */
export function leavesView(
  row: Pick<CaseRow, 'owner'>,
  change: BulkChange,
  { view, filter, myId }: { view: CaseView; filter: string; myId: string | undefined },
): boolean {
  const closes = change.category === 'done' || change.category === 'closed'
  if (closes && !/status|is:|ist:/i.test(filter) && view !== 'drafts' && view !== 'unclear') return true
  const rests = change.followUp !== undefined && change.followUp !== null && change.followUp.at !== null
  if (rests && (view === 'mine' || view === 'team' || view === 'unassigned')) return true
  if (change.followUp === null && view === 'follow_ups') return true
  if (change.ownerId === undefined) return false
  if (view === 'mine') return change.ownerId !== myId
  return view === 'unassigned' && change.ownerId !== null && row.owner === null
}
