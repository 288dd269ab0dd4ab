import type { CaseChange, FollowUpEvent, StatusCategory } from '@resonanz/contracts'
import { type CaseRecord, instant, type PriorityNumber, priorityNumber, priorityWord } from './case.ts'
import type { CaseEvent } from './case-events.ts'

/** Columns of a case that people change. Times as ISO texts, as they were given. */
export type ChangedColumns = {
  title: string
  category: StatusCategory
  owner_id: string | null
  team_id: string | null
  priority: PriorityNumber
  kind: CaseRecord['kind']
  topic_id: string | null
  corrected: CaseRecord['corrected']
  tags: string[]
  particulars: string
  follow_up_at: string | null
  follow_up_note: string | null
  follow_up_until_reply: boolean
  follow_up_for: FollowUpEvent[]
}
export type PlannedChange = {
  set: Partial<ChangedColumns>
  events: CaseEvent[]
  /** What takes it back. */
  undo: CaseChange
  /** What it came to: planned again on an untouched case it changes nothing. */
  after: CaseChange
}

const maxTags = 50

/** Compares a change with the case and keeps what differs: new columns, one event per field, and the way back. Pure. */
export function planChange(record: CaseRecord, change: CaseChange): PlannedChange {
  const plan: PlannedChange = { set: {}, events: [], undo: {}, after: {} }
  const { set, events, undo, after } = plan
  if (change.title !== undefined && change.title !== '' && change.title !== record.title) {
    set.title = change.title
    events.push({ kind: 'case.title', data: {} })
    undo.title = record.title
    after.title = change.title
  }
  if (change.category !== undefined && change.category !== record.category) {
    set.category = change.category
    events.push({ kind: 'case.status', data: { from: record.category, to: change.category } })
    undo.category = record.category
    after.category = change.category
  }
  if (change.ownerId !== undefined && change.ownerId !== record.owner_id) {
    set.owner_id = change.ownerId
    events.push({ kind: 'case.owner', data: { from: record.owner_id, to: change.ownerId } })
    undo.ownerId = record.owner_id
    after.ownerId = change.ownerId
  }
  if (change.teamId !== undefined && change.teamId !== record.team_id) {
    set.team_id = change.teamId
    events.push({ kind: 'case.team', data: { from: record.team_id, to: change.teamId } })
    undo.teamId = record.team_id
    after.teamId = change.teamId
  }
  if (change.priority !== undefined && change.priority !== priorityWord(record.priority)) {
    set.priority = priorityNumber(change.priority)
    events.push({ kind: 'case.priority', data: { from: priorityWord(record.priority), to: change.priority } })
    undo.priority = priorityWord(record.priority)
    after.priority = change.priority
  }
  if (change.kind !== undefined && change.kind !== record.kind) {
    set.kind = change.kind
    set.corrected = withField(set.corrected ?? record.corrected, 'kind', change.kind !== null)
    events.push({ kind: 'case.kind', data: { from: record.kind, to: change.kind } })
    undo.kind = record.kind
    after.kind = change.kind
  }
  if (change.topicId !== undefined && change.topicId !== record.topic_id) {
    set.topic_id = change.topicId
    set.corrected = withField(set.corrected ?? record.corrected, 'topic', change.topicId !== null)
    events.push({ kind: 'case.topic', data: { from: record.topic_id, to: change.topicId } })
    undo.topicId = record.topic_id
    after.topicId = change.topicId
  }
  if (change.particulars !== undefined && change.particulars !== record.particulars) {
    set.particulars = change.particulars
    events.push({ kind: 'case.particulars', data: {} })
    undo.particulars = record.particulars
    after.particulars = change.particulars
  }
  planTags(record, change, plan)
  planFollowUp(record, change, plan)
  return plan
}

/** Which values a person chose; an emptied one is nobody's choice. */
export function withField(
  corrected: CaseRecord['corrected'],
  field: CaseRecord['corrected'][number],
  isSaid: boolean,
): CaseRecord['corrected'] {
  const others = corrected.filter((known) => known !== field)
  return isSaid ? [...others, field] : others
}

function planTags(record: CaseRecord, change: CaseChange, { set, events, undo, after }: PlannedChange): void {
  if (!change.tags && !change.addTags && !change.removeTags) return
  const removed = new Set(change.removeTags)
  const wanted = [...(change.tags ?? record.tags).filter((tag) => !removed.has(tag)), ...(change.addTags ?? [])]
  const tags = [...new Set(wanted.filter((tag) => tag !== ''))].slice(0, maxTags)
  const gained = tags.filter((tag) => !record.tags.includes(tag))
  const lost = record.tags.filter((tag) => !tags.includes(tag))
  if (gained.length === 0 && lost.length === 0) return
  set.tags = tags
  events.push({ kind: 'case.tags', data: { added: gained, removed: lost } })
  Object.assign(undo, changeOfTags(lost, gained))
  Object.assign(after, changeOfTags(gained, lost))
}

/** Closing ends the wait for a follow-up: it would come back to nobody. */
function planFollowUp(record: CaseRecord, change: CaseChange, { set, events, undo, after }: PlannedChange): void {
  const closes = set.category === 'done' || set.category === 'closed'
  const wanted = change.followUp === undefined && closes && record.follow_up_at ? null : change.followUp
  if (wanted === undefined) return
  const at = wanted?.at ? new Date(wanted.at).toISOString() : null
  const untilReply = at !== null && (wanted?.untilReply ?? false)
  const until = at === null ? [] : [...new Set(wanted?.until)].toSorted()
  const note = at === null ? null : (wanted?.note ?? null) || null
  const before = instant(record.follow_up_at)
  const isSame = at === before && untilReply === record.follow_up_until_reply && note === record.follow_up_note
  if (isSame && until.join() === record.follow_up_for.join()) return
  set.follow_up_at = at
  set.follow_up_note = note
  set.follow_up_until_reply = untilReply
  set.follow_up_for = until
  const also = until.length > 0 ? { until } : {}
  events.push({ kind: 'case.follow-up', data: { at, untilReply, ...also } })
  undo.followUp = before
    ? {
        at: before,
        untilReply: record.follow_up_until_reply,
        ...(record.follow_up_for.length > 0 ? { until: record.follow_up_for } : {}),
        ...(record.follow_up_note ? { note: record.follow_up_note } : {}),
      }
    : null
  after.followUp = at ? { at, untilReply, ...also, ...(note ? { note } : {}) } : null
}

function changeOfTags(add: string[], remove: string[]): CaseChange {
  return { ...(add.length > 0 ? { addTags: add } : {}), ...(remove.length > 0 ? { removeTags: remove } : {}) }
}
