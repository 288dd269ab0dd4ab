export { type CaseActivity, subscribeActivity } from './activity.ts'
export { applyChange, leaveNote, lockStandingCase } from './apply-change.ts'
export { accessCase, type CaseRecord, priorityNumber, priorityWord, stalledFrom } from './case.ts'
export { standingOf, withJoined } from './joined-cases.ts'
export { formatFilter } from './filter/format-filter.ts'
export { parseFilter } from './filter/parse-filter.ts'
export { readMessage } from './message.ts'
export { changeNextUpdate, keepOpenWhilePromised, keepPromised } from './next-update.ts'
export { type CaseToOpen, type Opening, openCases } from './open-cases.ts'
export { type Reception, receiveMessages } from './receive.ts'
export { readCase } from './read-case.ts'
export { caseBindings } from './routes.ts'
export { unknownReferences } from './store-change.ts'
export { makePromise } from './make-promise.ts'
export { settlePromise } from './settle-promise.ts'
export { objectionTo, refuseSilence } from './silence.ts'
export {
  findPromise,
  insertPromises,
  isOurWord,
  openPromises,
  recomputeNextUpdate,
  settlePromises,
} from './store-promises.ts'
export { listRows } from './store-rows.ts'
export { startCaseClocks, tellFollowUps, tellOverdue } from './tell-overdue.ts'
export { startBringingBack } from './bring-back.ts'
export { timelineKinds } from './timeline-kinds.ts'
export { changeCase } from './change-case.ts'
export { changeMany, type ManyChange, type ManyRefusal } from './change-many.ts'
export { insertDrafts, insertNotes, type ManyDraft, type ManyNote } from './write-many.ts'
export { entriesOf } from './case-events.ts'
