import { z } from 'zod'
import {
  CaseKind,
  CaseUnderstanding,
  CorrectedField,
  Level,
  MessageAnalysis,
  Offence,
  Sentiment,
  TextLanguage,
} from './analysis.ts'
import { ChannelKind, Visibility } from './channels.ts'
import { BackReason, FollowUpEvent } from './follow-ups.ts'
import { PromiseKind, Silence } from './promise-kind.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Line, Ok, page, Person, Text } from './shapes.ts'

/** Fixed categories; the names people see may be changed per workspace later. */
export const StatusCategory = z.enum(['new', 'open', 'waiting_customer', 'waiting_internal', 'done', 'closed'])
export type StatusCategory = z.infer<typeof StatusCategory>
export const openCategories: readonly StatusCategory[] = ['new', 'open', 'waiting_customer', 'waiting_internal']

export const Priority = z.enum(['urgent', 'high', 'normal', 'low'])
export type Priority = z.infer<typeof Priority>
/** What the next due moment is about. */
export const DueKind = z.enum(['answer', 'next_update', 'follow_up', 'resolution'])
export const Step = z.enum(['hear', 'understand', 'resolve', 'inform', 'document'])
export type Step = z.infer<typeof Step>

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
const FilterText = z.string().max(1000)

export const CaseListQuery = z.strictObject({
  view: CaseView.default('all'),
  filter: FilterText.optional(),
  sort: z.enum(['due', 'newest', 'oldest', 'priority', 'stalled']).default('due'),
  /** 'duplicates': of cases with the same words only the first in the order. */
  fold: z.enum(['none', 'duplicates']).default('none'),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const Delivery = z.enum([
  'queued',
  'handing_over',
  'handed_over',
  'delivered',
  'read',
  'failed',
  'unclear',
  'undone',
])
export type Delivery = z.infer<typeof Delivery>

export const Attachment = z.object({
  index: z.number().int(),
  name: z.string(),
  type: z.string(),
  size: z.number().int(),
  inline: z.boolean(),
  href: z.string(),
})
export type Attachment = z.infer<typeof Attachment>

export const Message = z.object({
  kind: z.literal('message'),
  id: Id,
  threadId: Id,
  channel: ChannelKind,
  visibility: Visibility,
  direction: z.enum(['in', 'out']),
  /** 'message' or what it was recognised as: automatic answers and bounces never change the case's state. */
  nature: z.enum(['message', 'autoreply', 'bounce', 'list', 'report', 'automatic']),
  author: z.object({
    name: z.string(),
    address: z.string().nullable(),
    memberId: Id.nullable(),
    identityId: Id.nullable(),
  }),
  /** Warnings about the sender: 'sender-unclear', 'name-looks-like-us', 'not-verified', … */
  flags: z.array(z.string()),
  subject: z.string().nullable(),
  /** The new words only; the whole is one request away. */
  text: z.string(),
  trimmed: z.boolean(),
  hasHtml: z.boolean(),
  hasOriginal: z.boolean(),
  remoteImages: z.number().int(),
  language: TextLanguage.nullable(),
  /** Null for our own words, and while nobody read them. */
  analysis: MessageAnalysis.nullable(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  permalink: z.string().nullable(),
  attachments: z.array(Attachment),
  at: Instant,
  receivedAt: Instant,
  version: z.number().int(),
  deletedAt: Instant.nullable(),
  outbox: z
    .object({
      id: Id,
      state: Delivery,
      sendAt: Instant,
      reason: z.string().nullable(),
      reasonCode: z.string().nullable(),
    })
    .nullable(),
})
export type Message = z.infer<typeof Message>

export const Note = z.object({
  kind: z.literal('note'),
  id: Id,
  author: Person.nullable(),
  text: z.string(),
  mentions: z.array(Person),
  at: Instant,
  editedAt: Instant.nullable(),
})
export type Note = z.infer<typeof Note>

/** A journal entry as the timeline shows it; the web renders `event` + `data` in the reader's language. */
export const TimelineEvent = z.object({
  kind: z.literal('event'),
  id: z.string(),
  event: z.string(),
  actor: z.object({
    kind: z.enum(['person', 'rule', 'connector', 'job', 'api', 'customer']),
    id: z.string().nullable(),
    name: z.string().nullable(),
  }),
  data: z.record(z.string(), z.unknown()),
  at: Instant,
})
export type TimelineEvent = z.infer<typeof TimelineEvent>
export const TimelineItem = z.discriminatedUnion('kind', [Message, Note, TimelineEvent])
export type TimelineItem = z.infer<typeof TimelineItem>

export const Thread = z.object({
  id: Id,
  presenceId: Id,
  presenceName: z.string(),
  channel: ChannelKind,
  visibility: Visibility,
  subject: z.string().nullable(),
  permalink: z.string().nullable(),
  /** How an answer to this thread leaves: sent by us, or logged by a person. */
  reply: z.enum(['send', 'log', 'none']),
  replyTo: z.array(z.string()),
  replyCc: z.array(z.string()),
  replyAs: z.string().nullable(),
  wishedAnswer: z.string().nullable(),
})
export type Thread = z.infer<typeof Thread>

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

const Selection = z.strictObject({
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

export const caseRoutes = {
  list: route({
    id: 'cases.list',
    method: 'GET',
    path: '/api/v1/cases',
    access: 'case.read',
    summary: 'Cases of a view or filter, next due first',
    query: CaseListQuery,
    response: page(CaseRow).extend({
      filterErrors: z.array(z.object({ at: z.number().int(), word: z.string() })),
      nextDueAt: Instant.nullable(),
    }),
  }),
  counts: route({
    id: 'cases.counts',
    method: 'GET',
    path: '/api/v1/cases/counts',
    access: 'case.read',
    summary: 'How many wait in each view',
    query: CountsQuery,
    response: Counts,
  }),
  next: route({
    id: 'cases.next',
    method: 'GET',
    path: '/api/v1/cases/next',
    access: 'case.read',
    summary: 'The next case that needs me',
    query: z.strictObject({ after: Id.optional() }),
    response: z.object({ id: Id.nullable() }),
  }),
  create: route({
    id: 'cases.create',
    method: 'POST',
    path: '/api/v1/cases',
    access: 'case.write',
    summary: 'Log a call, letter, visit, found post or write first',
    body: NewCase,
    response: CaseDetail,
    status: 201,
  }),
  read: route({
    id: 'cases.read',
    method: 'GET',
    path: '/api/v1/cases/{id}',
    access: 'case.read',
    object: 'case',
    summary: 'One case',
    params: IdParams,
    response: CaseDetail,
  }),
  byNumber: route({
    id: 'cases.byNumber',
    method: 'GET',
    path: '/api/v1/cases/number/{number}',
    access: 'case.read',
    summary: 'Find a case by its number',
    params: z.strictObject({ number: z.coerce.number().int().positive() }),
    response: z.object({ id: Id }),
  }),
  change: route({
    id: 'cases.change',
    method: 'PATCH',
    path: '/api/v1/cases/{id}',
    access: 'case.write',
    object: 'case',
    summary: 'Change a case; the answer carries what undoes it',
    params: IdParams,
    body: CaseChange,
    response: ChangeResult,
  }),
  bulk: route({
    id: 'cases.bulk',
    method: 'POST',
    path: '/api/v1/cases/bulk',
    access: 'case.write',
    summary: 'Change many cases at once; `undoId` takes it back for 30 seconds and longer',
    body: z.strictObject({
      select: Selection,
      change: CaseChange.pick({
        category: true,
        ownerId: true,
        teamId: true,
        priority: true,
        topicId: true,
        addTags: true,
        removeTags: true,
        followUp: true,
        silently: true,
      }),
      dryRun: z.boolean().default(false),
    }),
    response: z.object({
      matched: z.number().int(),
      changed: z.number().int(),
      undoId: Id.nullable(),
      /** Left as they are, and why; the first hundred. */
      refused: z.array(z.object({ id: Id, number: z.number().int(), because: z.array(Silence) })),
      refusedCount: z.number().int(),
    }),
  }),
  bulkUndo: route({
    id: 'cases.bulkUndo',
    method: 'POST',
    path: '/api/v1/cases/bulk/undo',
    access: 'case.write',
    summary: 'Take a bulk change back',
    body: z.strictObject({ undoId: Id }),
    response: z.object({ restored: z.number().int() }),
  }),
  timeline: route({
    id: 'cases.timeline',
    method: 'GET',
    path: '/api/v1/cases/{id}/timeline',
    access: 'case.read',
    object: 'case',
    summary: 'Messages, notes and events, newest page first, each page in order of time',
    params: IdParams,
    query: z.strictObject({
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(60),
    }),
    response: page(TimelineItem),
  }),
  seen: route({
    id: 'cases.seen',
    method: 'POST',
    path: '/api/v1/cases/{id}/seen',
    access: 'case.read',
    object: 'case',
    summary: 'I have read it up to here',
    params: IdParams,
    response: Ok,
  }),
  activity: route({
    id: 'cases.activity',
    method: 'POST',
    path: '/api/v1/cases/{id}/activity',
    access: 'case.read',
    object: 'case',
    summary: 'I look at it, I write; not stored. Answers who else does',
    params: IdParams,
    body: z.strictObject({ doing: z.enum(['viewing', 'writing', 'left']) }),
    response: z.object({ others: z.array(Activity) }),
  }),
  merge: route({
    id: 'cases.merge',
    method: 'POST',
    path: '/api/v1/cases/{id}/merge',
    access: 'case.write',
    object: 'case',
    summary: 'Join this case into another; can be undone for 30 days',
    params: IdParams,
    body: z.strictObject({ into: Id }),
    response: CaseDetail,
  }),
  split: route({
    id: 'cases.split',
    method: 'POST',
    path: '/api/v1/cases/{id}/split',
    access: 'case.write',
    object: 'case',
    summary: 'Move messages of this case into a new one',
    params: IdParams,
    body: z.strictObject({ messageIds: z.array(Id).min(1).max(500), title: Line(300) }),
    response: CaseDetail,
  }),
  undo: route({
    id: 'cases.undo',
    method: 'POST',
    path: '/api/v1/cases/{id}/undo',
    access: 'case.write',
    object: 'case',
    summary: 'Undo the merge or split',
    params: IdParams,
    body: z.strictObject({ undoId: z.string().max(60) }),
    response: CaseDetail,
  }),
  addNote: route({
    id: 'notes.add',
    method: 'POST',
    path: '/api/v1/cases/{id}/notes',
    access: 'case.write',
    object: 'case',
    summary: 'Internal note; mentioned colleagues are told',
    params: IdParams,
    body: z.strictObject({ text: Text(20_000).pipe(z.string().min(1)), mentionIds: z.array(Id).max(50).default([]) }),
    response: Note,
    status: 201,
  }),
  changeNote: route({
    id: 'notes.change',
    method: 'PATCH',
    path: '/api/v1/notes/{id}',
    access: 'case.write',
    object: 'note',
    summary: 'Correct an own note',
    params: IdParams,
    body: z.strictObject({ text: Text(20_000).pipe(z.string().min(1)) }),
    response: Note,
  }),
  history: route({
    id: 'cases.history',
    method: 'GET',
    path: '/api/v1/cases/{id}/history',
    access: 'case.read',
    object: 'case',
    summary: 'Everything that happened, from the journal',
    params: IdParams,
    query: z.strictObject({
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    response: page(TimelineEvent),
  }),
}

export const SavedView = z.object({
  id: Id,
  name: z.string(),
  filter: z.string(),
  sort: z.string(),
  shared: z.boolean(),
  mine: z.boolean(),
})
export type SavedView = z.infer<typeof SavedView>
const viewFields = {
  name: Line(80).pipe(z.string().min(1)),
  filter: FilterText,
  sort: z.enum(['due', 'newest', 'oldest', 'priority', 'stalled']),
  shared: z.boolean(),
}
const ViewInput = z.strictObject({
  ...viewFields,
  sort: viewFields.sort.default('due'),
  shared: viewFields.shared.default(false),
})
// Made from the bare fields: partial() of a default would fill in what a change left out.
const ViewChange = z.strictObject(viewFields).partial()
export const Topic = z.object({
  id: Id,
  parentId: Id.nullable(),
  name: z.object({ de: z.string(), en: z.string() }),
  active: z.boolean(),
})
const topicFields = {
  parentId: Id.nullable(),
  name: z.strictObject({ de: Line(80).pipe(z.string().min(1)), en: Line(80).pipe(z.string().min(1)) }),
  active: z.boolean(),
}
const TopicInput = z.strictObject({
  ...topicFields,
  parentId: topicFields.parentId.default(null),
  active: topicFields.active.default(true),
})
const TopicChange = z.strictObject(topicFields).partial()

export const viewRoutes = {
  list: route({
    id: 'views.list',
    method: 'GET',
    path: '/api/v1/views',
    access: 'case.read',
    summary: 'Saved views: mine and shared ones',
    response: z.object({ items: z.array(SavedView) }),
  }),
  create: route({
    id: 'views.create',
    method: 'POST',
    path: '/api/v1/views',
    access: 'case.read',
    summary: 'Save a filter as a view',
    body: ViewInput,
    response: SavedView,
    status: 201,
  }),
  change: route({
    id: 'views.change',
    method: 'PATCH',
    path: '/api/v1/views/{id}',
    access: 'case.read',
    object: 'view',
    summary: 'Change a saved view',
    params: IdParams,
    body: ViewChange,
    response: SavedView,
  }),
  remove: route({
    id: 'views.remove',
    method: 'DELETE',
    path: '/api/v1/views/{id}',
    access: 'case.read',
    object: 'view',
    summary: 'Remove a saved view',
    params: IdParams,
    response: Ok,
  }),
  topics: route({
    id: 'topics.list',
    method: 'GET',
    path: '/api/v1/topics',
    access: 'case.read',
    summary: 'Topics',
    response: z.object({ items: z.array(Topic) }),
  }),
  createTopic: route({
    id: 'topics.create',
    method: 'POST',
    path: '/api/v1/topics',
    access: 'settings.manage',
    summary: 'Add a topic',
    body: TopicInput,
    response: Topic,
    status: 201,
  }),
  changeTopic: route({
    id: 'topics.change',
    method: 'PATCH',
    path: '/api/v1/topics/{id}',
    access: 'settings.manage',
    object: 'topic',
    summary: 'Change a topic',
    params: IdParams,
    body: TopicChange,
    response: Topic,
  }),
  tags: route({
    id: 'tags.list',
    method: 'GET',
    path: '/api/v1/tags',
    access: 'case.read',
    summary: 'Tags in use',
    response: z.object({ items: z.array(z.object({ name: z.string(), count: z.number().int() })) }),
  }),
}
