import type { Finding, FindingLevel } from '@resonanz/contracts'

/** A finding with the words it stands on, so that it is found again while the text around it changes. */
export type PlacedFinding = Finding & { words: string }
export type Place = { start: number; end: number }

const weight: Record<FindingLevel, number> = { stop: 0, warning: 1, hint: 2 }

/** What weighs most first, then in the order of the text. */
export function placedFindings(findings: readonly Finding[], text: string): PlacedFinding[] {
  return findings
    .map((finding) => ({ ...finding, words: text.slice(finding.start, finding.end) }))
    .toSorted((a, b) => weight[a.level] - weight[b.level] || a.start - b.start)
}

/** Where a finding stands in the text as it is now; null once its words are gone. The whole text is meant: at its end. */
export function placeIn(text: string, { start, end, words }: PlacedFinding): Place | null {
  if (words === '') return { start: text.length, end: text.length }
  if (text.slice(start, end) === words) return { start, end }
  const before = text.lastIndexOf(words, start)
  const after = text.indexOf(words, start)
  const near = before < 0 || (after >= 0 && after - start < start - before) ? after : before
  return near < 0 ? null : { start: near, end: near + words.length }
}

/** What still stands in the text; hints that mean the whole stay until the next check. */
export function standing(findings: readonly PlacedFinding[], text: string): PlacedFinding[] {
  return findings.filter((finding) => placeIn(text, finding) !== null)
}

/** Of these the product can say what to do, but has no other words for what stands there. */
const adviceOnly: ReadonlySet<string> = new Set(['personal-data-public', 'mixed-address', 'shouting'])

/** Is the suggestion a wording that may stand in the text as it is, or advice to a person? */
export function isWording({ rule, suggestion }: Pick<Finding, 'rule' | 'suggestion'>): boolean {
  return suggestion !== null && !adviceOnly.has(rule)
}

// At most 40 signs between the brackets: linear, and nobody's footnote is taken for a gap.
const GAP = /\[[^[\]\n]{1,40}\]/g

/** The places in a wording that a person fills in: `[Tag, Uhrzeit]`. */
export function gapsIn(wording: string): string[] {
  return wording.match(GAP) ?? []
}

export type Replacement = Place & { text: string }

/**
 * How the better wording goes into the text: over the words it is for. A sentence for the whole stands in a paragraph of
 * its own before the signature. Null where nothing better is known or the words are gone.
 */
export function replacementOf(text: string, finding: PlacedFinding, signature: string): Replacement | null {
  if (!finding.suggestion || !isWording(finding)) return null
  const place = placeIn(text, finding)
  if (!place) return null
  if (finding.words !== '') {
    // The sentence keeps its own end.
    const goesOn = /^[.!?,;:]/.test(text.slice(place.end))
    return { ...place, text: goesOn ? finding.suggestion.replace(/[.!?]$/, '') : finding.suggestion }
  }
  const body = signature && text.trimEnd().endsWith(signature) ? text.slice(0, text.lastIndexOf(signature)) : text
  const end = body.trimEnd().length
  return { start: end, end, text: `${end > 0 ? '\n\n' : ''}${finding.suggestion}` }
}

/** One of every rule first, its repeats after all of them: what is shown at a glance says different things. */
export function variedFirst<F extends Finding>(findings: readonly F[]): F[] {
  const seen = new Set<string>()
  const isFirst = findings.map(({ rule }) => !seen.has(rule) && Boolean(seen.add(rule)))
  return [...findings.filter((_, place) => isFirst[place]), ...findings.filter((_, place) => !isFirst[place])]
}

/** What stands against sending as it is. */
export function blocking<F extends Finding>(findings: readonly F[]): F[] {
  return findings.filter(({ level }) => level !== 'hint')
}

export type MarkedText = { at: number; text: string; level: FindingLevel | null }

/** The text cut where findings stand in it, for the lines under the words; together the pieces are the text again. */
export function markFindings(text: string, findings: readonly PlacedFinding[]): MarkedText[] {
  const places = findings
    .flatMap((finding) => {
      const place = finding.words === '' ? null : placeIn(text, finding)
      return place ? [{ ...place, level: finding.level }] : []
    })
    .toSorted((a, b) => a.start - b.start || weight[a.level] - weight[b.level])
  const pieces: MarkedText[] = []
  let at = 0
  for (const { start, end, level } of places) {
    if (start < at) continue
    if (start > at) pieces.push({ at, text: text.slice(at, start), level: null })
    pieces.push({ at: start, text: text.slice(start, end), level })
    at = end
  }
  if (at < text.length) pieces.push({ at, text: text.slice(at), level: null })
  return pieces
}
