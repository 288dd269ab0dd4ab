import { z } from 'zod'
import { CaseKind, CorrectedField } from './analysis.ts'
import { Priority, StatusCategory } from './cases.ts'
import { FindingLevel } from './guideline.ts'
import { ChannelKind } from './channels.ts'
import { Role } from './access.ts'
import { Id, Instant } from './shapes.ts'
import { ClassifierName } from './understanding.ts'

export const Actor = z.object({
  kind: z.enum(['person', 'rule', 'connector', 'job', 'api', 'customer']),
  id: z.string().nullable(),
})
export type Actor = z.infer<typeof Actor>

const nothing = z.strictObject({})
const change = <T extends z.ZodType>(value: T) => z.strictObject({ from: value.nullable(), to: value.nullable() })
const reason = z.string().max(300).optional()

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
  'case.follow-up': z.strictObject({ at: Instant.nullable(), untilReply: z.boolean() }),
  'case.follow-up-due': nothing,
  'case.reopened': z.strictObject({ messageId: Id }),
  'case.merged': z.strictObject({ into: Id, intoNumber: z.number().int(), undoId: z.string() }),
  'case.joined': z.strictObject({ from: Id, fromNumber: z.number().int(), undoId: z.string() }),
  'case.split': z.strictObject({ to: Id, toNumber: z.number().int(), messages: z.number().int(), undoId: z.string() }),
  'case.undone': z.strictObject({ undoId: z.string(), what: z.enum(['merge', 'split', 'bulk']) }),
  'case.customer': change(Id),
  'case.overdue': z.strictObject({ dueKind: z.string(), dueAt: Instant }),
  'case.watched': z.strictObject({ watching: z.boolean() }),
  'message.received': z.strictObject({
    messageId: Id,
    threadId: Id,
    channel: ChannelKind,
    nature: z.string().optional(),
  }),
  'message.changed': z.strictObject({ messageId: Id, version: z.number().int() }),
  'message.deleted': z.strictObject({ messageId: Id }),
  /** Taken without being understood: too slow, or the analysis failed. */
  'message.not-analysed': z.strictObject({ messageId: Id, code: z.string() }),
  'reply.queued': z.strictObject({
    messageId: Id,
    outboxId: Id,
    threadId: Id,
    channel: ChannelKind,
    sendAt: Instant,
    evenIfNewer: z.boolean(),
  }),
  /** Sent in spite of what the guideline found: which rule of which version, and why. */
  'reply.overridden': z.strictObject({
    messageId: Id,
    rule: z.string(),
    level: FindingLevel,
    version: z.number().int(),
    reason: z.string().max(300),
  }),
  'reply.logged': z.strictObject({ messageId: Id, threadId: Id, channel: ChannelKind }),
  'reply.undone': z.strictObject({ outboxId: Id }),
  'reply.handed-over': z.strictObject({ messageId: Id, outboxId: Id, attempt: z.number().int() }),
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
  'promise.made': z.strictObject({ promiseId: Id, dueAt: Instant }),
  'promise.kept': z.strictObject({ promiseId: Id, onTime: z.boolean() }),
  'promise.replaced': z.strictObject({ promiseId: Id, by: Id.optional(), dueAt: Instant, reason }),
  'promise.waived': z.strictObject({ promiseId: Id, reason }),
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
  'workspace.created': nothing,
  'view.shared': nothing,
  'topic.changed': nothing,
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
  'data.imported': z.strictObject({ what: z.string(), count: z.number().int() }),
  'backup.made': z.strictObject({ verified: z.boolean() }),
} as const
export type JournalKind = keyof typeof journalKinds
export type JournalData<K extends JournalKind> = z.infer<(typeof journalKinds)[K]>
