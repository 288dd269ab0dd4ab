import { readModel } from '../learn/index.ts'

/**
 * What letter sequences say of languages, sparse: most of them are known of two or three. `slots` is a hash table of two
 * numbers each: the hash of a sequence and, where it is known, `first vote · 32 + number of votes`. A vote is
 * `points · 16 + language`; points times `scale` are a weight.
 */
export type LanguageModel = {
  codes: readonly string[]
  /** What each language has before anything is read: the learnt bias and how likely it is to come here. */
  offsets: Float64Array
  scale: number
  /** Scores are divided by it before they become shares. */
  temperature: number
  slots: Int32Array
  votes: Int32Array
}

/** More slots than twice the sequences, a power of two: most lookups end at the first. */
const slotCount = 1 << 17

/** What comes to a German or English company is mostly German or English; a whole sentence in another outweighs it. */
const prior: ReadonlyMap<string, number> = new Map([
  ['de', 1.4],
  ['en', 1.1],
  // Learnt from few texts, and easily taken for Spanish.
  ['pt', -0.8],
])

type About = Pick<LanguageModel, 'codes' | 'temperature' | 'scale'> & { bias: readonly number[] }

/** Throws `Error` on bytes that are no language model. */
export function readLanguageModel(bytes: Uint8Array): LanguageModel {
  const { parts, about } = readModel(bytes, 'language')
  const { codes, bias, scale, temperature } = about as Partial<About>
  const bucketStarts = startsOf(parts['buckets'])
  const entryStarts = startsOf(parts['counts'])
  const low = halves(parts['low'])
  const languages = parts['languages'] ?? new Uint8Array()
  const weights = Int8Array.from(parts['weights'] ?? [])
  const entries = low.length
  const isWhole =
    Array.isArray(codes) &&
    codes.length <= 16 &&
    Array.isArray(bias) &&
    bias.length === codes.length &&
    typeof scale === 'number' &&
    typeof temperature === 'number' &&
    temperature > 0 &&
    bucketStarts.length === 65_537 &&
    bucketStarts[65_536] === entries &&
    entries < slotCount / 2 &&
    entryStarts.length === entries + 1 &&
    entryStarts[entries] === weights.length &&
    languages.length === weights.length &&
    languages.every((language) => language < codes.length)
  if (!isWhole) throw new Error('The language model is damaged.')
  // A byte q means q·|q| points, which keeps small weights apart.
  const votes = Int32Array.from(weights, (q, at) => q * Math.abs(q) * 16 + languages[at]!)
  const offsets = Float64Array.from(bias, (one, k) => one + (prior.get(codes[k]!) ?? 0))
  return { codes, offsets, scale, temperature, slots: fillSlots(bucketStarts, low, entryStarts), votes }
}

/** Adds what the letter sequences `from` to `until` say for each language to `sums`, in points. */
export function addVotes(
  { slots, votes }: LanguageModel,
  hashes: Int32Array,
  from: number,
  until: number,
  sums: Float64Array,
): void {
  for (let n = from; n < until; n++) {
    const hash = hashes[n]!
    let slot = hash & (slotCount - 1)
    for (; slots[2 * slot + 1] !== 0; slot = (slot + 1) & (slotCount - 1)) {
      if (slots[2 * slot] !== hash) continue
      const place = slots[2 * slot + 1]!
      const last = (place >> 5) + (place & 31)
      for (let at = place >> 5; at < last; at++) {
        const vote = votes[at]!
        sums[vote & 15]! += vote >> 4
      }
      break
    }
  }
}

function fillSlots(bucketStarts: Uint32Array, low: Uint16Array, entryStarts: Uint32Array): Int32Array {
  const slots = new Int32Array(2 * slotCount)
  for (let bucket = 0; bucket < 65_536; bucket++)
    for (let entry = bucketStarts[bucket]!; entry < bucketStarts[bucket + 1]!; entry++) {
      const hash = (bucket << 16) | low[entry]!
      let slot = hash & (slotCount - 1)
      while (slots[2 * slot + 1] !== 0) slot = (slot + 1) & (slotCount - 1)
      slots[2 * slot] = hash
      slots[2 * slot + 1] = entryStarts[entry]! * 32 + (entryStarts[entry + 1]! - entryStarts[entry]!)
    }
  return slots
}

function startsOf(counts: Uint8Array = new Uint8Array()): Uint32Array {
  const starts = new Uint32Array(counts.length + 1)
  for (let at = 0; at < counts.length; at++) starts[at + 1] = starts[at]! + counts[at]!
  return starts
}

function halves(bytes: Uint8Array = new Uint8Array()): Uint16Array {
  return Uint16Array.from({ length: bytes.length >> 1 }, (_, at) => bytes[2 * at]! | (bytes[2 * at + 1]! << 8))
}
