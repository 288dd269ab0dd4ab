import { type RefObject, useRef, useState } from 'react'

/** Places to be filled in that a suggestion brought along: an answer does not leave while one stands in it. */
export function useOpenGaps(text: string, field: RefObject<HTMLTextAreaElement | null>) {
  const gaps = useRef<string[]>([])
  const [stoppedAt, setStoppedAt] = useState<string | null>(null)
  return {
    /** The one that stopped the last sending, while it still stands there. */
    open: stoppedAt !== null && text.includes(stoppedAt) ? stoppedAt : null,
    add: (found: string[]) => {
      gaps.current = [...gaps.current, ...found]
    },
    forget: () => {
      gaps.current = []
    },
    /** Goes to the first of them; false: none is left. */
    stopAtOpen(): boolean {
      const gap = gaps.current.find((one) => text.includes(one)) ?? null
      setStoppedAt(gap)
      if (gap === null) return false
      const at = text.indexOf(gap)
      field.current?.focus()
      field.current?.setSelectionRange(at, at + gap.length)
      return true
    },
  }
}
