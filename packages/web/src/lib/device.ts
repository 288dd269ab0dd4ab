import { useSyncExternalStore } from 'react'

/** Width classes: S one pane, M list + case, L rail, XL full. By the viewport, so zoom counts as it should. */
export type WidthClass = 'S' | 'M' | 'L' | 'XL'

const steps: [WidthClass, string][] = [
  ['XL', '(min-width: 1440px)'],
  ['L', '(min-width: 1024px)'],
  ['M', '(min-width: 640px)'],
]

export function useWidthClass(): WidthClass {
  return useSyncExternalStore(subscribe, widthClass, () => 'XL')
}

export function widthClass(): WidthClass {
  return steps.find(([, query]) => matchMedia(query).matches)?.[0] ?? 'S'
}

function subscribe(listener: () => void): () => void {
  const lists = steps.map(([, query]) => matchMedia(query))
  for (const list of lists) list.addEventListener('change', listener)
  return () => {
    for (const list of lists) list.removeEventListener('change', listener)
  }
}
