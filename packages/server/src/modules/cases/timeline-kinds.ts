import type { JournalKind } from '@resonanz/contracts'

/**
 * Journal entries that the timeline shows between the words. Left out: what a message or note beside it says already,
 * and what is only for the history.
 */
export const timelineKinds: readonly JournalKind[] = [
  'case.created',
  'case.status',
  'case.owner',
  'case.team',
  'case.priority',
  'case.kind',
  'case.topic',
  'case.corrected',
  'case.tags',
  'case.title',
  'case.particulars',
  'case.follow-up',
  'case.follow-up-due',
  'case.reopened',
  'case.merged',
  'case.joined',
  'case.split',
  'case.undone',
  'case.customer',
  'case.overdue',
  'reply.undone',
  'reply.overridden',
  'reply.failed',
  'reply.unclear',
  'reply.resolved',
  'reply.automatic',
  'promise.made',
  'promise.kept',
  'promise.replaced',
  'promise.waived',
]
