import { caseRoutes } from '@resonanz/contracts'
import { type RefObject, useEffect } from 'react'
import { onLaidDraft } from '#lib/laid-draft.ts'
import { queryClient, read } from '#lib/query.ts'
import { onReturnedDraft } from './returned-draft.ts'
import type { SeenWords } from './seen-words.ts'
import type { DraftField } from './use-draft.ts'

/** Words that nobody typed into the field: those of an answer taken back, and those another part of the screen lays there. */
export function useWordsFromElsewhere(
  caseId: string,
  adopt: DraftField['adopt'],
  seeUpTo: SeenWords['seeUpTo'],
  field: RefObject<HTMLTextAreaElement | null>,
): void {
  useEffect(
    () =>
      onReturnedDraft(caseId, (returned) => {
        adopt(returned)
        const now = queryClient.getQueryData(read(caseRoutes.read, { params: { id: caseId } }).queryKey)
        seeUpTo(now?.lastMessageId ?? null)
        requestAnimationFrame(() => field.current?.focus())
      }),
    [caseId, adopt, seeUpTo, field],
  )

  useEffect(
    () =>
      onLaidDraft(caseId, (text, promised) => {
        adopt({ text, threadId: null, extra: promised ? { nextUpdate: promised } : {} })
        requestAnimationFrame(() => field.current?.focus())
      }),
    [caseId, adopt, field],
  )
}
