import { useEffect } from 'react'

/** Brings the section named in the address into view once it is there: screens load their data after the address. */
export function useScrollToHash(ready: boolean): void {
  useEffect(() => {
    const id = decodeURIComponent(location.hash.slice(1))
    if (ready && id) document.getElementById(id)?.scrollIntoView({ block: 'start' })
  }, [ready])
}
