import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { rememberCase } from '#lib/recent.ts'
import { announce } from '#ui/announcer.tsx'

/**
 * After going to another screen the focus goes to its heading (`data-page-heading`), else to main, and the title is
 * said, and cases are remembered for the palette. Moving inside a screen (the next case of a list, a filter) leaves the focus where it is.
 */
export function useRouteFocus(): void {
  const router = useRouter()
  useEffect(() => {
    let before = screenOf(router.state.matches)
    return router.subscribe('onResolved', () => {
      const { caseId } = (router.state.matches.at(-1)?.params ?? {}) as { caseId?: string }
      if (caseId) rememberCase(caseId)
      const now = screenOf(router.state.matches)
      if (now === before) return
      before = now
      requestAnimationFrame(() => {
        const main = document.getElementById('main')
        const target = main?.querySelector<HTMLElement>('[data-page-heading]') ?? main
        if (!document.querySelector('[aria-modal="true"]')) target?.focus({ preventScroll: true })
        announce(document.title)
      })
    })
  }, [router])
}

type Matches = ReturnType<typeof useRouter>['state']['matches']

/** The second level under the shell names the screen; deeper levels are its parts. */
function screenOf(matches: Matches): string {
  return matches[2]?.routeId ?? matches.at(-1)?.routeId ?? ''
}
