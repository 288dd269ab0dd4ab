/**
 * How well typed words fit a label, for lists of commands: 0 not at all, higher is better. Every typed word must
 * begin a word of the label or stand in it; accents and case do not count. Linear in the length of the label.
 */
export function matchScore(query: string, label: string): number {
  const wanted = fold(query).split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return 1
  const folded = fold(label)
  const words = folded.split(/[^\p{L}\p{N}#]+/u).filter(Boolean)
  let score = 0
  for (const word of wanted) {
    const at = words.findIndex((one) => one.startsWith(word))
    if (at >= 0) score += at === 0 ? 4 : 3
    else if (folded.includes(word)) score += 1
    else if (initials(words).startsWith(word)) score += 2
    else return 0
  }
  return score / wanted.length + 1 / (1 + folded.length)
}

function initials(words: string[]): string {
  return words.map((word) => word.charAt(0)).join('')
}

function fold(text: string): string {
  return text.toLowerCase().replaceAll('ß', 'ss').normalize('NFD').replace(/\p{M}/gu, '')
}
