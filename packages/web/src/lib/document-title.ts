import { useEffect } from 'react'

/** `Fall 4711 · Erstattung – Resonanz`: the most particular part first, as tabs cut the end. */
export function useDocumentTitle(...parts: (string | undefined | null | false)[]): void {
  const title = [parts.filter(Boolean).join(' · '), 'Resonanz'].filter(Boolean).join(' – ')
  useEffect(() => {
    document.title = title
  }, [title])
}
