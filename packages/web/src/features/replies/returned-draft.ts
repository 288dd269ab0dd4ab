import type { DraftContent } from './draft-store.ts'

// An answer taken back gives its words to the field of its case, wherever the undo was pressed.

type Listener = (draft: DraftContent) => void
const listeners = new Map<string, Listener>()

export function onReturnedDraft(caseId: string, listener: Listener): () => void {
  listeners.set(caseId, listener)
  return () => {
    if (listeners.get(caseId) === listener) listeners.delete(caseId)
  }
}

/** False where nobody shows that case: the server's draft is found when it is opened. */
export function returnDraft(caseId: string, draft: DraftContent): boolean {
  const listener = listeners.get(caseId)
  listener?.(draft)
  return listener !== undefined
}
