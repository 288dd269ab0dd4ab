import { likeness, signatureSize, type TextMark } from './text-mark.ts'

/** Bands of four: texts that share 60 % of their runs meet in nine of ten cases, those that share 80 % always. */
const bands = 16
const rows = signatureSize / bands
const buckets = 1 << 14
/** The newest of a bucket that are looked at, so that a storm of like texts costs no more than one. */
const lookedAt = 6

export type Copies = {
  /** The text number with the same words, or −1. */
  exact(mark: TextMark): number
  /** The likest text so far, at least `least` alike. */
  likest(mark: TextMark, least: number): { text: number; similarity: number } | null
  /** Text numbers are given from 0 upward. */
  add(mark: TextMark): void
}

export function makeCopies(): Copies {
  const numbers = new Map<number, number>()
  const heads = new Int32Array(bands * buckets).fill(-1)
  let signatures = new Int32Array(64 * signatureSize)
  let next = new Int32Array(64 * bands)
  let count = 0

  return {
    exact: (mark) => numbers.get(mark.exact) ?? -1,
    likest(mark, least) {
      let best: { text: number; similarity: number } | null = null
      for (let band = 0; band < bands; band += 1) {
        let text = heads[band * buckets + bucketOf(mark.signature, band)]!
        for (let step = 0; step < lookedAt && text !== -1; step += 1) {
          const similarity = likeness(mark.signature, 0, signatures, text * signatureSize)
          if (similarity >= least && (!best || similarity > best.similarity)) best = { text, similarity }
          text = next[text * bands + band]!
        }
      }
      return best
    },
    add(mark) {
      if ((count + 1) * signatureSize > signatures.length) {
        signatures = doubled(signatures)
        next = doubled(next)
      }
      if (!numbers.has(mark.exact)) numbers.set(mark.exact, count)
      signatures.set(mark.signature, count * signatureSize)
      for (let band = 0; band < bands; band += 1) {
        const head = band * buckets + bucketOf(mark.signature, band)
        next[count * bands + band] = heads[head]!
        heads[head] = count
      }
      count += 1
    },
  }
}

function bucketOf(signature: Int32Array, band: number): number {
  let h = band
  for (let row = band * rows; row < (band + 1) * rows; row += 1) h = Math.imul(h ^ signature[row]!, 0x9e3779b1)
  return (h ^ (h >>> 15)) & (buckets - 1)
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2)
  larger.set(array)
  return larger
}
