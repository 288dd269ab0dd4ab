import { useState } from 'react'

type Draft<T> = { basedOn: number; value: T }

/**
 * A whole object with its version. Untouched it follows the answer; touched it stands, however often the answer is
 * asked anew, and keeps the version it was made from, so that the server refuses to write over a colleague's.
 */
export function useVersioned<T>(live: T, version: number) {
  const [draft, setDraft] = useState<Draft<T> | null>(null)
  return {
    value: draft ? draft.value : live,
    basedOn: draft ? draft.basedOn : version,
    isTouched: draft !== null,
    set: (value: T) => setDraft((held) => ({ basedOn: held ? held.basedOn : version, value })),
    drop: () => setDraft(null),
    /** After saving `sent`, which made `saved`. */
    settle: (sent: T, saved: number) => setDraft((held) => afterSaving(held, sent, saved)),
  }
}

/** What was sent follows the answer again; what was typed meanwhile stands upon what was just saved. */
export function afterSaving<T>(held: Draft<T> | null, sent: T, saved: number): Draft<T> | null {
  return held === null || held.value === sent ? null : { basedOn: saved, value: held.value }
}
