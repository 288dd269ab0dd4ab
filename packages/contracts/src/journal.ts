import { z } from 'zod'
import { Role } from './access.ts'
import { CaseKind, CorrectedField } from './analysis.ts'
import { ApprovalKind } from './approvals.ts'
import { CaseFilePart, ExportPurpose, Masking } from './case-file.ts'
import { Priority, StatusCategory } from './case-status.ts'
import { ChannelKind, MessageAction } from './channels.ts'
import { StandingCode } from './channel-standing.ts'
import { BackReason, FollowUpEvent } from './follow-ups.ts'
import { GoodwillKind } from './goodwill-kind.ts'
import { FindingLevel } from './guideline.ts'
import { HandoverReason } from './handovers.ts'
import { HoldingSource, HoldingVoid } from './holding-kind.ts'
import { CaseLinkKind, IncidentState } from './incidents.ts'
import { LanguageUse } from './language-help.ts'
import { ManyReason } from './many-answers.ts'
import { PageWay, RevealPurpose } from './private-pages.ts'
import { PromiseKind, ProofKind, Silence } from './promise-kind.ts'
import { Id, Instant } from './shapes.ts'
import { ClockKind } from './targets.ts'
import { ClassifierName } from './understanding.ts'

export const Actor = z.object({
  kind: z.enum(['person', 'rule', 'connector', 'job', 'api', 'customer']),
  id: z.string().nullable(),
})
export type Actor = z.infer<typeof Actor>

const nothing = z.strictObject({})
const change = <T extends z.ZodType>(value: T) => z.strictObject({ from: value.nullable(), to: value.nullable() })
const reason = z.string().max(300).optional()
const goodwill = z.strictObject({
  goodwillId: Id,
  kind: GoodwillKind,
  amountMinor: z.number().int(),
  currency: z.string(),
})

/**
 * Kinds of journal entries and their data. Facts and references only: no customer's words, names or addresses;
 * those live in rows that can be erased, and the entry names the row.
 * `reason` fields hold words of our own people.
 */
export const journalKinds = {
  'case.created': z.strictObject({
    number: z.number().int(),
    channel: ChannelKind,
    messageId: Id.optional(),
    by: z.enum(['intake', 'hand', 'mention', 'split', 'import', 'quarantine']),
    /** The customer waits for an answer; the clock of it counts from then. */
    answerFrom: Instant.optional(),
  }),
  'case.status': change(StatusCategory),
  'case.owner': change(Id),
  'case.team': change(Id),
  'case.priority': change(Priority),
  'case.kind': change(CaseKind),
  'case.topic': change(Id),
  /** A person said what a text is, instead of the model, or took that word back. */
  'case.corrected': z.strictObject({
    field: CorrectedField,
    messageId: Id.optional(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    isTakenBack: z.boolean(),
  }),
  'case.tags': z.strictObject({ added: z.array(z.string()), removed: z.array(z.string()) }),
  'case.title': nothing,
  'case.particulars': nothing,
  'case.follow-up': z.strictObject({
    at: Instant.nullable(),
    untilReply: z.boolean(),
    until: z.array(FollowUpEvent).optional(),
  }),
  'case.follow-up-due': z.strictObject({ because: BackReason.optional() }),
  'case.reopened': z.strictObject({ messageId: Id }),
  'case.merged': z.strictObject({ into: Id, intoNumber: z.number().int(), undoId: z.string() }),
  'case.joined': z.strictObject({ from: Id, fromNumber: z.number().int(), undoId: z.string() }),
  'case.split': z.strictObject({ to: Id, toNumber: z.number().int(), messages: z.number().int(), undoId: z.string() }),
  'case.undone': z.strictObject({ undoId: z.string(), what: z.enum(['merge', 'split', 'bulk']) }),
  'case.customer': change(Id),
  'case.overdue': z.strictObject({ dueKind: z.string(), dueAt: Instant }),
  /** Told once before the limit of a target or promise. */
  'case.due-soon': z.strictObject({ clockId: Id, dueKind: ClockKind, dueAt: Instant }),
  'case.watched': z.strictObject({ watching: z.boolean() }),
  'message.received': z.strictObject({
    messageId: Id,
    threadId: Id,
    channel: ChannelKind,
    /** Where it came in before it was written here. */
    receivedAt: Instant.optional(),
    nature: z.string().optional(),
  }),
  'message.changed': z.strictObject({ messageId: Id, version: z.number().int() }),
  'message.deleted': z.strictObject({ messageId: Id }),
  /** It stands on the network again. */
  'message.restored': z.strictObject({ messageId: Id }),
  /** A file that lay at the network was fetched, or could not be. */
  'message.media': z.strictObject({
    messageId: Id,
    index: z.number().int(),
    state: z.enum(['kept', 'failed']),
    code: z.string().nullable(),
  }),
  /** Somebody asked for it: a like, hiding, deleting, pinning. `reason` where it takes something away. */
  'message.action-asked': z.strictObject({ messageId: Id, actionId: Id, action: MessageAction, reason }),
  'message.action-settled': z.strictObject({
    messageId: Id,
    actionId: Id,
    action: MessageAction,
    state: z.enum(['done', 'failed', 'unclear']),
    code: z.string().max(60).nullable(),
    to: Id.nullable(),
  }),
  'service-note.published': z.strictObject({
    noteId: Id,
    expiresAt: Instant,
    foundKinds: z.array(z.string()).max(30),
    reason,
  }),
  'service-note.extended': z.strictObject({ noteId: Id, expiresAt: Instant }),
  'service-note.withdrawn': z.strictObject({ noteId: Id, reason: z.string().max(300) }),
  /** On the network, from the public. */
  'message.hidden': z.strictObject({ messageId: Id, hidden: z.boolean() }),
  'message.reacted': z.strictObject({ messageId: Id }),
  /** Taken without being understood: too slow, or the analysis failed. */
  'message.not-analysed': z.strictObject({ messageId: Id, code: z.string() }),
  'reply.queued': z.strictObject({
    messageId: Id,
    outboxId: Id,
    threadId: Id,
    channel: ChannelKind,
    sendAt: Instant,
    evenIfNewer: z.boolean(),
    /** Of a numbered thread; the message and the row are the last one's. */
    parts: z.number().int().optional(),
  }),
  /** Sent in spite of what the guideline found: which rule of which version, and why. */
  'reply.overridden': z.strictObject({
    messageId: Id,
    rule: z.string(),
    level: FindingLevel,
    version: z.number().int(),
    reason: z.string().max(300),
  }),
  /** A text module went into the answer. */
  'reply.used-module': z.strictObject({ messageId: Id, moduleId: Id, version: z.number().int() }),
  /** A draft of an answer is seen by colleagues, or not any more. Its words stand nowhere here. */
  'draft.shared': z.strictObject({ draftId: Id, isShared: z.boolean() }),
  /** `from`: who wrote until then; they are told. */
  'draft.taken-over': z.strictObject({ draftId: Id, from: Id }),
  /** `to`: who is asked to read it; else its writer is told. */
  'draft.commented': z.strictObject({ draftId: Id, commentId: Id, to: Id.nullable(), writer: Id }),
  /** Others wrote on it before who sent it. */
  'reply.co-written': z.strictObject({ messageId: Id, authors: z.array(Id).max(100) }),
  'reply.logged': z.strictObject({ messageId: Id, threadId: Id, channel: ChannelKind }),
  'reply.undone': z.strictObject({ outboxId: Id }),
  /** The network says that it arrived, or was read. */
  /** A visitor said how satisfied they were; their words stand with the conversation. */
  'chat.rated': z.strictObject({ sessionId: Id, score: z.number().int() }),
  /** The conversation goes on by mail. */
  'chat.to-mail': z.strictObject({ sessionId: Id }),
  'reply.received': z.strictObject({ messageId: Id, outboxId: Id, state: z.enum(['delivered', 'read']) }),
  /** `foundBy`: it had been unclear, and the network told of the words as ours. */
  'reply.handed-over': z.strictObject({
    messageId: Id,
    outboxId: Id,
    attempt: z.number().int(),
    foundBy: z.literal('echo').optional(),
  }),
  /** Sent again while nobody knew of the first attempt, and both arrived; `copyId`: the other message. */
  'reply.sent-twice': z.strictObject({ messageId: Id, outboxId: Id, copyId: Id }),
  'reply.delivered': z.strictObject({ messageId: Id, outboxId: Id }),
  'reply.failed': z.strictObject({ messageId: Id, outboxId: Id, code: z.string() }),
  'reply.unclear': z.strictObject({ messageId: Id, outboxId: Id }),
  'reply.resolved': z.strictObject({ outboxId: Id, decision: z.enum(['was_sent', 'send_again', 'discard']), reason }),
  'reply.automatic': z.strictObject({
    what: z.enum(['acknowledgement', 'verification', 'invitation']),
    messageId: Id.optional(),
  }),
  'note.added': z.strictObject({ noteId: Id, mentions: z.array(Id) }),
  'note.changed': z.strictObject({ noteId: Id }),
  'promise.made': z.strictObject({ promiseId: Id, dueAt: Instant, kind: PromiseKind.optional() }),
  'promise.kept': z.strictObject({
    promiseId: Id,
    onTime: z.boolean(),
    kind: PromiseKind.optional(),
    proof: z.strictObject({ kind: ProofKind, id: Id.nullable() }).optional(),
  }),
  'promise.replaced': z.strictObject({ promiseId: Id, by: Id.optional(), dueAt: Instant, reason }),
  'promise.waived': z.strictObject({ promiseId: Id, reason }),
  /** Closed or put to rest without a last word or with something promised, by somebody with the right. */
  'case.silent': z.strictObject({
    how: z.enum(['closed', 'rested']),
    because: z.array(Silence),
    reason: z.string().max(300),
  }),
  /** A word that was promised runs out: a holding reply is proposed. */
  'holding.proposed': z.strictObject({ holdingId: Id, source: HoldingSource, dueAt: Instant }),
  /** `dueAt`: the next word promised with it. */
  'holding.sent': z.strictObject({ holdingId: Id, messageId: Id, byRule: z.boolean(), dueAt: Instant }),
  'holding.dismissed': z.strictObject({ holdingId: Id, reason: z.string().max(300) }),
  'holding.voided': z.strictObject({ holdingId: Id, why: HoldingVoid }),
  'holding.policy-changed': z.strictObject({ version: z.number().int() }),
  /** A page behind a link asks for these things; no answer ever stands here. */
  'private-page.asked': z.strictObject({ pageId: Id, threadId: Id, questions: z.number().int(), way: PageWay }),
  /** A link under which the customer sees how their concern stands. */
  'private-page.status': z.strictObject({ pageId: Id }),
  'private-page.opened': z.strictObject({ pageId: Id }),
  'private-page.answered': z.strictObject({
    pageId: Id,
    answers: z.number().int(),
    missing: z.number().int(),
    hasWords: z.boolean(),
  }),
  'private-page.revealed': z.strictObject({ pageId: Id, answerId: Id, purpose: RevealPurpose, reason }),
  'private-page.deleted': z.strictObject({ pageId: Id, answers: z.number().int() }),
  'private-page.expired': z.strictObject({ pageId: Id }),
  'private-page.revoked': z.strictObject({ pageId: Id }),
  /** Put on the morning list by hand, taken off, or left to the rule (null). */
  'case.morning': z.strictObject({ isWatched: z.boolean().nullable(), reason: z.string().max(300) }),
  'case.stalled': z.strictObject({ score: z.number().int(), reasons: z.array(z.string()) }),
  'consultation.asked': z.strictObject({
    consultationId: Id,
    expertId: Id.nullable(),
    memberId: Id.nullable(),
    dueAt: Instant,
  }),
  'consultation.reminded': z.strictObject({
    consultationId: Id,
    when: z.enum(['half', 'due']),
    memberId: Id.nullable(),
  }),
  'consultation.deputy': z.strictObject({ consultationId: Id, expertId: Id.nullable(), memberId: Id.nullable() }),
  'consultation.escalated': z.strictObject({ consultationId: Id, to: z.array(Id) }),
  /** `to`: who asked. A late one came after another answer, or after the question was withdrawn. */
  'consultation.answered': z.strictObject({
    consultationId: Id,
    answerId: Id,
    noteId: Id,
    way: z.enum(['link', 'mail', 'app', 'chat']),
    isLate: z.boolean(),
    to: Id.nullable(),
  }),
  /** The question did not reach them, or a machine answered. */
  'consultation.undelivered': z.strictObject({
    consultationId: Id,
    because: z.enum(['failed', 'unclear', 'bounce', 'autoreply']),
    to: Id.nullable(),
  }),
  /** `isWithCase`: by itself, because the case was closed. */
  'consultation.withdrawn': z.strictObject({ consultationId: Id, reason, isWithCase: z.boolean().optional() }),
  'case.handed-over': z.strictObject({
    handoverId: Id,
    toTeam: Id.nullable(),
    toMember: Id.nullable(),
    reason: HandoverReason,
    dueAt: Instant,
  }),
  'case.handed-back': z.strictObject({
    handoverId: Id,
    how: z.enum(['done', 'taken_back']),
    toTeam: Id,
    to: Id.nullable(),
    reason,
  }),
  'case.escalated': z.strictObject({
    escalationId: Id,
    level: z.number().int(),
    cause: z.enum(['person', 'consultation', 'overdue', 'handover']),
    to: z.array(Id),
    reason,
  }),
  'case.escalation-settled': z.strictObject({ escalationId: Id }),
  'case.ping-pong': z.strictObject({ path: z.array(Id) }),
  /** A case file left the house: in which form, why, and what was left out or masked in it. */
  'case.exported': z.strictObject({
    format: z.enum(['pdf', 'json']),
    purpose: ExportPurpose,
    note: z.string().max(200),
    leftOut: z.array(CaseFilePart),
    masked: z.array(Masking),
  }),
  /** Filled in at closing: which of the fields. */
  'case.documented': z.strictObject({ fields: z.array(z.string().max(20)) }),
  'case.cause': change(Id),
  'case.linked': z.strictObject({
    linkId: Id,
    kind: CaseLinkKind,
    direction: z.enum(['from', 'to']),
    other: Id,
    otherNumber: z.number().int(),
  }),
  'case.unlinked': z.strictObject({ linkId: Id, other: Id, otherNumber: z.number().int() }),
  'case.incident': z.strictObject({ incidentId: Id, number: z.number().int(), attached: z.boolean() }),
  'case.evidence': z.strictObject({ messageIds: z.array(Id).max(500), why: z.enum(['by-hand', 'serious']) }),
  /** Public words that ought to have been kept on arrival and were not. */
  'case.evidence-failed': z.strictObject({ messageId: Id, code: z.string().max(40) }),
  /** Somebody pressed: masked words of the case left for the company's language model. */
  'language-help.asked': z.strictObject({ callId: Id, use: LanguageUse, characters: z.number().int() }),
  'language-help.accepted': z.strictObject({ callId: Id, use: LanguageUse, as: z.enum(['draft', 'note']) }),
  /** Who switched it on or off, and who runs the model, as the notice names them. */
  'language-help.switched': z.strictObject({ enabled: z.boolean(), processor: z.string().max(200) }),
  'incident.changed': z.strictObject({ incidentId: Id, number: z.number().int(), state: IncidentState }),
  /** The answer to many that this case got, or did not get. */
  'reply.many': z.strictObject({ manyAnswerId: Id, messageId: Id.nullable(), reason: ManyReason.nullable() }),
  'many-answer.changed': z.strictObject({
    manyAnswerId: Id,
    what: z.enum(['started', 'stopped', 'retried', 'done']),
    cases: z.number().int(),
  }),
  'cause.changed': z.strictObject({ causeId: Id }),
  'expert.changed': nothing,
  'customer.created': z.strictObject({ identityId: Id.optional() }),
  'customer.changed': z.strictObject({ fields: z.array(z.string()) }),
  'customer.viewed': z.strictObject({ purpose: z.string() }),
  'customer.merged': z.strictObject({ into: Id, mergeId: Id, reason }),
  'customer.unmerged': z.strictObject({ from: Id, mergeId: Id }),
  'identity.linked': z.strictObject({ identityId: Id, customerId: Id, evidence: z.array(z.string()), reason }),
  'identity.unlinked': z.strictObject({ identityId: Id, customerId: Id, reason }),
  'identity.proposed': z.strictObject({ proposalId: Id, customerId: Id, reasons: z.array(z.string()) }),
  'identity.declined': z.strictObject({ proposalId: Id, customerId: Id }),
  'mention.found': z.strictObject({ messageId: Id, presenceId: Id }),
  'mention.triaged': z.strictObject({ state: z.string(), reason }),
  'mention.case': z.strictObject({ caseId: Id }),
  'inlet.quarantined': z.strictObject({ code: z.string(), presenceId: Id }),
  'inlet.replayed': nothing,
  'inlet.dismissed': z.strictObject({ reason: z.string().max(300) }),
  'inlet.filtered': z.strictObject({ code: z.string(), presenceId: Id }),
  'inlet.to-case': z.strictObject({ caseId: Id }),
  'original.viewed': z.strictObject({ messageId: Id }),
  'presence.connected': z.strictObject({ channel: ChannelKind }),
  'presence.changed': z.strictObject({ fields: z.array(z.string()) }),
  'presence.failing': z.strictObject({ code: z.string(), errorKind: z.string() }),
  'presence.recovered': nothing,
  'presence.archived': nothing,
  'presence.gap': z.strictObject({ from: Instant.nullable(), to: Instant.nullable() }),
  'presence.reconciled': z.strictObject({ missing: z.number().int(), taken: z.number().int() }),
  'member.joined': z.strictObject({ role: Role }),
  'member.changed': z.strictObject({
    role: Role.optional(),
    active: z.boolean().optional(),
    teams: z.boolean().optional(),
  }),
  'member.signed-in': nothing,
  'member.sessions-ended': nothing,
  'member.absence': nothing,
  'invitation.created': z.strictObject({ role: Role }),
  'invitation.revoked': nothing,
  'team.changed': nothing,
  'unit.changed': nothing,
  'settings.changed': z.strictObject({ fields: z.array(z.string()) }),
  'calendar.changed': z.strictObject({
    calendarId: Id,
    of: z.enum(['house', 'team', 'presence']),
    /** Null: dropped. */
    version: z.number().int().nullable(),
  }),
  'targets.changed': z.strictObject({ version: z.number().int(), changedRules: z.array(z.string()) }),
  /** Due times were worked out anew: clocks that were looked at and that moved. */
  'clocks.recomputed': z.strictObject({
    runId: Id,
    cause: z.string().max(40),
    looked: z.number().int(),
    changed: z.number().int(),
  }),
  'workspace.created': nothing,
  'view.shared': nothing,
  'topic.changed': nothing,
  /** A module of the house; personal ones are nobody else's matter. `reason`: in spite of the guideline. */
  'text-module.changed': z.strictObject({ moduleId: Id, version: z.number().int(), isRemoved: z.boolean(), reason }),
  'checklist.changed': z.strictObject({ checklistId: Id, version: z.number().int(), isRemoved: z.boolean() }),
  'checklist.begun': z.strictObject({ checklistId: Id, version: z.number().int() }),
  'checklist.step': z.strictObject({
    checklistId: Id,
    stepId: z.string(),
    state: z.enum(['open', 'done', 'skipped']),
    reason,
  }),
  'checklist.put-away': z.strictObject({ checklistId: Id, openRequired: z.number().int(), reason }),
  /** `to`: whom it is for now. */
  'task.created': z.strictObject({
    taskId: Id,
    assigneeId: Id.nullable(),
    teamId: Id.nullable(),
    dueAt: Instant.nullable(),
  }),
  'task.changed': z.strictObject({
    taskId: Id,
    assigneeId: Id.nullable(),
    teamId: Id.nullable(),
    dueAt: Instant.nullable(),
    isGivenOn: z.boolean(),
  }),
  'task.done': z.strictObject({ taskId: Id, createdBy: Id.nullable() }),
  'task.reopened': z.strictObject({ taskId: Id, assigneeId: Id.nullable(), createdBy: Id.nullable() }),
  'guideline.changed': z.strictObject({ version: z.number().int(), changedRules: z.array(z.string()) }),
  'classifier.trained': z.strictObject({
    classifier: ClassifierName,
    version: z.number().int(),
    isSwitchedOn: z.boolean(),
  }),
  'classifier.switched': z.strictObject({
    classifier: ClassifierName,
    from: z.number().int().nullable(),
    to: z.number().int().nullable(),
  }),
  'texts.read-again': z.strictObject({ modelVersion: z.string(), count: z.number().int() }),
  /** A second pair of eyes: `asked` may decide, `requestedBy` waits for it. */
  'approval.requested': z.strictObject({
    approvalId: Id,
    kind: ApprovalKind,
    asked: z.array(Id),
    requestedBy: Id,
    dueAt: Instant,
  }),
  'approval.reminded': z.strictObject({ approvalId: Id, asked: z.array(Id) }),
  /** Nobody decided in time: the next in line are asked. */
  'approval.escalated': z.strictObject({ approvalId: Id, step: z.number().int(), asked: z.array(Id), dueAt: Instant }),
  /** Who was asked is away: their deputies are asked. */
  'approval.deputy': z.strictObject({ approvalId: Id, asked: z.array(Id) }),
  /** Late, and nobody is left to ask. */
  'approval.overdue': z.strictObject({ approvalId: Id, requestedBy: Id, asked: z.array(Id) }),
  'approval.approved': z.strictObject({
    approvalId: Id,
    kind: ApprovalKind,
    requestedBy: Id,
    forMember: Id.nullable(),
    reason,
  }),
  'approval.rejected': z.strictObject({
    approvalId: Id,
    kind: ApprovalKind,
    requestedBy: Id,
    forMember: Id.nullable(),
    reason: z.string().max(500),
  }),
  'approval.withdrawn': z.strictObject({ approvalId: Id, kind: ApprovalKind }),
  /** What was asked for is not any more what would be done. */
  'approval.voided': z.strictObject({ approvalId: Id, kind: ApprovalKind, requestedBy: Id, why: z.string().max(60) }),
  'approval.used': z.strictObject({ approvalId: Id, kind: ApprovalKind }),
  /** An approved answer was queued: who wrote it, who changed it last, if anybody. */
  'reply.approved': z.strictObject({
    requestId: Id,
    approvalId: Id,
    messageId: Id,
    requestedBy: Id,
    editedBy: Id.nullable(),
  }),
  'reply.edited': z.strictObject({ requestId: Id, version: z.number().int() }),
  'reply.returned': z.strictObject({ requestId: Id, requestedBy: Id, code: z.string() }),
  'goodwill.requested': goodwill,
  'goodwill.changed': goodwill,
  /** Without an approval: within the own limit of who granted it. */
  'goodwill.granted': goodwill.extend({ approvalId: Id.nullable() }),
  'goodwill.rejected': z.strictObject({ goodwillId: Id }),
  'goodwill.withdrawn': z.strictObject({ goodwillId: Id, reason: z.string().max(500) }),
  'goodwill.overruled': z.strictObject({ goodwillId: Id, teamId: Id, reason: z.string().max(500) }),
  /** A line of its own takes back what was booked. */
  'goodwill.reversal-requested': goodwill.extend({ reversesId: Id }),
  'goodwill.reversed': goodwill.extend({ reversesId: Id, approvalId: Id.nullable() }),
  /** The department of the topic may object until then; `to`: who is told. */
  'goodwill.objectable': z.strictObject({ goodwillId: Id, teamId: Id, until: Instant, to: z.array(Id) }),
  'goodwill.objected': z.strictObject({
    goodwillId: Id,
    objectionId: Id,
    teamId: Id,
    reason: z.string().max(500),
    to: Id,
  }),
  'goodwill.objection-settled': z.strictObject({
    goodwillId: Id,
    objectionId: Id,
    teamId: Id,
    decision: z.enum(['upheld', 'overruled', 'withdrawn']),
    reason: z.string().max(500),
    to: z.array(Id),
  }),
  'goodwill.booked': z.strictObject({ goodwillId: Id, runId: Id, bookingNo: z.number().int() }),
  'goodwill.run-made': z.strictObject({ runId: Id, number: z.number().int(), count: z.number().int() }),
  'goodwill.frame-changed': z.strictObject({ what: z.enum(['limit', 'budget', 'policy', 'department']) }),
  'reply-approvals.changed': z.strictObject({ version: z.number().int() }),
  /** A rule did something in a case; a macro's actor is the person. Its name is our own people's word. */
  'workflow.ran': z.strictObject({
    workflowId: Id,
    runId: Id,
    version: z.number().int(),
    name: z.string().max(120),
    did: z.array(z.string()).max(20),
    failed: z.number().int(),
  }),
  /** The receipt of an action that reached outside, or did not. */
  'action.settled': z.strictObject({
    deliveryId: Id,
    actionId: Id,
    name: z.string().max(120),
    what: z.enum(['webhook', 'mail', 'document']),
    state: z.enum(['done', 'failed']),
    code: z.string().nullable(),
    fileId: Id.nullable(),
  }),
  'workflow.changed': z.strictObject({ workflowId: Id, version: z.number().int() }),
  'workflow.switched': z.strictObject({ workflowId: Id, enabled: z.boolean() }),
  'workflow.removed': z.strictObject({ workflowId: Id }),
  /** `ownerId`: whose rights it had; they and the administrators are told. */
  'workflow.paused': z.strictObject({
    workflowId: Id,
    reason: z.string().max(40),
    caseId: Id.nullable(),
    name: z.string().max(120).optional(),
    ownerId: Id.optional(),
  }),
  /** The guideline stopped words of a rule on their way to a customer. `to`: who answers for the rule. */
  'workflow.blocked': z.strictObject({
    workflowId: Id,
    runId: Id,
    name: z.string().max(120),
    what: z.enum(['mail', 'reply']),
    rules: z.array(z.string().max(60)).max(20),
    to: Id,
  }),
  /** What stands below our answers. `presenceId` null: of the house. */
  'signature.changed': z.strictObject({ presenceId: Id.nullable(), version: z.number().int(), isRemoved: z.boolean() }),
  'initials.changed': z.strictObject({ memberId: Id }),
  'action.changed': z.strictObject({
    actionId: Id,
    what: z.enum(['created', 'changed', 'removed', 'secret', 'disabled', 'replayed']),
  }),
  /** How cases are given out, or what somebody can do, was changed. */
  'routing.changed': z.strictObject({ what: z.enum(['policy', 'member']), version: z.number().int().nullable() }),
  'data.imported': z.strictObject({ what: z.string(), count: z.number().int(), reason }),
  'post.created': z.strictObject({ presences: z.number().int() }),
  'post.changed': z.strictObject({ version: z.number().int() }),
  /** `approvalId`: it waits for that; else it is planned. */
  'post.handed-in': z.strictObject({ version: z.number().int(), approvalId: Id.nullable(), at: Instant }),
  'post.planned': z.strictObject({ at: Instant }),
  'post.returned': z.strictObject({ code: z.string().max(40), to: Id.nullable() }),
  'post.moved': z.strictObject({ from: Instant, to: Instant }),
  'post.withdrawn': z.strictObject({ reason: z.string().max(300) }),
  /** Planned in spite of what the guideline found. */
  'post.overridden': z.strictObject({
    rule: z.string(),
    level: FindingLevel,
    version: z.number().int(),
    reason: z.string().max(300),
  }),
  'post.sent': z.strictObject({
    targetId: Id,
    presenceId: Id,
    attempt: z.number().int(),
    foundBy: z.literal('echo').optional(),
  }),
  'post.failed': z.strictObject({ targetId: Id, presenceId: Id, code: z.string().max(60), to: Id.nullable() }),
  'post.unclear': z.strictObject({ targetId: Id, presenceId: Id, to: Id.nullable() }),
  /** Its time is over and it has not left: a person is asked. */
  'post.late': z.strictObject({ targetIds: z.array(Id).max(20), to: Id.nullable() }),
  'post.resolved': z.strictObject({ targetId: Id, decision: z.string().max(20), reason: z.string().max(300) }),
  'publishing.paused': z.strictObject({ reason: z.string().max(300), incidentId: Id.nullable() }),
  'publishing.resumed': z.strictObject({ reason: z.string().max(300) }),
  'publishing.changed': z.strictObject({ version: z.number().int() }),
  /** A sign-in ends in so many days. */
  'presence.expiring': z.strictObject({ days: z.number().int(), expiresAt: Instant }),
  /** A network sees an account of ours worse than before. */
  'presence.standing-lowered': z.strictObject({ codes: z.array(StandingCode).max(4) }),
  /** A case that began with a test item of ours. */
  'case.self-test': z.strictObject({ runId: Id }),
  'self-test.changed': z.strictObject({ presenceId: Id, what: z.enum(['created', 'changed', 'removed']) }),
  'self-test.started': z.strictObject({ runId: Id, presenceId: Id }),
  'self-test.taken': z.strictObject({ runId: Id, presenceId: Id, seconds: z.number().int() }),
  'self-test.seen': z.strictObject({ runId: Id, presenceId: Id, seconds: z.number().int() }),
  'self-test.answered': z.strictObject({ runId: Id, presenceId: Id, seconds: z.number().int() }),
  'self-test.failed': z.strictObject({ runId: Id, presenceId: Id, code: z.string().max(60) }),
  'self-test.due': z.strictObject({ presenceId: Id, to: z.array(Id).max(50) }),
  'self-test.missing': z.strictObject({ runId: Id, presenceId: Id, minutes: z.number().int() }),
  'backup.made': z.strictObject({ verified: z.boolean() }),
} as const
export type JournalKind = keyof typeof journalKinds
export type JournalData<K extends JournalKind> = z.infer<(typeof journalKinds)[K]>
