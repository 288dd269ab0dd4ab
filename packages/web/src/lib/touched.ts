import { useState } from 'react'

/**
 * A form over an answer that goes on living: what a person touched stands, everything else follows the answer. Only
 * what was touched and differs is sent, so nothing that nobody touched is written back as it was when the form opened.
 */
export function useTouched<T extends object>(live: T) {
  const [touched, setTouched] = useState<Partial<T>>({})
  return {
    values: { ...live, ...touched } as T,
    touched,
    set: (next: Partial<T>) => setTouched((held) => ({ ...held, ...next })),
    changes: changesOf(live, touched),
    /** After saving: what was sent follows the answer again, what was typed meanwhile stands. */
    settle: (sent: Partial<T>) => setTouched((held) => withoutSent(held, sent)),
  }
}

/** What a person touched and is not what stands. */
export function changesOf<T extends object>(live: T, touched: Partial<T>): Partial<T> {
  return kept(touched, (name) => JSON.stringify(touched[name]) !== JSON.stringify(live[name]))
}

export function withoutSent<T extends object>(touched: Partial<T>, sent: Partial<T>): Partial<T> {
  return kept(touched, (name) => !Object.hasOwn(sent, name) || touched[name] !== sent[name])
}

/** Of a whole body only what is named among the changes. */
export function only<B extends object>(body: B, changes: object): Partial<B> {
  return kept<B>(body, (name) => Object.hasOwn(changes, name))
}

function kept<T extends object>(fields: Partial<T>, isKept: (name: keyof T) => boolean): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => isKept(name as keyof T))) as Partial<T>
}
