import { foldSpelling, inflectionKey } from '../match/inflection.ts'
import type { Concerns } from './concerns.ts'
import { negations, stopWords } from './stop-words.ts'

const longestPhrase = 3
const wordsRead = 60

/**
 * Words and runs of words that the texts of a cluster have more often than all texts, by Dunning's log-likelihood (1993);
 * longer ones first where they say the same. In the form that comes most often.
 */
export function keyPhrases(texts: readonly string[], concerns: Concerns, count: number): string[] {
  const found = new Map<string, { texts: number; forms: Map<string, number>; keys: string[] }>()
  for (const text of texts) {
    for (const [key, { form, keys }] of phrasesOf(text)) {
      const entry = found.get(key) ?? { texts: 0, forms: new Map<string, number>(), keys }
      entry.texts += 1
      entry.forms.set(form, (entry.forms.get(form) ?? 0) + 1)
      found.set(key, entry)
    }
  }
  const least = texts.length > 3 ? 2 : 1
  const rated = [...found.values()]
    .filter((entry) => entry.texts >= least)
    .map(({ texts: inTexts, forms, keys }) => {
      const everywhere = Math.min(...keys.map((key) => concerns.textsWith(key)))
      const keyness = logLikelihood(inTexts, texts.length, everywhere, concerns.texts())
      return { inTexts, forms, keys, score: keyness * (1 + 0.25 * (keys.length - 1)) }
    })
    .toSorted((a, b) => b.score - a.score || b.keys.length - a.keys.length)
  const chosen: typeof rated = []
  for (const candidate of rated) {
    if (chosen.length >= count) break
    if (candidate.score <= 0 || chosen.some(({ keys }) => candidate.keys.some((key) => keys.includes(key)))) continue
    chosen.push(candidate)
  }
  return chosen.map(({ forms }) => [...forms].toSorted((a, b) => b[1] - a[1])[0]![0])
}

/** How surprising `inside` of `insideOf` texts is beside `outside` of `outsideOf`; negative where it is rarer inside. */
function logLikelihood(inside: number, insideOf: number, outside: number, outsideOf: number): number {
  const all = Math.max(outside, inside)
  const allOf = Math.max(outsideOf, insideOf) + insideOf
  const rate = (inside + all) / (insideOf + allOf)
  const part = (seen: number, expected: number) => (seen === 0 ? 0 : seen * Math.log(seen / expected))
  const sum = 2 * (part(inside, insideOf * rate) + part(all, allOf * rate))
  return inside / insideOf >= all / allOf ? sum + inside / insideOf : -sum
}

/** Every phrase once, by its keys; none begins or ends with a word that tells nothing. */
function phrasesOf(text: string): Map<string, { form: string; keys: string[] }> {
  const clean = text.slice(0, 2_000).replace(/https?:\/\/\S+|[@#][\p{L}\p{N}_]+/giu, ' ')
  const words = Array.from(clean.matchAll(/[\p{L}\p{N}]+|[.!?;:,\n]/gu), ([word]) => word).slice(0, wordsRead)
  const read = words.map((form) => {
    const folded = foldSpelling(form.toLowerCase().slice(0, 64))
    return { form, key: inflectionKey(folded), isStop: stops.has(folded) || !/^\p{L}{3}/u.test(form) }
  })
  const phrases = new Map<string, { form: string; keys: string[] }>()
  for (let from = 0; from < read.length; from += 1) {
    for (let size = 1; size <= longestPhrase && from + size <= read.length; size += 1) {
      const run = read.slice(from, from + size)
      if (!/^[\p{L}\p{N}]/u.test(run.at(-1)!.form)) break
      if (run[0]!.isStop || run.at(-1)!.isStop) continue
      const keys = run.filter(({ isStop }) => !isStop).map(({ key }) => key)
      const key = run.map(({ key }) => key).join(' ')
      if (!phrases.has(key)) phrases.set(key, { form: run.map(({ form }) => form).join(' '), keys })
    }
  }
  return phrases
}

const stops = new Set(`${stopWords} ${negations}`.trim().split(/\s+/).map(foldSpelling))
