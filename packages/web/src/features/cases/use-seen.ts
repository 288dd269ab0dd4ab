import { type CaseDetail, caseRoutes } from '@resonanz/contracts'
import { useEffect, useRef, useState } from 'react'
import { call } from '#lib/api.ts'
import { patchCaseRow } from '#lib/case-cache.ts'
import { queryClient } from '#lib/query.ts'

const LOOKED_MS = 1_200

/** Marks the case as seen once it was looked at for a moment; answers when I had looked before, for the divider. */
export function useSeen({ id, seenAt, lastMessageId }: CaseDetail): string | null {
  const [before] = useState(seenAt)
  const seen = useRef<string | null | undefined>(undefined)
  useEffect(() => {
    if (seen.current === lastMessageId) return
    const timer = setTimeout(() => {
      if (document.visibilityState !== 'visible') return
      seen.current = lastMessageId
      call(caseRoutes.seen, { params: { id } })
        .then(() => patchCaseRow(queryClient, id, { unread: false }))
        .catch(() => undefined)
    }, LOOKED_MS)
    return () => clearTimeout(timer)
  }, [id, lastMessageId])
  return before
}
