import type { LucideIcon } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import { createKeyReader, isSingleKey, normaliseKey, strokeOf } from './keys.ts'
import { preferences, usePreferences } from './preferences.ts'

/**
 * One thing a person can do here, now. The same entry answers its key, stands in the `?` sheet and in the palette.
 * `labelKey` is a typed word of a namespace, e.g. `inbox:keys.next`.
 */
export type Action = {
  /** Stable name for remapping, e.g. `case.reply`. */
  id: string
  labelKey: string
  labelValues?: Record<string, string | number>
  icon?: LucideIcon
  /** Default key: `j`, `Shift+j`, `Mod+k`, `g i`. Several: the first is shown. None: palette only. */
  key?: string | string[]
  run: (event?: KeyboardEvent) => void
  /** False: not offered here and now (no key, not in sheet or palette). */
  when?: boolean
  /** Where the palette and the sheet list it. Default 'context'. */
  group?: 'context' | 'navigation' | 'app'
  /** Works while typing too (chords such as Mod+Enter). Default: only Mod chords do. */
  inFields?: boolean
  /** Works while a dialog is open. Default false. */
  inDialogs?: boolean
  /** Not listed in the palette (moving the selection and such). */
  keyOnly?: boolean
}

type Source = { actions: () => Action[] }
const sources: Source[] = []
const apple = typeof navigator !== 'undefined' && /Mac|iP(hone|ad|od)/.test(navigator.platform)

export const isApple = apple

/** Offers actions while the component is on screen. Later (inner) components win over earlier ones for the same key. */
export function useActions(actions: Action[]): void {
  const latest = useRef(actions)
  useLayoutEffect(() => {
    latest.current = actions
  })
  // Not a moment after what is seen: whoever presses the key at once is answered.
  useLayoutEffect(() => {
    const source: Source = { actions: () => latest.current }
    sources.push(source)
    return () => {
      sources.splice(sources.indexOf(source), 1)
    }
  }, [])
}

/** Everything offered now, innermost first, each id once. */
export function activeActions(): Action[] {
  const seen = new Set<string>()
  const found: Action[] = []
  for (const source of sources.toReversed()) {
    for (const action of source.actions()) {
      if (action.when === false || seen.has(action.id)) continue
      seen.add(action.id)
      found.push(action)
    }
  }
  return found
}

/** The keys that start an action on this device: the person's own choice before the default. */
export function keysOf(action: Pick<Action, 'id' | 'key'>): string[] {
  const { keyMap, singleKeys } = preferences()
  const own = keyMap[action.id]
  const keys = own === undefined ? [action.key ?? []].flat() : [own]
  return keys.filter((key) => key && (singleKeys || !isSingleKey(key))).map(normaliseKey)
}

/** Listens on the document. Called once by the app. Returns the way to stop. */
export function listenForKeys(): () => void {
  const read = createKeyReader()
  function onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented) return
    const stroke = strokeOf(event, apple)
    if (!stroke) return
    const typing = isTextField(event.target)
    const dialogOpen = document.querySelector('[aria-modal="true"]') !== null
    const inMenu = event.target instanceof Element && event.target.closest('[role="menu"], [role="listbox"]') !== null
    if (inMenu && !stroke.startsWith('Mod+')) return
    const usable = activeActions().filter((action) => {
      if (dialogOpen && !action.inDialogs) return false
      return !typing || action.inFields || (action.inFields !== false && stroke.startsWith('Mod+'))
    })
    const byKey = new Map<string, Action>()
    for (const action of usable) for (const key of keysOf(action)) if (!byKey.has(key)) byKey.set(key, action)
    const keys = [...byKey.keys()]
    const key = read(stroke, event.timeStamp, (candidate) => {
      if (byKey.has(candidate)) return 'key'
      return keys.some((one) => one.startsWith(`${candidate} `)) ? 'start' : null
    })
    if (!key) return
    // Held down keys repeat; only moving keys should.
    const action = byKey.get(key)
    if (!action || (event.repeat && !action.keyOnly)) return
    event.preventDefault()
    action.run(event)
  }
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'file'].includes(target.type)
}

/** The key to draw beside a button that starts an action; undefined where the person switched it off. */
export function useKeyFor(id: string, key: string): string | undefined {
  usePreferences()
  return keysOf({ id, key })[0]
}
