import { type CaseDetail, caseRoutes } from '@resonanz/contracts'
import { useEffect, useState } from 'react'
import { call } from '#lib/api.ts'
import { patchCaseRow } from '#lib/case-cache.ts'
import { queryClient } from '#lib/query.ts'

const LOOKED_MS = 1_200

/** Marks the case as seen once it was looked at for a moment; answers when I had looked before, for the divider. */
export function useSeen(detail: CaseDetail): string | null {
  const [before] = useState(detail.seenAt)
  useEffect(() => {
    const timer = setTimeout(() => {
      if (document.visibilityState !== 'visible') return
      call(caseRoutes.seen, { params: { id: detail.id } })
        .then(() => patchCaseRow(queryClient, detail.id, { unread: false }))
        .catch(() => undefined)
    }, LOOKED_MS)
    return () => clearTimeout(timer)
  }, [detail.id, detail.lastMessageId])
  return before
}
