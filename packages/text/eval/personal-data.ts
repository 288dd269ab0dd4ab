import type { PersonalDataSpan } from '../src/personal-data/found.ts'
import { findPersonalData } from '../src/personal-data/find.ts'
import { type Counts, ownSet, precisionOf, recallOf } from './own-set.ts'
import type { Figure } from './result.ts'

type Text = { half: 'tune' | 'kept'; text: string; spans: PersonalDataSpan[] }

/** A span is found where one of its kind overlaps it. */
export function evaluate(): Figure[] {
  const texts = ownSet<Text>('personal-data').filter(({ half }) => half === 'kept')
  const counts: Counts = { hit: 0, extra: 0, missed: 0 }
  let exact = 0
  for (const { text, spans } of texts) {
    const found = findPersonalData(text)
    for (const span of spans) {
      const hit = found.find((other) => isSame(span, other))
      if (hit === undefined) counts.missed++
      else counts.hit++
      if (hit?.start === span.start && hit.end === span.end) exact++
    }
    counts.extra += found.filter((other) => !spans.some((span) => isSame(span, other))).length
  }
  const common = { set: 'own personal-data', part: 'kept half', n: texts.length, majority: null, baseline: null }
  return [
    { ...common, name: 'personal data, recall', ours: recallOf(counts), goal: 0.97 },
    { ...common, name: 'personal data, precision', ours: precisionOf(counts), goal: 0.95 },
    {
      ...common,
      name: 'personal data, exact borders of those found',
      ours: exact / Math.max(1, counts.hit),
      goal: null,
    },
  ]
}

function isSame(a: PersonalDataSpan, b: PersonalDataSpan): boolean {
  return a.kind === b.kind && a.start < b.end && b.start < a.end
}
