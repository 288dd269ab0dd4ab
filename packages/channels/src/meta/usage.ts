import { readAllowance } from '../kit/allowance.ts'

type Told = { percent: number; atMs: number; regainsAtMs: number }
const told = new Map<string, Told>()
/** Until when it takes nothing, by presence and by presence and person. */
const closedUntilMs = new Map<string, number>()
/** Meta counts over the hour that just passed. */
const holdsMs = 3_600_000
/** Then one sending asks anew how things stand; the others wait for what it is told. */
const askAnewMs = 10 * 60_000
const longestMs = 24 * 3_600_000
const keptMost = 5_000

/** What the last answer for a presence said of its allowance (`X-App-Usage`, `X-Business-Use-Case-Usage`). */
export function noteUsage(presenceId: string, headers: Readonly<Record<string, string>>, nowMs = Date.now()): void {
  const allowance = readAllowance(headers, nowMs)
  if (allowance?.unit !== 'percent') return
  keep(told, presenceId, { percent: allowance.used, atMs: nowMs, regainsAtMs: nowMs + (regainMs(headers) ?? 0) })
}

/** It refused: too much in this time, from us or to this person (the key of the conversation). */
export function noteRefusal(presenceId: string, afterMs: number, person = '', nowMs = Date.now()): void {
  if (afterMs > 0) keep(closedUntilMs, `${presenceId}|${person}`, nowMs + Math.min(afterMs, longestMs))
}

/** Reading makes room before the limit: answers of people need what is left. */
export function readingPace(presenceId: string, nowMs = Date.now()): { stretch: number; onlyNewest: boolean } {
  const last = told.get(presenceId)
  const percent = last && nowMs - last.atMs < holdsMs ? last.percent : 0
  return { stretch: percent >= 90 ? 4 : percent >= 75 ? 2 : 1, onlyNewest: percent >= 90 }
}

/**
 * How long a sending waits by what Meta last said, in milliseconds; null: it may go. What nobody waits for, posts and
 * automatic words, leaves the last tenth to the answers of people.
 */
export function sendingPauseMs(
  presenceId: string,
  { person, isAnswer }: { person: string; isAnswer: boolean },
  nowMs = Date.now(),
): number | null {
  const ends = [closedUntilMs.get(`${presenceId}|`), closedUntilMs.get(`${presenceId}|${person}`)]
  const last = told.get(presenceId)
  if (last) ends.push(last.regainsAtMs)
  if (last && last.percent >= (isAnswer ? 100 : 90)) ends.push(last.atMs + askAnewMs)
  const waitMs = Math.max(...ends.map((end) => (end ?? 0) - nowMs))
  return waitMs > 0 ? Math.max(waitMs, 1_000) : null
}

/** When the business may ask again: the most minutes that its header names; null where it names none. */
export function regainMs(headers: Readonly<Record<string, string>>): number | null {
  const value = headers['x-business-use-case-usage'] ?? ''
  if (value.length > 20_000) return null
  const minutes = [...value.matchAll(/"estimated_time_to_regain_access"\s*:\s*"?(\d{1,9})/g)].map(([, found]) =>
    Number(found),
  )
  const most = Math.max(0, ...minutes)
  return most > 0 ? Math.min(most * 60_000, longestMs) : null
}

function keep<T>(map: Map<string, T>, key: string, value: T): void {
  if (map.size >= keptMost && !map.has(key)) map.clear()
  map.set(key, value)
}
