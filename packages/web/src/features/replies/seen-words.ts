import type { CaseDetail, ReplyWay } from '@resonanz/contracts'
import { useState } from 'react'

/** What the writer of an answer has seen of the conversation: the server stops one that does not know newer words. */
export function useSeenWords(detail: CaseDetail, answered: ReplyWay['answered'], isBlank: boolean) {
  const [seenLast, setSeenLast] = useState(detail.lastMessageId)
  // While nothing is written, everything on the screen counts as seen; words that went elsewhere are none to wait for.
  const newerCame = !isBlank && isLater(detail.lastMessageId, seenLast)
  const [seenVersion, setSeenVersion] = useState<{ messageId: string; version: number } | null>(null)
  // The words answered, as they stood when this answer was begun.
  const knows = seenVersion !== null && seenVersion.messageId === answered?.messageId
  if (answered && (isBlank || !knows) && seenVersion?.version !== answered.version) setSeenVersion(answered)
  return {
    newerCame,
    lastId: newerCame ? seenLast : detail.lastMessageId,
    version: seenVersion?.version,
    seeUpTo: setSeenLast,
    seeAll: () => setSeenLast(detail.lastMessageId),
    /** The words answered were changed meanwhile, and the writer has looked at them. */
    seeChanged: () => setSeenVersion(answered),
  }
}
export type SeenWords = ReturnType<typeof useSeenWords>

/** Ids of messages grow with time. */
function isLater(id: string | null, than: string | null): boolean {
  return id !== null && (than === null || id > than)
}
