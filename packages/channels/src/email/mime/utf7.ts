/**
 * The letters of UTF-7, and nothing else: a run that would spell punctuation, markup or a control stays as it is.
 * Old German mails carry their umlauts this way; a browser would not decode them at all.
 */
export function decodeUtf7Letters(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]{3,2000})-?/g, (run, base64: string) => {
    const bytes = Buffer.from(base64, 'base64')
    const even = bytes.subarray(0, bytes.length & ~1)
    const letters = Buffer.from(even).swap16().toString('utf16le')
    return letters !== '' && letters.isWellFormed() && /^[\p{L}\p{M}\p{N} €]+$/u.test(letters) ? letters : run
  })
}
