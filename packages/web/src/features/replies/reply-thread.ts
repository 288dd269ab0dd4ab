import type { CaseDetail } from '@resonanz/contracts'
import { useTimeline } from '#lib/timeline.ts'

export type ReplyThread = CaseDetail['threads'][number]
type Found = { threads: ReplyThread[]; thread: ReplyThread | undefined }

/** Where an answer can go, and where this one goes: as chosen, else where the customer wrote last. */
export function useReplyThread(detail: CaseDetail, chosenId: string | null): Found {
  const threads = detail.threads.filter((thread) => thread.reply !== 'none')
  const lastThreadId = useLastThread(detail.id)
  const thread =
    threads.find(({ id }) => id === chosenId) ??
    threads.find(({ id }) => id === lastThreadId) ??
    usualThread(threads, detail)
  return { threads, thread }
}

/** Where the customer wrote last, as far as the timeline is loaded: an answer goes back the same way. */
function useLastThread(caseId: string): string | undefined {
  const { items } = useTimeline(caseId)
  const last = items.findLast((item) => item.kind === 'message' && item.direction === 'in')
  return last?.kind === 'message' ? last.threadId : undefined
}

/** The thread of the last word, as far as the case tells: same channel and visibility, the newest of them. */
function usualThread(threads: ReplyThread[], detail: CaseDetail): ReplyThread | undefined {
  const fits = threads.findLast(
    (thread) => thread.channel === detail.channel && thread.visibility === detail.visibility,
  )
  return fits ?? threads.findLast((thread) => thread.reply === 'send') ?? threads.at(-1)
}
