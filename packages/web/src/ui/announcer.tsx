import { useSyncExternalStore } from 'react'

// Two regions that live as long as the app: screen readers only announce changes of what they already know.

let polite = ''
let urgent = ''
const listeners = new Set<() => void>()

/** Says something to screen readers. `urgent` interrupts: only for what must not wait. */
export function announce(text: string, how: 'polite' | 'urgent' = 'polite'): void {
  // The same words twice in a row would be no change; a trailing no-break space makes them one.
  if (how === 'urgent') urgent = text === urgent ? `${text}\u00a0` : text
  else polite = text === polite ? `${text}\u00a0` : text
  for (const listener of listeners) listener()
}

export function Announcer() {
  const politeNow = useSyncExternalStore(subscribe, () => polite)
  const urgentNow = useSyncExternalStore(subscribe, () => urgent)
  return (
    <>
      <div className="sr-only" aria-live="polite" aria-atomic="true">
        {politeNow}
      </div>
      <div className="sr-only" aria-live="assertive" aria-atomic="true">
        {urgentNow}
      </div>
    </>
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
