import { z } from 'zod'
import { CaseKind, CaseUnderstanding, CorrectedField, Level, Offence, Sentiment, TextLanguage } from './analysis.ts'
import { DueKind, Priority, StatusCategory } from './case-status.ts'
import { ChannelKind, Visibility } from './channels.ts'
import { BackReason, FollowUpEvent } from './follow-ups.ts'
import { PromiseKind } from './promise-kind.ts'
import { Id, Instant, Line, Person, Text } from './shapes.ts'
import { Thread } from './timeline.ts'

export const CaseRow = z.object({
  id: Id,
  number: z.number().int(),
  title: z.string(),
  category: StatusCategory,
  priority: Priority,
  kind: CaseKind.nullable(),
  owner: Person.nullable(),
  team: Person.nullable(),
  topic: z.object({ id: Id, name: z.object({ de: z.string(), en: z.string() }) }).nullable(),
  tags: z.array(z.string()),
  /** The matched customer, or the contact's display name where nobody is matched yet. */
  customer: z.object({ id: Id.nullable(), name: z.string() }),
  channel: ChannelKind,
  visibility: Visibility,
  /** The customer's last words, shortened. */
  preview: z.string(),
  language: TextLanguage.nullable(),
  /** Tonality of the customer's newest words; null while nobody read them. */
  sentiment: Sentiment.nullable(),
  /** The most urgent and the angriest words so far. */
  urgency: Level.nullable(),
  anger: Level.nullable(),
  /** The worst that was said; null: nothing of the kind. */
  offence: Offence.nullable(),
  /** They wrote before and nobody answered. */
  isRepeatedContact: z.boolean(),
  /** It seems to stall: reasons are one request away. */
  isStalled: z.boolean(),
  /** Which of sentiment, kind, language and topic a person said; the others are the model's. */
  corrected: z.array(CorrectedField),
  /** Open cases with the same words beside this one ("+48 gleiche"); `similar:#number` lists them. */
  duplicateCount: z.number().int(),
  lastMessageAt: Instant,
  waitingSince: Instant.nullable(),
  dueAt: Instant.nullable(),
  dueKind: DueKind.nullable(),
  nextUpdateAt: Instant.nullable(),
  followUpAt: Instant.nullable(),
  /** What it waits for besides that time. */
  followUpFor: z.array(FollowUpEvent),
  /** Why it came back; null once somebody did something about it. */
  backBecause: BackReason.nullable(),
  unread: z.boolean(),
  hasAttachment: z.boolean(),
  messageCount: z.number().int(),
  foundBy: z.string().nullable(),
  version: z.number().int(),
})
export type CaseRow = z.infer<typeof CaseRow>

export const CaseView = z.enum([
  'mine',
  'team',
  'unassigned',
  'follow_ups',
  'drafts',
  'watched',
  'all',
  'unclear',
  'needs_me',
])
export type CaseView = z.infer<typeof CaseView>

/**
 * The filter as text, the same in the address bar, chips and saved views, German and English names alike:
 * `status:offen von:meier kanal:email thema:lieferung team:social priorität:hoch sprache:en tag:presse -tag:spam
 *  vor:2026-11-01 nach:… hat:anhang fällig:heute kunde:berger "genau"` and free words; what the texts say:
 *  `tonalität:negativ art:beschwerde dringlichkeit:hoch ärger:hoch verstoß:beleidigung wiederholt:ja ähnlich:#1234`.
 */
export const FilterText = z.string().max(1000)

export const CaseListQuery = z.strictObject({
  view: CaseView.default('all'),
  filter: FilterText.optional(),
  sort: z.enum(['due', 'newest', 'oldest', 'priority', 'stalled']).default('due'),
  /** 'duplicates': of cases with the same words only the first in the order. */
  fold: z.enum(['none', 'duplicates']).default('none'),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** A promise as the case itself shows it; all of it: `promises.ofCase`. */
const PromiseOfCase = z.object({
  id: Id,
  kind: PromiseKind,
  text: z.string(),
  dueAt: Instant,
  madeBy: Person.nullable(),
  madeAt: Instant,
  state: z.enum(['open', 'kept', 'replaced', 'waived']),
  settledAt: Instant.nullable(),
})

export const CaseDetail = CaseRow.extend({
  openedAt: Instant,
  closedAt: Instant.nullable(),
  /** The last word to the customer. */
  lastOutboundAt: Instant.nullable(),
  lastInboundAt: Instant.nullable(),
  lastMessageId: Id.nullable(),
  promises: z.array(PromiseOfCase),
  threads: z.array(Thread),
  foundWhere: z.string().nullable(),
  particulars: z.string(),
  followUpNote: z.string().nullable(),
  understanding: CaseUnderstanding.nullable(),
  followUpUntilReply: z.boolean(),
  watching: z.boolean(),
  mergedInto: z.object({ id: Id, number: z.number().int() }).nullable(),
  identity: z.object({ id: Id, kind: z.string(), display: z.string() }).nullable(),
  /** When I last looked: the timeline marks what is newer. */
  seenAt: Instant.nullable(),
  /** Customers this contact may be; empty once a customer is matched. Reason codes as in LinkProposal. */
  proposals: z.array(
    z.object({
      id: Id,
      customer: z.object({ id: Id, name: z.string() }),
      reasons: z.array(z.object({ code: z.string(), value: z.string().nullable() })),
    }),
  ),
  otherCases: z.array(
    z.object({
      id: Id,
      number: z.number().int(),
      title: z.string(),
      category: StatusCategory,
      channel: ChannelKind,
      at: Instant,
    }),
  ),
  /** What this actor may do here; buttons and server agree. */
  allowed: z.array(z.string()),
  undoable: z.object({ id: z.string(), kind: z.enum(['merge', 'split']), until: Instant }).nullable(),
})
export type CaseDetail = z.infer<typeof CaseDetail>

export const CaseChange = z.strictObject({
  title: Line(300).optional(),
  category: StatusCategory.optional(),
  ownerId: Id.nullable().optional(),
  teamId: Id.nullable().optional(),
  priority: Priority.optional(),
  kind: CaseKind.nullable().optional(),
  topicId: Id.nullable().optional(),
  tags: z.array(Line(60)).max(50).optional(),
  addTags: z.array(Line(60)).max(20).optional(),
  removeTags: z.array(Line(60)).max(20).optional(),
  particulars: Text(5000).optional(),
  followUp: z
    .strictObject({
      /** The latest moment; never without one, so that nobody waits in silence. */
      at: Instant.nullable(),
      untilReply: z.boolean().default(false),
      /** Or as soon as one of these happens. Refused (409 `nothing-to-wait-for`) where nothing of the kind is open. */
      until: z.array(FollowUpEvent).max(6).optional(),
      note: Line(300).optional(),
    })
    .nullable()
    .optional(),
  nextUpdate: z
    .strictObject({ at: Instant.nullable(), text: Line(300).default(''), reason: Line(300).optional() })
    .optional(),
  watching: z.boolean().optional(),
  /** Why it is closed or put to rest although something was promised or the last word is missing. Needs the right. */
  silently: Line(300).pipe(z.string().min(3)).optional(),
})
export type CaseChange = z.infer<typeof CaseChange>

/** Undo of a change: the values before, given back with the answer of each change. */
export const ChangeResult = z.object({ case: CaseDetail, undo: CaseChange.nullable() })

export const NewCase = z.strictObject({
  channel: z.enum(['phone', 'letter', 'visit', 'found', 'email']),
  title: Line(300).optional(),
  text: Text(50_000).pipe(z.string().min(1)),
  occurredAt: Instant.optional(),
  /** Who spoke: a known customer, or name and a way to reach them. */
  customerId: Id.optional(),
  contact: z
    .strictObject({
      name: Line(200).optional(),
      email: z.email().max(254).optional(),
      phone: Line(60).optional(),
      handle: Line(200).optional(),
    })
    .optional(),
  wishedAnswer: z.enum(['phone', 'email', 'letter', 'visit', 'same', 'none']).optional(),
  link: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  ownerId: Id.nullable().optional(),
  teamId: Id.nullable().optional(),
  priority: Priority.optional(),
  topicId: Id.nullable().optional(),
  attachmentIds: z.array(Id).max(20).default([]),
  nextUpdateAt: Instant.optional(),
})

export const CaseSelection = z.strictObject({
  ids: z.array(Id).max(1000).optional(),
  view: CaseView.optional(),
  filter: FilterText.optional(),
})

export const CountsQuery = z.strictObject({})
export const Counts = z.object({
  views: z.record(z.string(), z.number().int()),
  saved: z.record(z.string(), z.number().int()),
  mentions: z.number().int(),
  quarantine: z.number().int(),
  overdue: z.number().int(),
  /** Counts stop here; screens show "1.000+". */
  cap: z.number().int(),
})

export const Activity = z.object({ member: Person, doing: z.enum(['viewing', 'writing']) })
