import { showNotice } from '#lib/undo.ts'

/** Puts text on the clipboard and says so. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    showNotice({ text: done, tone: 'ok' })
  } catch {
    // No clipboard (plain http, refused): show the text itself, it can be selected by hand.
    showNotice({ text, durationMs: 20_000 })
  }
}
