import { useEffect } from 'react'

/** Gives the focus back to where it was when an overlay leaves the screen and nobody else has taken it. */
export function useReturnFocus(): void {
  useEffect(() => {
    const before = document.activeElement
    return () => {
      // After React took the overlay out of the document: only then is it known whether the focus fell to the body.
      setTimeout(() => {
        const lost = !document.activeElement || document.activeElement === document.body
        if (lost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
      }, 0)
    }
  }, [])
}
