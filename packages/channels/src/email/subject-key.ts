const prefix =
  /^\s*(?:(?:re|aw|antw|antwort|wg|fw|fwd|sv|vs|ref|rif|tr|odp|r)\s{0,3}(?:\[\d{1,3}\]|\(\d{1,3}\))?\s{0,3}[:：]|\[[^\]\n]{1,40}\])\s*/i

/** A subject without its prefixes, folded for comparison; null when too short to tell conversations apart. */
export function subjectKey(subject: string): string | null {
  let rest = subject.slice(0, 400)
  for (let round = 0; round < 12; round += 1) {
    const shorter = rest.replace(prefix, '')
    if (shorter === rest) break
    rest = shorter
  }
  const key = rest.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim().slice(0, 200)
  return key.length >= 8 ? key : null
}
