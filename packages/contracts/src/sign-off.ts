/** What stands below an answer: the house's signature of a mail, or who wrote on a public channel. */
export type SignOff = { kind: 'signature' | 'initials'; text: string }

const linesLooked = 8
const formula =
  /^(?:(?:mit |viele |liebe |beste |herzliche |sch[öo]ne |freundliche )?(?:(?:freundlichen|besten|herzlichen|vielen|lieben|sch[öo]nen) )?gr(?:ü|ue)(?:ß|ss)en?\b|(?:with )?(?:kind|best|warm)(?:est)? (?:regards|wishes)|regards\b|yours (?:sincerely|faithfully|truly)|sincerely\b|many thanks\b)/i

/**
 * The words as they leave, with what stands below them exactly once: nothing is added where it stands already, and of a
 * signature only what the writer has not said. Pure, so that the preview and the sending say the same.
 */
export function signedOff(text: string, signOff: SignOff | null): string {
  const written = text.trimEnd()
  if (signOff === null || written === '') return text
  if (signOff.kind === 'initials')
    return ` ${written.toLowerCase()}`.endsWith(` ${signOff.text.toLowerCase()}`)
      ? written
      : `${written} ${signOff.text}`
  const signature = linesOf(signOff.text)
  const last = linesOf(written).slice(-signature.length - linesLooked)
  const said = overlapOf(last, signature)
  if (said === signature.length) return written
  if (said > 0) return `${written}\n${signature.slice(said).join('\n')}`
  const at = last.findLastIndex((line) => line.length <= 60 && formula.test(line))
  if (at < 0) return `${written}\n\n${signOff.text}`
  const own = new Set(last.slice(at).map(folded))
  const rest = signature.filter((line) => !formula.test(line) && !own.has(folded(line)))
  return rest.length === 0 ? written : `${written}\n${rest.join('\n')}`
}

/** Lines that say something. */
function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

/** How many of the signature's first lines the text ends with. */
function overlapOf(last: readonly string[], signature: readonly string[]): number {
  for (let count = signature.length; count > 0; count -= 1) {
    const end = last.slice(-count)
    if (end.length === count && end.every((line, at) => folded(line) === folded(signature[at]!))) return count
  }
  return 0
}

function folded(line: string): string {
  return line.toLowerCase().replace(/\s+/g, ' ').replace(/[,.]$/, '')
}
