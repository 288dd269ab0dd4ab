// Words laid ready for the field of a case by another part of the screen.

/** With words, what they promise next. */
type LaidPromise = { at: string; text: string }
type Listener = (text: string, nextUpdate?: LaidPromise) => void
const listeners = new Map<string, Listener>()
/** The field may come a moment after what lays words into it; words of longer ago are found as the server's draft. */
const waitsAtMostMs = 5_000
let waiting: { caseId: string; at: number; give: (listener: Listener) => void } | null = null

export function onLaidDraft(caseId: string, listener: Listener): () => void {
  listeners.set(caseId, listener)
  if (waiting?.caseId === caseId && performance.now() - waiting.at < waitsAtMostMs) waiting.give(listener)
  if (waiting?.caseId === caseId) waiting = null
  return () => {
    if (listeners.get(caseId) === listener) listeners.delete(caseId)
  }
}

/** Where nobody shows that case the server's draft is found when it is opened. */
export function layDraft(caseId: string, text: string, nextUpdate?: LaidPromise): void {
  const listener = listeners.get(caseId)
  if (listener) listener(text, nextUpdate)
  else waiting = { caseId, at: performance.now(), give: (late) => late(text, nextUpdate) }
}
