const signs = 'a-hj-np-z2-9'
const sent = 'selbsttest-[0-9a-f]{32}'
/** People type it: spaces count as strokes. */
const typed = `selbsttest[\\s\u00ad-]{1,3}([${signs}]{4})[\\s-]{1,3}([${signs}]{4})`
const mark = new RegExp(`(?<![\\p{L}\\p{N}])(?:${sent}|${typed})(?![\\p{L}\\p{N}])`, 'iu')

/**
 * The mark of a test item of ours in these words, in one spelling: 128 random bits where a program sends it, 40 that hold for
 * half an hour where a person types it. It proves nothing by itself: whoever asks looks whether it waits, and for whom.
 */
export function selfTestMark(text: string): string | null {
  const found = mark.exec(text)
  if (!found) return null
  return (found[1] ? `selbsttest-${found[1]}-${found[2]}` : found[0]).toLowerCase()
}

/** A mail of ours that came back: left out, unless it is a test item that waits. */
export const ownMailFlag = 'own-mail'
