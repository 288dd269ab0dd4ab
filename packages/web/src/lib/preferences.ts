import { useSyncExternalStore } from 'react'

/** What this device remembers. Read before the first paint by public/first-paint.js; never holds a customer's data. */
export type Preferences = {
  language?: 'de' | 'en'
  address?: 'sie' | 'du'
  density: 'compact' | 'normal' | 'relaxed'
  /** Single letters as keys (WCAG 2.1.4: must be switchable). Chords with Ctrl/Cmd stay. */
  singleKeys: boolean
  /** Action id → key, where a person chose another one; '' switches the key off. */
  keyMap: Record<string, string>
  /** Widths of panes in px, by place and pane. */
  panes: Record<string, Record<string, number>>
  navOpen: boolean
  /** Open cases with the same words stand in the list once. */
  foldDuplicates: boolean
}

const STORAGE_KEY = 'resonanz.preferences'
const defaults: Preferences = {
  density: 'normal',
  singleKeys: true,
  keyMap: {},
  panes: {},
  navOpen: true,
  foldDuplicates: true,
}
const listeners = new Set<() => void>()
let current: Preferences = read()

export function preferences(): Preferences {
  return current
}

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change }
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(current))
  } catch {
    // Storage full or blocked: the choice holds until the page is left.
  }
  if (typeof document !== 'undefined') document.documentElement.dataset.density = current.density
  for (const listener of listeners) listener()
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, preferences)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function read(): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}')
    return typeof stored === 'object' && stored ? { ...defaults, ...stored } : defaults
  } catch {
    return defaults
  }
}
