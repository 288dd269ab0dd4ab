import type { TimelineEvent } from '@resonanz/contracts'
import { formatMoment, type Language } from '#lib/time.ts'
import { formatMoney } from '#lib/money.ts'
import { waitsInWords } from '#lib/moments.ts'
import type { Names } from '#lib/people.ts'

type Say = (key: string, values?: Record<string, string | number>) => string
export type EventContext = { say: Say; names: Names; language: Language; now: Date }
type Data = Record<string, unknown>
type Tell = (data: Data, context: EventContext) => string

/** What an event says, in the reader's language, from its kind and data. Never empty. */
export function eventWords(event: Pick<TimelineEvent, 'event' | 'data'>, context: EventContext): string {
  const tell = tellers[event.event]
  return tell ? tell(event.data, context) : context.say('event.unknown', { event: event.event })
}

/** Who it was: a person by name, else what did it. */
export function actorWords({ actor }: Pick<TimelineEvent, 'actor'>, { say, names }: EventContext): string {
  if (actor.kind !== 'person') return say(`actor.${actor.kind}`)
  return actor.name ?? nameOf(names.members, actor.id) ?? say('actor.unknown')
}

const plain =
  (key: string): Tell =>
  (_data, { say }) =>
    say(`event.${key}`)

/** `to` set or taken away, named by a table of words. */
const chosen =
  (key: string, table: string): Tell =>
  ({ to }, { say }) =>
    to ? say(`event.${key}`, { to: say(`${table}.${typeof to === 'string' ? to : ''}`) }) : say(`event.${key}None`)

const grant =
  (key: string): Tell =>
  ({ kind, amountMinor, currency }, { say, language }) =>
    say(`event.${key}`, {
      kind: say(`event.goodwillKind.${typeof kind === 'string' ? kind : 'other'}`),
      amount: formatMoney(Number(amountMinor ?? 0), typeof currency === 'string' ? currency : 'EUR', language),
    })

const withUse =
  (key: string): Tell =>
  ({ use }, { say }) =>
    say(`event.${key}`, { use: say(`event.languageUse.${typeof use === 'string' ? use : 'draft'}`) })

const withReason =
  (key: string): Tell =>
  ({ reason }, { say }) => {
    const words = say(`event.${key}`)
    return typeof reason === 'string' && reason && reason !== 'undo' && reason !== 'closed'
      ? `${words}: ${reason}`
      : words
  }

/** Whom a task is for, and until when. */
const taskFor =
  (key: string): Tell =>
  ({ assigneeId, teamId, dueAt }, context) => {
    const { members, teams } = context.names
    const to = nameOf(members, assigneeId) ?? nameOf(teams, teamId) ?? context.say('actor.unknown')
    return dueAt
      ? context.say(`event.${key}Until`, { to, at: momentOf(dueAt, context) })
      : context.say(`event.${key}`, { to })
  }

const tellers: Record<string, Tell> = {
  'case.created': ({ by, number }, { say }) =>
    say('event.created', { number: Number(number), by: say(`event.createdBy.${String(by)}`) }),
  'case.status': chosen('status', 'status'),
  'case.owner': ({ to }, { say, names }) =>
    to ? say('event.owner', { to: nameOf(names.members, to) ?? say('actor.unknown') }) : say('event.ownerNone'),
  'case.team': ({ to }, { say, names }) =>
    to ? say('event.team', { to: nameOf(names.teams, to) ?? say('actor.unknown') }) : say('event.teamNone'),
  'case.priority': chosen('priority', 'priority'),
  'case.kind': chosen('kind', 'ui:understood.kind'),
  'case.topic': ({ to }, { say, names, language }) => {
    const topic = names.topics.find((one) => one.id === to)
    if (!to) return say('event.topicNone')
    return say('event.topic', { to: topic?.name[language] ?? say('actor.unknown') })
  },
  'case.corrected': ({ field, to, isTakenBack }, { say }) => {
    const what = say(`event.correctedField.${String(field)}`)
    if (isTakenBack === true) return say('event.correctedBack', { what })
    return say('event.corrected', { what, to: saidWords(String(field), String(to), say) })
  },
  'case.tags': ({ added, removed }, { say }) =>
    [
      ...(listOf(added).length > 0 ? [say('event.tagsAdded', { tags: listOf(added).join(', ') })] : []),
      ...(listOf(removed).length > 0 ? [say('event.tagsRemoved', { tags: listOf(removed).join(', ') })] : []),
    ].join(' · ') || say('event.tags'),
  'case.title': plain('title'),
  'case.particulars': plain('particulars'),
  'case.follow-up': ({ at, untilReply, until }, context) => {
    if (!at) return context.say('event.followUpNone')
    const what = waitsInWords(
      [...(untilReply ? ['reply'] : []), ...listOf(until)].map((event) => context.say(`ui:waits.${event}`)),
      context.language,
    )
    const moment = momentOf(at, context)
    return what ? context.say('event.followUpOr', { at: moment, what }) : context.say('event.followUp', { at: moment })
  },
  'case.follow-up-due': ({ because }, { say }) =>
    typeof because === 'string'
      ? say('ui:cameBack.because', { why: say(`ui:cameBack.${because}`) })
      : say('event.followUpDue'),
  'draft.shared': ({ isShared }, { say }) => say(isShared === true ? 'event.draftShared' : 'event.draftOwn'),
  'draft.taken-over': ({ from }, { say, names }) =>
    say('event.draftTaken', { name: nameOf(names.members, from) ?? say('actor.unknown') }),
  'draft.commented': ({ to }, { say, names }) =>
    to
      ? say('event.draftReview', { name: nameOf(names.members, to) ?? say('actor.unknown') })
      : say('event.draftCommented'),
  'reply.co-written': ({ authors }, { say, names }) =>
    say('event.draftCoWritten', {
      names: listOf(authors)
        .map((id) => nameOf(names.members, id) ?? say('actor.unknown'))
        .join(', '),
    }),
  'case.reopened': plain('reopened'),
  'case.merged': ({ intoNumber }, { say }) => say('event.merged', { number: Number(intoNumber) }),
  'case.joined': ({ fromNumber }, { say }) => say('event.joined', { number: Number(fromNumber) }),
  'case.split': ({ toNumber, messages }, { say }) =>
    say('event.split', { number: Number(toNumber), count: Number(messages) }),
  'case.undone': ({ what }, { say }) => say(`event.undone.${String(what)}`),
  'case.customer': ({ to }, { say }) => say(to ? 'event.customer' : 'event.customerNone'),
  'case.overdue': ({ dueKind }, { say }) =>
    say(
      dueKind === 'next_update'
        ? 'event.overduePromise'
        : dueKind === 'resolution'
          ? 'event.overdueResolution'
          : dueKind === 'follow_up'
            ? 'event.followUpDue'
            : 'event.overdue',
    ),
  'case.due-soon': ({ dueKind, dueAt }, context) =>
    context.say(`event.dueSoon.${String(dueKind)}`, { at: momentOf(dueAt, context) }),
  'consultation.asked': ({ dueAt }, context) => context.say('event.asked', { at: momentOf(dueAt, context) }),
  'consultation.reminded': ({ when }, { say }) => say(when === 'due' ? 'event.askedDue' : 'event.askedReminded'),
  'consultation.deputy': plain('askedDeputy'),
  'consultation.escalated': plain('askedEscalated'),
  'consultation.answered': ({ isLate }, { say }) => say(isLate === true ? 'event.answeredLate' : 'event.answered'),
  'consultation.undelivered': ({ because }, { say }) => say(`event.undelivered.${String(because)}`),
  'consultation.withdrawn': (data, context) =>
    data.isWithCase === true ? context.say('event.askedEnded') : withReason('askedWithdrawn')(data, context),
  'case.exported': ({ format, purpose }, { say }) =>
    say('event.exported', {
      format: String(format).toUpperCase(),
      purpose: say(`event.exportPurpose.${String(purpose)}`),
    }),
  'case.documented': plain('documented'),
  'case.cause': ({ to }, { say }) => say(to ? 'event.cause' : 'event.causeNone'),
  'case.linked': ({ otherNumber }, { say }) => say('event.linked', { number: Number(otherNumber) }),
  'case.unlinked': ({ otherNumber }, { say }) => say('event.unlinked', { number: Number(otherNumber) }),
  'case.incident': ({ attached, number }, { say }) =>
    say(attached ? 'event.incident' : 'event.incidentLeft', { number: Number(number) }),
  'case.evidence': plain('evidence'),
  'case.evidence-failed': plain('evidenceFailed'),
  'case.self-test': plain('selfTest'),
  'language-help.asked': withUse('languageAsked'),
  'language-help.accepted': withUse('languageAccepted'),
  'reply.many': ({ messageId }, { say }) => say(messageId ? 'event.many' : 'event.manyLeftOut'),
  'case.handed-over': ({ toTeam, toMember }, { say, names }) =>
    say('event.handedOver', {
      to: nameOf(names.members, toMember) ?? nameOf(names.teams, toTeam) ?? say('actor.unknown'),
    }),
  'case.handed-back': ({ how, reason, toTeam }, { say, names }) => {
    const to = nameOf(names.teams, toTeam) ?? say('actor.unknown')
    const words = say(how === 'done' ? 'event.handedBack' : 'event.takenBack', { to })
    return typeof reason === 'string' && reason ? `${words}: ${reason}` : words
  },
  'case.escalated': ({ level, cause, reason }, { say }) => {
    const words = say(`event.escalated.${String(cause)}`, { level: Number(level) })
    return typeof reason === 'string' && reason ? `${words}: ${reason}` : words
  },
  'case.escalation-settled': plain('escalationSettled'),
  'case.ping-pong': ({ path }, { say, names }) =>
    say('event.pingPong', {
      path: listOf(path)
        .map((id) => nameOf(names.teams, id) ?? say('actor.unknown'))
        .join(' → '),
    }),
  'case.watched': ({ watching }, { say }) => say(watching ? 'event.watched' : 'event.unwatched'),
  'message.received': ({ channel }, { say }) =>
    say('event.received', { channel: say(`ui:channel.${String(channel)}`) }),
  'message.changed': ({ version }, { say }) => say('event.messageChanged', { version: Number(version) }),
  'message.deleted': plain('messageDeleted'),
  'message.restored': plain('messageRestored'),
  'message.media': ({ state }, { say }) => say(`event.media.${String(state)}`),
  'message.hidden': ({ hidden }, { say }) => say(hidden ? 'event.messageHidden' : 'event.messageShown'),
  'message.reacted': plain('messageReacted'),
  'message.action-asked': ({ action, reason }, { say }) => {
    const words = say(`event.actionAsked.${String(action)}`)
    return typeof reason === 'string' && reason ? `${words}: ${reason}` : words
  },
  'message.action-settled': ({ action, state }, { say }) =>
    say(`event.actionSettled.${String(state)}`, { action: say(`event.actionName.${String(action)}`) }),
  'service-note.published': withReason('serviceNotePublished'),
  'service-note.extended': plain('serviceNoteExtended'),
  'service-note.withdrawn': withReason('serviceNoteWithdrawn'),
  'message.not-analysed': plain('notAnalysed'),
  'reply.queued': ({ channel }, { say }) => say('event.replyQueued', { channel: say(`ui:channel.${String(channel)}`) }),
  'reply.overridden': ({ level, rule, reason }, { say }) =>
    say('event.overridden', {
      level: say(`event.overriddenLevel.${String(level)}`),
      rule: String(rule),
      reason: String(reason),
    }),
  'reply.used-module': plain('usedModule'),
  'checklist.begun': plain('checklistBegun'),
  'checklist.step': ({ state, reason }, { say }) => {
    const words = say(`event.checklistStep.${String(state)}`)
    return typeof reason === 'string' && reason ? `${words}: ${reason}` : words
  },
  'checklist.put-away': withReason('checklistPutAway'),
  'task.created': taskFor('taskCreated'),
  'task.changed': taskFor('taskChanged'),
  'task.done': plain('taskDone'),
  'task.reopened': plain('taskReopened'),
  'reply.logged': plain('replyLogged'),
  'reply.undone': plain('replyUndone'),
  'reply.handed-over': ({ foundBy }, { say }) => say(foundBy ? 'event.replyFound' : 'event.replyHandedOver'),
  'reply.sent-twice': plain('replySentTwice'),
  'chat.rated': ({ score }, { say }) => say('event.chatRated', { score: Number(score) }),
  'chat.to-mail': plain('chatToMail'),
  'reply.received': ({ state }, { say }) => say(state === 'read' ? 'event.replyRead' : 'event.replyDelivered'),
  'reply.delivered': plain('replyDelivered'),
  'reply.failed': plain('replyFailed'),
  'reply.unclear': plain('replyUnclear'),
  'reply.resolved': ({ decision }, { say }) => say(`event.replyResolved.${String(decision)}`),
  'reply.automatic': ({ what }, { say }) => say(`event.replyAutomatic.${String(what)}`),
  'note.added': plain('noteAdded'),
  'note.changed': plain('noteChanged'),
  'promise.made': ({ dueAt, kind }, context) =>
    context.say(textOf(kind) === '' ? 'event.promiseMade' : `event.promised.${textOf(kind)}`, {
      at: momentOf(dueAt, context),
    }),
  'promise.kept': ({ onTime }, { say }) => say(onTime === false ? 'event.promiseKeptLate' : 'event.promiseKept'),
  'promise.replaced': ({ dueAt }, context) => context.say('event.promiseReplaced', { at: momentOf(dueAt, context) }),
  'promise.waived': withReason('promiseWaived'),
  'case.silent': ({ how, reason }, { say }) =>
    say(how === 'rested' ? 'event.silentRested' : 'event.silentClosed', { reason: String(reason) }),
  'holding.proposed': ({ source, dueAt }, context) =>
    context.say(`event.holdingProposed.${String(source)}`, { at: momentOf(dueAt, context) }),
  'holding.sent': ({ byRule, dueAt }, context) =>
    context.say(byRule === true ? 'event.holdingSentByRule' : 'event.holdingSent', { at: momentOf(dueAt, context) }),
  'holding.dismissed': withReason('holdingDismissed'),
  'holding.voided': ({ why }, { say }) => say(`event.holdingVoided.${String(why)}`),
  'case.morning': ({ isWatched, reason }, { say }) => {
    const words = say(isWatched === null ? 'event.morningByRule' : isWatched ? 'event.morningOn' : 'event.morningOff')
    return typeof reason === 'string' && reason ? `${words}: ${reason}` : words
  },
  'private-page.asked': ({ questions }, { say }) =>
    Number(questions) > 0 ? say('event.privateAsked', { count: Number(questions) }) : say('event.privateOpenedUp'),
  'private-page.status': plain('privateStatus'),
  'private-page.opened': plain('privateOpened'),
  'private-page.answered': ({ missing }, { say }) =>
    Number(missing) > 0 ? say('event.privateAnsweredPartly', { count: Number(missing) }) : say('event.privateAnswered'),
  'private-page.revealed': ({ purpose, reason }, { say }) => {
    const words = say('event.privateRevealed', {
      purpose: say(`event.revealPurpose.${typeof purpose === 'string' ? purpose : 'handle'}`),
    })
    return typeof reason === 'string' && reason ? `${words}: ${reason}` : words
  },
  'private-page.deleted': ({ answers }, { say }) => say('event.privateDeleted', { count: Number(answers) }),
  'private-page.expired': plain('privateExpired'),
  'private-page.revoked': plain('privateRevoked'),
  'case.stalled': plain('stalled'),
  'approval.requested': ({ kind, dueAt }, context) =>
    context.say('event.approvalRequested', { what: approvalKind(kind, context), at: momentOf(dueAt, context) }),
  'approval.reminded': plain('approvalReminded'),
  'approval.escalated': ({ dueAt }, context) =>
    context.say('event.approvalEscalated', { at: momentOf(dueAt, context) }),
  'approval.deputy': plain('approvalDeputy'),
  'approval.overdue': plain('approvalOverdue'),
  'approval.approved': ({ kind, forMember }, context) => {
    const represented = nameOf(context.names.members, forMember)
    const what = approvalKind(kind, context)
    return represented
      ? context.say('event.approvalApprovedFor', { what, for: represented })
      : context.say('event.approvalApproved', { what })
  },
  'approval.rejected': ({ kind, reason }, context) =>
    context.say('event.approvalRejected', { what: approvalKind(kind, context), reason: textOf(reason) }),
  'approval.withdrawn': plain('approvalWithdrawn'),
  'approval.voided': ({ why }, { say }) => say('event.approvalVoided', { why: whyWords(why, say) }),
  'approval.used': plain('approvalUsed'),
  'goodwill.requested': grant('goodwillRequested'),
  'goodwill.changed': grant('goodwillChanged'),
  'goodwill.granted': grant('goodwillGranted'),
  'goodwill.rejected': plain('goodwillRejected'),
  'goodwill.withdrawn': ({ reason }, { say }) => say('event.goodwillWithdrawn', { reason: textOf(reason) }),
  'goodwill.overruled': ({ teamId, reason }, { say, names }) =>
    say('event.goodwillOverruled', {
      team: nameOf(names.teams, teamId) ?? say('actor.unknown'),
      reason: textOf(reason),
    }),
  'goodwill.reversal-requested': grant('goodwillReversalRequested'),
  'goodwill.reversed': grant('goodwillReversed'),
  'goodwill.objectable': ({ teamId, until }, context) =>
    context.say('event.goodwillObjectable', {
      team: nameOf(context.names.teams, teamId) ?? context.say('actor.unknown'),
      at: momentOf(until, context),
    }),
  'goodwill.objected': ({ teamId, reason }, { say, names }) =>
    say('event.goodwillObjected', {
      team: nameOf(names.teams, teamId) ?? say('actor.unknown'),
      reason: textOf(reason),
    }),
  'goodwill.objection-settled': ({ decision, reason, teamId }, { say, names }) => {
    const team = nameOf(names.teams, teamId) ?? say('actor.unknown')
    const words = say(`event.goodwillObjection.${String(decision)}`, { team })
    return typeof reason === 'string' && reason ? `${words}: ${reason}` : words
  },
  'goodwill.booked': ({ bookingNo }, { say }) => say('event.goodwillBooked', { number: Number(bookingNo ?? 0) }),
  'reply.approved': ({ requestedBy, editedBy }, { say, names }) => {
    const by = nameOf(names.members, requestedBy) ?? say('actor.unknown')
    const editor = nameOf(names.members, editedBy)
    return editor ? say('event.replyApprovedEdited', { by, editor }) : say('event.replyApproved', { by })
  },
  'reply.edited': ({ version }, { say }) => say('event.replyEdited', { version: Number(version ?? 1) }),
  'reply.returned': ({ requestedBy, code }, { say, names }) =>
    say('event.replyReturned', {
      by: nameOf(names.members, requestedBy) ?? say('actor.unknown'),
      why: whyWords(code, say),
    }),
  'workflow.ran': ({ name, did, failed }, { say }) => {
    const what = listOf(did).map((one) => say(`event.workflowDid.${one}`))
    const words = say('event.workflowRan', { name: String(name), did: what.join(', ') || '–' })
    return Number(failed) > 0 ? `${words} · ${say('event.workflowFailed')}` : words
  },
  'workflow.blocked': ({ name }, { say }) => say('event.workflowBlocked', { name: String(name) }),
  'action.settled': ({ name, what, state }, { say }) =>
    say(state === 'done' ? 'event.actionDone' : 'event.actionFailed', {
      name: String(name),
      what: say(`event.workflowDid.${String(what)}`),
    }),
}

/** Kinds this table knows. */
export const toldKinds = Object.keys(tellers)

const knownWhys = new Set([
  'content-changed',
  'replaced',
  'newer-message',
  'not-sendable',
  'requester-left',
  'withdrawn',
  'rejected',
])
function whyWords(why: unknown, say: Say): string {
  return say(`event.approvalWhy.${typeof why === 'string' && knownWhys.has(why) ? why : 'other'}`)
}
function approvalKind(kind: unknown, { say }: EventContext): string {
  return say(`event.approvalKind.${typeof kind === 'string' ? kind : 'reply'}`)
}
function saidWords(field: string, value: string, say: Say): string {
  if (value === 'none') return say('event.correctedNone')
  if (field === 'sentiment') return say(`event.correctedSentiment.${value}`)
  return field === 'kind' ? say(`ui:understood.kind.${value}`) : value
}
function nameOf(known: { id: string; name: string }[], id: unknown): string | undefined {
  return known.find((one) => one.id === id)?.name
}
function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
function momentOf(value: unknown, { language, now }: EventContext): string {
  const at = new Date(String(value))
  return Number.isNaN(at.getTime()) ? '–' : formatMoment(at, now, { language })
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
