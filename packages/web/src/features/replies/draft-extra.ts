import type { DraftContent } from './draft-store.ts'
import type { NetworkChoice } from './network/network-panel.tsx'
import type { UploadedFile } from './use-uploads.ts'

// What a draft holds beside its words, read as it was kept.

type Extra = DraftContent['extra']

export function filesIn(extra: Extra): UploadedFile[] {
  return Array.isArray(extra.files) ? (extra.files as UploadedFile[]) : []
}

export function choiceIn(extra: Extra): NetworkChoice {
  return (extra.network as NetworkChoice | undefined) ?? {}
}

/** Does what is answered go along below the answer? */
export function withQuote(extra: Extra): boolean {
  return extra.includeQuote !== false
}
