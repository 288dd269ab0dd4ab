// Words laid ready for the field of a case by another part of the screen.

/** With words, what they promise next. */
type LaidPromise = { at: string; text: string }
type Listener = (text: string, nextUpdate?: LaidPromise) => void
const listeners = new Map<string, Listener>()

export function onLaidDraft(caseId: string, listener: Listener): () => void {
  listeners.set(caseId, listener)
  return () => {
    if (listeners.get(caseId) === listener) listeners.delete(caseId)
  }
}

/** Where nobody shows that case the server's draft is found when it is opened. */
export function layDraft(caseId: string, text: string, nextUpdate?: LaidPromise): void {
  listeners.get(caseId)?.(text, nextUpdate)
}
