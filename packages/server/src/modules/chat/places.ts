import { Refusal } from '#platform/errors'
import { householdOf } from '#platform/http/rate'
import { mostWindows } from './guards.ts'

const taken = { addresses: new Map<string, number>(), sessions: new Map<string, number>() }

/** A place for an open window, stream or waiting request alike. Refused when there are too many; answers with what gives it back, once. */
export function takePlace(address: string, sessionId: string, windowsOfProcess: number): () => void {
  const household = householdOf(address)
  if (
    (taken.addresses.get(household) ?? 0) >= mostWindows.address ||
    (taken.sessions.get(sessionId) ?? 0) >= mostWindows.session ||
    windowsOfProcess >= mostWindows.process
  )
    throw new Refusal('too-many-requests', 'Too many windows are open.')
  count(taken.addresses, household, 1)
  count(taken.sessions, sessionId, 1)
  let isGiven = false
  return () => {
    if (isGiven) return
    isGiven = true
    count(taken.addresses, household, -1)
    count(taken.sessions, sessionId, -1)
  }
}

function count(counts: Map<string, number>, key: string, by: number): void {
  const now = (counts.get(key) ?? 0) + by
  if (now > 0) counts.set(key, now)
  else counts.delete(key)
}
