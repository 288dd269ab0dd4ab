import { concernSigns } from './concern-words.ts'

/** The signs of one text that say most, numbered, with their weights before rarity. */
export type Concern = { signs: Int32Array; weights: Float32Array }

export type Concerns = {
  read(text: string): Concern
  /** Cosine of two concerns, 0 to 1, with what is known of rarity now. */
  similarity(a: Concern, b: Concern): number
  /** The likest text so far, at least `least` alike. */
  likest(concern: Concern, least: number): { text: number; similarity: number } | null
  /** Text numbers are given from 0 upward. */
  add(concern: Concern): void
  /** In how many texts a sign is, and of how many. */
  textsWith(sign: string): number
  texts(): number
}

const mostSigns = 28
/** The newest texts of one sign that are looked at: what one text costs does not grow with the number of texts. */
const lookedAt = 400
/** Before texts come, a sign is as rare as if this many texts were known, some of them having it. */
const priorTexts = 300
const priorWith = 3
/** Fewer signs in common than this are chance. */
const leastShared = 2

export function makeConcerns(): Concerns {
  const numbers = new Map<string, number>()
  const seenIn: number[] = []
  const postings: { texts: number[]; weights: number[] }[] = []
  const known: Concern[] = []
  const sums = new Map<number, { dot: number; shared: number }>()

  const rarity = (sign: number) =>
    Math.log((known.length + priorTexts) / ((seenIn[sign] ?? 0) + priorWith)) / Math.log(priorTexts / priorWith)
  const length = ({ signs, weights }: Concern) => {
    let sum = 0
    for (let k = 0; k < signs.length; k += 1) sum += (weights[k]! * rarity(signs[k]!)) ** 2
    return Math.sqrt(sum) || 1
  }

  return {
    texts: () => known.length,
    textsWith: (sign) => seenIn[numbers.get(sign) ?? -1] ?? 0,
    read(text) {
      const found = Array.from(concernSigns(text), ([sign, weight]) => {
        let number = numbers.get(sign)
        if (number === undefined) {
          number = numbers.size
          numbers.set(sign, number)
        }
        return { number, weight, order: weight * rarity(number) }
      })
      const chosen = found.toSorted((a, b) => b.order - a.order || a.number - b.number).slice(0, mostSigns)
      return {
        signs: Int32Array.from(chosen, ({ number }) => number),
        weights: Float32Array.from(chosen, ({ weight }) => weight),
      }
    },
    similarity(a, b) {
      let dot = 0
      let shared = 0
      for (let i = 0; i < a.signs.length; i += 1) {
        const j = b.signs.indexOf(a.signs[i]!)
        if (j === -1) continue
        dot += a.weights[i]! * b.weights[j]! * rarity(a.signs[i]!) ** 2
        shared += 1
      }
      return shared < leastShared ? 0 : Math.min(1, dot / (length(a) * length(b)))
    },
    likest(concern, least) {
      sums.clear()
      for (let k = 0; k < concern.signs.length; k += 1) {
        const posting = postings[concern.signs[k]!]
        if (!posting) continue
        const weight = concern.weights[k]! * rarity(concern.signs[k]!) ** 2
        for (let at = Math.max(0, posting.texts.length - lookedAt); at < posting.texts.length; at += 1) {
          const text = posting.texts[at]!
          const sum = sums.get(text)
          if (sum) {
            sum.dot += weight * posting.weights[at]!
            sum.shared += 1
          } else sums.set(text, { dot: weight * posting.weights[at]!, shared: 1 })
        }
      }
      // Lengths are asked for the few that can still be the best only: another text is at least as long as what it shares.
      const own = length(concern)
      let best: { text: number; similarity: number } | null = null
      for (const [text, { dot, shared }] of sums) {
        if (shared < leastShared || dot < least * own * 0.3) continue
        const similarity = Math.min(1, dot / (own * length(known[text]!)))
        if (similarity >= least && (!best || similarity > best.similarity)) best = { text, similarity }
      }
      return best
    },
    add(concern) {
      const text = known.length
      known.push(concern)
      for (let k = 0; k < concern.signs.length; k += 1) {
        const sign = concern.signs[k]!
        seenIn[sign] = (seenIn[sign] ?? 0) + 1
        const posting = (postings[sign] ??= { texts: [], weights: [] })
        posting.texts.push(text)
        posting.weights.push(concern.weights[k]!)
        if (posting.texts.length < lookedAt * 2) continue
        posting.texts.splice(0, lookedAt)
        posting.weights.splice(0, lookedAt)
      }
    },
  }
}
