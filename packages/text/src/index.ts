export { trimReply, type TrimmedReply } from './reply/trim-reply.ts'
export { searchWords } from './search-words.ts'
export { type DetectedLanguage, detectLanguage } from './language.ts'
export {
  type Alarm,
  type AlarmPoint,
  type AlarmSignal,
  type AlarmState,
  type AlarmVerdict,
  alarmSignals,
  openAlarm,
} from './alarm/alarm.ts'
export { openSuggest, type Suggest, type SuggestDocument, type Suggestion, type SuggestUse } from './suggest/suggest.ts'
