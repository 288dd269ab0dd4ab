/** My unsent words on this device: written before the server hears of them, so that a crash loses nothing. */

export type DraftContent = { text: string; threadId: string | null; extra: Record<string, unknown> }
export type LocalDraft = DraftContent & {
  savedAt: string
  /** The server does not have these words yet. */
  unsent: boolean
}
type Kind = 'reply' | 'note'

const PREFIX = 'resonanz.draft'

export function readLocalDraft(memberId: string, caseId: string, kind: Kind): LocalDraft | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(memberId, caseId, kind)) ?? 'null')
    if (typeof stored !== 'object' || stored === null || !('text' in stored) || typeof stored.text !== 'string')
      return null
    const { text, threadId, extra, savedAt, unsent } = stored as Partial<LocalDraft>
    return {
      text: text ?? '',
      threadId: typeof threadId === 'string' ? threadId : null,
      extra: typeof extra === 'object' && extra ? extra : {},
      savedAt: typeof savedAt === 'string' ? savedAt : new Date(0).toISOString(),
      unsent: unsent === true,
    }
  } catch {
    return null
  }
}

export function writeLocalDraft(memberId: string, caseId: string, kind: Kind, draft: LocalDraft | null): void {
  try {
    if (draft) localStorage.setItem(keyOf(memberId, caseId, kind), JSON.stringify(draft))
    else localStorage.removeItem(keyOf(memberId, caseId, kind))
  } catch {
    // Storage full or blocked: the server's copy is the only one.
  }
}

type Merged = { use: DraftContent | null; from: 'device' | 'server' | 'none'; other: DraftContent | null }

/**
 * Which of two drafts stands in the field. What the server has not heard yet wins unless the server's is newer; a
 * loser with words of its own is kept to be offered, never dropped.
 */
export function mergeDrafts(local: LocalDraft | null, server: (DraftContent & { savedAt: string }) | null): Merged {
  const localWords = local && hasContent(local) ? local : null
  const serverWords = server && hasContent(server) ? server : null
  if (!localWords && !serverWords) return { use: null, from: 'none', other: null }
  if (!localWords) return { use: serverWords, from: 'server', other: null }
  // Sent or taken away elsewhere: a copy the server once had must not come back from the dead.
  if (!serverWords)
    return localWords.unsent
      ? { use: localWords, from: 'device', other: null }
      : { use: null, from: 'none', other: null }
  if (localWords.text === serverWords.text) return { use: serverWords, from: 'server', other: null }
  if (!localWords.unsent) return { use: serverWords, from: 'server', other: null }
  const localIsNewer = Date.parse(localWords.savedAt) >= Date.parse(serverWords.savedAt)
  return localIsNewer
    ? { use: localWords, from: 'device', other: serverWords }
    : { use: serverWords, from: 'server', other: localWords }
}

export function hasContent({ text, extra }: Pick<DraftContent, 'text' | 'extra'>): boolean {
  return text.trim() !== '' || (Array.isArray(extra.files) && extra.files.length > 0)
}

function keyOf(memberId: string, caseId: string, kind: Kind): string {
  return `${PREFIX}.${memberId}.${caseId}.${kind}`
}
