export { checkedHours } from './check-hours.ts'
export {
  type Calendars,
  dueAfter,
  isOpenAt,
  nextOpening,
  type Place,
  proposedCalendars,
  readCalendars,
  workingTimeOf,
} from './read-calendars.ts'
export { calendarBindings } from './routes.ts'
export { houseZone } from './store.ts'
export type { WorkingTime } from './working-time.ts'
export { isTimeZone, zoneSpans } from './zone.ts'
