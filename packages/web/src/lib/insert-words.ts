// Words that another part of the screen puts where the cursor stands in the answer of a case.

export type Insertion = {
  text: string
  /** The text module they come from, for counting. */
  moduleId?: string
}
type Listener = (insertion: Insertion) => void
const listeners = new Map<string, Listener>()

export function onInsertion(caseId: string, listener: Listener): () => void {
  listeners.set(caseId, listener)
  return () => {
    if (listeners.get(caseId) === listener) listeners.delete(caseId)
  }
}

/** False where no answer can be written now. */
export function insertWords(caseId: string, insertion: Insertion): boolean {
  const listener = listeners.get(caseId)
  listener?.(insertion)
  return listener !== undefined
}
