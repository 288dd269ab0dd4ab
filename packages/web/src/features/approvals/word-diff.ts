export type DiffPart = { text: string; kind: 'same' | 'added' | 'removed' }
/** With where it begins among all the words shown: what tells two alike apart. */
export type PlacedPart = DiffPart & { start: number }

/** Longer texts are shown whole, old and new: comparing each word with each would hold up the screen. */
const mostWords = 1_500

/** What changed between two texts, word by word: the longest run of words they share stays. */
export function wordDiff(before: string, after: string): DiffPart[] {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  if (a.length > mostWords || b.length > mostWords)
    return joined([
      { text: before, kind: 'removed' },
      { text: after, kind: 'added' },
    ])
  // shared[i][j]: how many words a from i and b from j have in common, in order.
  const width = b.length + 1
  const shared = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      shared[i * width + j] =
        a[i] === b[j]
          ? shared[(i + 1) * width + j + 1]! + 1
          : Math.max(shared[(i + 1) * width + j]!, shared[i * width + j + 1]!)
  const parts: DiffPart[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      parts.push({ text: a[i]!, kind: 'same' })
      i += 1
      j += 1
    } else if (j >= b.length || (i < a.length && shared[(i + 1) * width + j]! >= shared[i * width + j + 1]!)) {
      parts.push({ text: a[i]!, kind: 'removed' })
      i += 1
    } else {
      parts.push({ text: b[j]!, kind: 'added' })
      j += 1
    }
  }
  return joined(parts)
}

/** Words with the space behind them, so that joining gives the text again. */
function wordsOf(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? []
}

function joined(parts: DiffPart[]): DiffPart[] {
  const runs: DiffPart[] = []
  for (const part of parts) {
    const last = runs.at(-1)
    if (last?.kind === part.kind) last.text += part.text
    else if (part.text !== '') runs.push({ ...part })
  }
  return runs
}

export function placed(parts: readonly DiffPart[]): PlacedPart[] {
  let start = 0
  return parts.map((part) => {
    const here = { ...part, start }
    start += part.text.length
    return here
  })
}
