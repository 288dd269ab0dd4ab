import { hashText, makeRandom } from '../../src/learn/index.ts'
import { englishComplaints, englishLists, englishNeutral, englishPraise } from './own-tones-en.ts'
import { germanComplaints, germanLists, germanNeutral, germanPraise } from './own-tones-de.ts'
import type { Polarity } from './sentiment.ts'
import type { Labelled } from './source.ts'

export type OwnTone = { tone: Polarity; language: 'de' | 'en' }

const kinds: [tone: Polarity, patterns: string, lists: Record<string, string>, each: number][] = [
  ['negative', germanComplaints, germanLists, 16],
  ['positive', germanPraise, germanLists, 14],
  ['neutral', germanNeutral, germanLists, 50],
  ['negative', englishComplaints, englishLists, 24],
  ['positive', englishPraise, englishLists, 20],
  ['neutral', englishNeutral, englishLists, 40],
]

/**
 * Texts to and about companies, made from patterns written for this project; always the same. All texts of a pattern
 * fall into the same part; none is for reporting.
 */
export function ownTones(): Labelled<OwnTone>[] {
  return kinds.flatMap(([tone, patterns, lists, each]) =>
    patterns
      .trim()
      .split('\n')
      .flatMap((pattern) => {
        const random = makeRandom(hashText(pattern))
        const texts = new Set(Array.from({ length: each }, () => fill(pattern, lists, random)))
        const part = hashText(`own ${pattern}`) % 8 === 0 ? ('dev' as const) : ('train' as const)
        const label: OwnTone = { tone, language: lists === englishLists ? 'en' : 'de' }
        return Array.from(texts, (text) => ({ id: String(hashText(text)), text, label, part }))
      }),
  )
}

function fill(pattern: string, lists: Record<string, string>, random: () => number): string {
  const pick = (choices: string) => {
    const all = choices.split('|')
    return all[Math.floor(random() * all.length)] ?? ''
  }
  const chosen = pattern.replace(/\[([^\]]*)\]/g, (_, choices: string) => pick(choices))
  const filled = chosen.replace(/\{(\w+)\}/g, (_, name: string) => pick(lists[name] ?? ''))
  const text = filled.replace(/\s+/g, ' ').trim()
  return random() < 0.3 ? text : text.charAt(0).toUpperCase() + text.slice(1)
}
