export { type Calendars, dueAfter, isOpenAt, nextOpening, type Place, readCalendars } from './read-calendars.ts'
