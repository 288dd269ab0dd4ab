import type { MessageAnalysis } from '@resonanz/contracts'

/** What a marked word speaks for. */
export type MarkKind = 'positive' | 'negative' | 'neutral' | 'against' | 'kind' | 'repeated' | 'offence' | 'personal'
export type CarriedSpan = { start: number; end: number; kind: MarkKind; isStrong: boolean; personal: string | null }
export type MarkedPiece = { at: number; text: string; mark: Omit<CarriedSpan, 'start' | 'end'> | null }

/** The carrying words of a message by weight; what may harm somebody lies on top of what only explains. */
export function carriedSpans(analysis: MessageAnalysis): CarriedSpan[] {
  const of = (marks: readonly { start: number; end: number; weight: number }[], kind: MarkKind): CarriedSpan[] => {
    const most = Math.max(0, ...marks.map(({ weight }) => Math.abs(weight)))
    return marks.map(({ start, end, weight }) => ({
      start,
      end,
      kind: weight < 0 ? 'against' : kind,
      isStrong: Math.abs(weight) >= most / 2,
      personal: null,
    }))
  }
  return [
    ...of(analysis.kind.marks, 'kind'),
    // The model's own word: marks explain what it went by, also where a person said something else.
    ...of(analysis.sentiment.marks, analysis.sentiment.modelLabel),
    ...of(analysis.repeatedContact.isRepeated ? analysis.repeatedContact.marks : [], 'repeated'),
    ...of(analysis.offence.label ? analysis.offence.marks : [], 'offence'),
    ...analysis.personalData.map(({ start, end, kind }) => ({
      start,
      end,
      kind: 'personal' as const,
      isStrong: true,
      personal: kind,
    })),
  ]
}

/**
 * Cuts `text`, which begins at `at` of the whole, where marks begin and end; the pieces together are the text again.
 * Later spans lie on top. Places are UTF-16 units; one that would cut a character in two is moved out of it.
 */
export function markedPieces(text: string, spans: readonly CarriedSpan[], at = 0): MarkedPiece[] {
  const inside = spans
    .map((span) => ({ ...span, start: whole(text, span.start - at), end: whole(text, span.end - at) }))
    .filter(({ start, end }) => end > start)
  const cuts = [...new Set([0, text.length, ...inside.flatMap(({ start, end }) => [start, end])])].toSorted(
    (a, b) => a - b,
  )
  const pieces: MarkedPiece[] = []
  for (const [place, from] of cuts.entries()) {
    const to = cuts[place + 1]
    if (to === undefined) break
    const span = inside.findLast(({ start, end }) => start <= from && end >= to)
    const mark = span ? { kind: span.kind, isStrong: span.isStrong, personal: span.personal } : null
    pieces.push({ at: at + from, text: text.slice(from, to), mark })
  }
  return pieces
}

/** Within the text, and not between the two halves of a character. */
function whole(text: string, place: number): number {
  const within = Math.max(0, Math.min(text.length, Math.trunc(place) || 0))
  const isHalf = /[\uD800-\uDBFF]/.test(text.charAt(within - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(within))
  return isHalf ? within - 1 : within
}
