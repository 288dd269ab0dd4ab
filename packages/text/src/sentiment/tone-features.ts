import { shapeNames, type Tokens } from '../learn/tokens.ts'
import type { WordGrades } from './word-grades.ts'

/**
 * What the lexicon says of a text as a short row of numbers: sums, extremes and counts of praise and complaint, of
 * words and of signs apart, first and last, and how they go with each other and with question and exclamation marks.
 */
export const toneSize = 120

const row = new Float32Array(toneSize)
const exclamations = shapeNames.indexOf('exclamations')
const questions = shapeNames.indexOf('questions')
const links = shapeNames.indexOf('links')
const steps = 7

/** The row of the text whose tokens and grades were read last; valid until the next call. */
export function toneFeatures(tokens: Tokens, grades: WordGrades): Float32Array {
  row.fill(0)
  const words = { praise: 0, complaint: 0, praises: 0, complaints: 0, top: 0, bottom: 0, first: 0, last: 0 }
  const signs = { praise: 0, complaint: 0 }
  for (let t = 0; t < grades.count; t++) {
    const felt = grades.felt[t]!
    if (felt === 0) continue
    if (grades.isSign[t] !== 0) {
      if (felt > 0) signs.praise += felt
      else signs.complaint -= felt
      continue
    }
    if (felt > 0) {
      words.praise += felt
      words.praises++
      words.top = Math.max(words.top, felt)
    } else {
      words.complaint -= felt
      words.complaints++
      words.bottom = Math.max(words.bottom, -felt)
    }
    if (words.first === 0) words.first = Math.sign(felt)
    words.last = Math.sign(felt)
    row[gradeAt + (grades.grade[t]! + 3) * 2 + grades.isNegated[t]!]! += 0.3
  }
  const net = words.praise - words.complaint
  const side = Math.sign(Math.round(net))
  const signSide = Math.sign(signs.praise - signs.complaint)
  row[0] = Math.sqrt(words.praise) * 0.4
  row[1] = Math.sqrt(words.complaint) * 0.4
  row[2] = Math.max(-2, Math.min(2, net * 0.1))
  row[3] = Math.sqrt(signs.praise) * 0.4
  row[4] = Math.sqrt(signs.complaint) * 0.4
  row[5] = Math.max(-2, Math.min(2, (net * 3) / (grades.count + 5)))
  mark(topAt, Math.ceil(words.top), 0.3)
  mark(bottomAt, Math.ceil(words.bottom), 0.3)
  mark(praisesAt, words.praises, 0.3)
  mark(complaintsAt, words.complaints, 0.3)
  mark(signPraiseAt, Math.ceil(signs.praise), 0.5)
  mark(signComplaintAt, Math.ceil(signs.complaint), 0.5)
  row[firstAt + words.first + 1] = 0.3
  row[lastAt + words.last + 1] = 0.3
  row[sidesAt + (side + 1) * 3 + signSide + 1] = 0.3
  const loud = Math.min(2, tokens.shapes[exclamations]!)
  const asking = Math.min(2, tokens.shapes[questions]!)
  row[loudAt + (side + 1) * 3 + loud] = 0.3
  row[askingAt + (side + 1) * 3 + asking] = 0.3
  row[linkedAt + (side + 1) * 2 + (tokens.shapes[links]! > 0 ? 1 : 0)] = 0.3
  return row
}

const gradeAt = 8
const topAt = gradeAt + 14
const bottomAt = topAt + steps
const praisesAt = bottomAt + steps
const complaintsAt = praisesAt + steps
const signPraiseAt = complaintsAt + steps
const signComplaintAt = signPraiseAt + steps
const firstAt = signComplaintAt + steps
const lastAt = firstAt + 3
const sidesAt = lastAt + 3
const loudAt = sidesAt + 9
const askingAt = loudAt + 9
const linkedAt = askingAt + 9

function mark(from: number, value: number, height: number): void {
  row[from + Math.min(steps - 1, value)] = height
}
