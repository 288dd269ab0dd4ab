import { concernSigns, troublesOf } from './concern-words.ts'
import { type Manner, mannerOf, otherManner } from './manner.ts'

/** The signs of one text that say most, numbered, with their weights before rarity. */
export type Concern = {
  signs: Int32Array
  weights: Float32Array
  /** By sign, one bit for the word it comes from: several signs of one word are one thing in common. */
  words: Int32Array
  manner: Manner
  troubles: number
}

export type Concerns = {
  /** Signs never met get a number to keep only when the text is to be added. */
  read(text: string, isAdded?: boolean): Concern
  /** Cosine of two concerns, 0 to 1, with what is known of rarity now. */
  similarity(a: Concern, b: Concern): number
  /** The likest text so far. */
  likest(concern: Concern): { text: number; similarity: number } | null
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
const priorTexts = 1_000
const priorWith = 3
/** One word in common is near chance. */
const oneShared = 0.5

/** What the similarity of two texts is multiplied by when what is wrong in one has nothing of what is wrong in the other. */
const otherTrouble = 0.55

function agreement(manner: Manner, troubles: number, manner2: Manner, troubles2: number): number {
  const isContrary = troubles !== 0 && troubles2 !== 0 && (troubles & troubles2) === 0
  return (manner === manner2 ? 1 : otherManner) * (isContrary ? otherTrouble : 1)
}

export function makeConcerns(): Concerns {
  const numbers = new Map<string, number>()
  const seenIn: number[] = []
  const postings: { texts: number[]; weights: number[] }[] = []
  const manners: Manner[] = []
  const troubles: number[] = []
  let count = 0
  let lengths = new Float32Array(256)
  let dots = new Float32Array(256)
  let shared = new Int32Array(256)

  const rarity = (sign: number) =>
    Math.log((count + priorTexts) / ((seenIn[sign] ?? 0) + priorWith)) / Math.log(priorTexts / priorWith)
  const length = ({ signs, weights }: Concern) => {
    let sum = 0
    for (let k = 0; k < signs.length; k += 1) sum += (weights[k]! * rarity(signs[k]!)) ** 2
    return Math.sqrt(sum) || 1
  }

  return {
    texts: () => count,
    textsWith: (sign) => seenIn[numbers.get(sign) ?? -1] ?? 0,
    read(text, isAdded = false) {
      const signs = concernSigns(text)
      const chosen = Array.from(signs, ([sign, { weight, word }]) => {
        const number = numbers.get(sign) ?? -1
        return { sign, number, weight, word, order: weight * rarity(number) }
      })
        .toSorted((a, b) => b.order - a.order || (a.sign < b.sign ? -1 : 1))
        .slice(0, mostSigns)
      for (const one of chosen) {
        if (one.number !== -1) continue
        one.number = isAdded ? numbers.size : -1 - (hashOf(one.sign) >>> 1)
        if (isAdded) numbers.set(one.sign, one.number)
      }
      return {
        signs: Int32Array.from(chosen, ({ number }) => number),
        weights: Float32Array.from(chosen, ({ weight }) => weight),
        words: Int32Array.from(chosen, ({ word }) => 1 << word),
        manner: mannerOf(text),
        troubles: troublesOf(signs),
      }
    },
    similarity(a, b) {
      let dot = 0
      let inA = 0
      let inB = 0
      for (let i = 0; i < a.signs.length; i += 1) {
        const j = b.signs.indexOf(a.signs[i]!)
        if (j === -1) continue
        dot += a.weights[i]! * b.weights[j]! * rarity(a.signs[i]!) ** 2
        inA |= a.words[i]!
        inB |= b.words[j]!
      }
      const cosine = Math.min(1, dot / (length(a) * length(b)))
      return cosine * agreement(a.manner, a.troubles, b.manner, b.troubles) * (isOne(inA) || isOne(inB) ? oneShared : 1)
    },
    likest(concern) {
      const touched: number[] = []
      for (let k = 0; k < concern.signs.length; k += 1) {
        const posting = postings[concern.signs[k]!]
        if (!posting) continue
        const weight = concern.weights[k]! * rarity(concern.signs[k]!) ** 2
        for (let at = Math.max(0, posting.texts.length - lookedAt); at < posting.texts.length; at += 1) {
          const text = posting.texts[at]!
          if (shared[text] === 0) touched.push(text)
          shared[text]! |= concern.words[k]!
          dots[text]! += weight * posting.weights[at]!
        }
      }
      const own = length(concern)
      let best: { text: number; similarity: number } | null = null
      for (const text of touched) {
        const cosine = Math.min(1, dots[text]! / (own * lengths[text]!)) * (isOne(shared[text]!) ? oneShared : 1)
        const similarity = cosine * agreement(concern.manner, concern.troubles, manners[text]!, troubles[text]!)
        if (similarity > (best?.similarity ?? 0)) best = { text, similarity }
        shared[text] = 0
        dots[text] = 0
      }
      return best
    },
    add(concern) {
      const text = count
      count += 1
      if (count > lengths.length) {
        lengths = doubled(lengths)
        dots = new Float32Array(lengths.length)
        shared = new Int32Array(lengths.length)
      }
      // With the rarity of its day: it changes slowly.
      lengths[text] = length(concern)
      manners.push(concern.manner)
      troubles.push(concern.troubles)
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

function isOne(bits: number): boolean {
  return (bits & (bits - 1)) === 0
}

function hashOf(sign: string): number {
  let h = 0x811c9dc5 | 0
  for (let k = 0; k < sign.length; k += 1) h = Math.imul(h ^ sign.charCodeAt(k), 0x01000193)
  return h
}

function doubled(array: Float32Array): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(array.length * 2)
  larger.set(array)
  return larger
}
