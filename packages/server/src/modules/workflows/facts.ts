import type { WorkflowField } from '@resonanz/contracts'
import { type Calendars, isOpenAt } from '#calendars'
import type { CaseRecord } from '#cases'

/** What a condition sees of one case at one event; loaded for a batch in one query. */
export type CaseFacts = Pick<
  CaseRecord,
  | 'id'
  | 'number'
  | 'title'
  | 'category'
  | 'priority'
  | 'kind'
  | 'owner_id'
  | 'team_id'
  | 'topic_id'
  | 'tags'
  | 'customer_id'
  | 'channel'
  | 'visibility'
  | 'language'
  | 'presence_id'
  | 'opened_at'
  | 'last_inbound_at'
  | 'last_outbound_at'
  | 'last_message_id'
  | 'waiting_since'
  | 'due_at'
  | 'has_attachment'
  | 'message_count'
  | 'sentiment'
  | 'urgency'
  | 'anger'
  | 'offence'
  | 'is_repeated'
  | 'merged_into'
> & {
  has_promise: boolean
  duplicates: number | null
  organisation: string | null
  particulars: string | null
  customer_open: number | null
  customer_recent: number | null
  transfers: number | null
  reopened: number | null
  message_text: string | null
  message_author: string | null
  message_nature: string | null
  /** Texts folded once, asked by many rules at several events. */
  folded?: Map<string, string>
  analysis: {
    sentiment: string | null
    kind: string | null
    urgency: number | null
    anger: number | null
    irony: boolean | null
  } | null
}

export type EventFacts = {
  kind: string
  actor: string
  data: Record<string, unknown>
}
export type Facts = {
  case: CaseFacts
  event: EventFacts | null
  now: Date
  calendars: Calendars | null
}

const levels = ['low', 'medium', 'high'] as const
const priorities = ['urgent', 'high', 'normal', 'low'] as const
const level = (value: number | null) => (value === null ? null : (levels[value] ?? null))
const hours = (from: Date | null, now: Date) =>
  from === null ? 0 : Math.max(0, Math.round((now.getTime() - from.getTime()) / 36_000) / 100)
const percent = (share: number | null | undefined) => Math.round((share ?? 0) * 100)

type Value = string | number | boolean | null | readonly string[]

/** How each field of the grammar is read. Nothing here asks the database. */
export const readField: Record<WorkflowField, (facts: Facts) => Value> = {
  'case.status': (f) => f.case.category,
  'case.priority': (f) => priorities[f.case.priority],
  'case.kind': (f) => f.case.kind,
  'case.topic': (f) => f.case.topic_id,
  'case.tags': (f) => f.case.tags,
  'case.team': (f) => f.case.team_id,
  'case.owner': (f) => f.case.owner_id,
  'case.channel': (f) => f.case.channel,
  'case.presence': (f) => f.case.presence_id,
  'case.visibility': (f) => f.case.visibility,
  'case.language': (f) =>
    f.case.language === null || f.case.language === 'de' || f.case.language === 'en' ? f.case.language : 'other',
  'case.title': (f) => f.case.title,
  'case.sentiment': (f) => f.case.sentiment,
  'case.urgency': (f) => level(f.case.urgency),
  'case.anger': (f) => level(f.case.anger),
  'case.offence': (f) => f.case.offence,
  'case.isRepeated': (f) => f.case.is_repeated,
  'case.isOverdue': (f) => f.case.due_at instanceof Date && f.case.due_at < f.now,
  'case.hasPromise': (f) => f.case.has_promise,
  'case.wasAnswered': (f) => f.case.last_outbound_at !== null,
  'case.hasAttachment': (f) => f.case.has_attachment,
  'case.messages': (f) => f.case.message_count,
  'case.ageHours': (f) => hours(f.case.opened_at, f.now),
  'case.waitingHours': (f) => hours(f.case.waiting_since, f.now),
  'case.duplicates': (f) => f.case.duplicates ?? 0,
  'customer.isKnown': (f) => f.case.customer_id !== null,
  'customer.organisation': (f) => f.case.organisation,
  'customer.particulars': (f) => f.case.particulars,
  'customer.openCases': (f) => f.case.customer_open ?? 0,
  'customer.cases90Days': (f) => f.case.customer_recent ?? 0,
  'message.text': (f) => f.case.message_text,
  'message.author': (f) => f.case.message_author,
  'message.nature': (f) => f.case.message_nature,
  'analysis.sentiment': (f) => f.case.analysis?.sentiment ?? null,
  'analysis.kind': (f) => f.case.analysis?.kind ?? null,
  'analysis.urgency': (f) => percent(f.case.analysis?.urgency),
  'analysis.anger': (f) => percent(f.case.analysis?.anger),
  'analysis.hasIrony': (f) => f.case.analysis?.irony ?? false,
  'event.actor': (f) => f.event?.actor ?? null,
  'event.from': (f) => wordOf(f.event?.data.from),
  'event.to': (f) => wordOf(f.event?.data.to ?? f.event?.data.added),
  'calendar.isOpen': (f) =>
    f.calendars === null || isOpenAt(f.calendars, { teamId: f.case.team_id, presenceId: f.case.presence_id }, f.now),
  'history.transfers': (f) => f.case.transfers ?? 0,
  'history.reopened': (f) => f.case.reopened ?? 0,
}

function wordOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.join(' ') : null
}

/** Which parts of the facts must be loaded for these fields; what nobody asks for costs nothing. */
export type Needs = { customer: boolean; message: boolean; history: boolean; duplicates: boolean; calendar: boolean }

export function needsOf(fields: Iterable<WorkflowField>): Needs {
  const needs: Needs = { customer: false, message: false, history: false, duplicates: false, calendar: false }
  for (const field of fields) {
    if (field.startsWith('customer.')) needs.customer = true
    else if (field.startsWith('message.') || field.startsWith('analysis.')) needs.message = true
    else if (field.startsWith('history.')) needs.history = true
    else if (field === 'case.duplicates') needs.duplicates = true
    else if (field.startsWith('calendar.')) needs.calendar = true
  }
  return needs
}
