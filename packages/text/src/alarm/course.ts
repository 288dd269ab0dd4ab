/** The usual course of one count over the week, in logarithms; plain numbers, so it can be stored as JSON. */
export type CourseState = { level: number | null; hours: number[]; weekHours: number[] }

/**
 * Counts below this differ by chance alone: it is added to observed and expected before they are compared, which makes
 * the logarithm of their ratio about as steady as the deviance of a negative binomial of that size.
 */
export const smallCount = 3

/** A single count pulls the course by no more than this (in logarithms), however large it is. */
const pull = 1

export function newCourse(): CourseState {
  return { level: null, hours: Array<number>(24).fill(0), weekHours: Array<number>(168).fill(0) }
}

/** The count to expect in a step at `hour` (hours since 1970, UTC, with fraction): level, hour of day, hour of week. */
export function expectedAt(course: CourseState, hour: number, observed: number): number {
  return Math.max(0.02, Math.exp(logExpected(course, hour, observed)) - smallCount)
}

/**
 * Learns one step. `minutes` is its length and `days` how long the course has been watched: a young course learns fast.
 * The level forgets within a week, hours of the day within about ten of their days, hours of the week within months.
 */
export function learnStep(course: CourseState, hour: number, observed: number, minutes: number, days: number): void {
  const surprise = Math.log(observed + smallCount) - logExpected(course, hour, observed)
  const error = Math.max(-pull, Math.min(pull, surprise))
  const haste = Math.max(1, 8 / (1 + 2 * days))
  const steps = minutes / 5
  const toward = (rate: number) => Math.min(0.3, rate * steps) * error
  course.level = (course.level ?? 0) + toward(haste / 2000)
  const [first, second, share] = hoursAround(hour)
  const day = toward(0.008 * haste)
  const week = toward(0.01)
  course.hours[first % 24]! += day * (1 - share)
  course.hours[second % 24]! += day * share
  course.weekHours[first]! += week * (1 - share)
  course.weekHours[second]! += week * share
}

/** Between the middles of two hours the course is drawn straight. A first count is its own expectation. */
function logExpected(course: CourseState, hour: number, observed: number): number {
  course.level ??= Math.log(observed + smallCount)
  const [first, second, share] = hoursAround(hour)
  const at = (h: number) => course.hours[h % 24]! + course.weekHours[h]!
  return course.level + (1 - share) * at(first) + share * at(second)
}

/** Hours of the week, 0 is Monday 0:00 to 1:00. */
function hoursAround(hour: number): [first: number, second: number, share: number] {
  const middle = hour - 0.5
  // 1 January 1970 was a Thursday.
  const first = (((Math.floor(middle) + 72) % 168) + 168) % 168
  return [first, (first + 1) % 168, middle - Math.floor(middle)]
}
