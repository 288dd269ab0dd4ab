// What stands beside the learnt heads: counts of stems, whom they are said to, shouting.

import { hashText } from '../learn/hash.ts'
import { hashSet, valueOf } from '../learn/hash-table.ts'
import { tokenKind, type Tokens } from '../learn/tokens.ts'
import { offenceKinds, type StemFound } from './lexicon.ts'

export const signalNames = [
  ...offenceKinds,
  'any insult',
  'any profanity',
  'any slur',
  'any threat',
  'any contempt',
  'said to you',
  'group and contempt',
  'group and insult',
  'shouting',
  'exclamations',
  'share of stems',
  'handles',
] as const

/** One number per name of `signalNames`, each about 0 to 2. */
export function signalsOf(text: string, tokens: Tokens, stems: readonly StemFound[]): Float64Array {
  const counts = offenceKinds.map(() => 0)
  for (const { kind } of stems) counts[offenceKinds.indexOf(kind)]!++
  const [insult = 0, profanity = 0, slur = 0, threat = 0, contempt = 0, group = 0] = counts
  const some = (count: number) => (count > 0 ? 1 : 0)
  const bad = insult + profanity + slur
  const words = Math.max(4, tokens.count)
  const { toYou, handles } = saidToYou(tokens, stems)
  const { shouted, exclaimed } = loudness(text)
  return Float64Array.from([
    ...counts.map((count) => Math.log2(1 + Math.min(count, 7)) / 2),
    some(insult),
    some(profanity),
    some(slur),
    some(threat),
    some(contempt),
    toYou,
    some(group) * some(contempt + threat),
    some(group) * some(insult + profanity),
    shouted,
    Math.log2(1 + Math.min(exclaimed, 7)) / 3,
    Math.min(1, (4 * bad) / words),
    Math.min(1, handles / 4),
  ])
}

/** 1 when a stem other than a group stands within four words of "du", "ihr", "you". */
function saidToYou(tokens: Tokens, stems: readonly StemFound[]): { toYou: number; handles: number } {
  let handles = 0
  const yous: number[] = []
  for (let token = 0; token < tokens.count; token++) {
    if (tokens.kind[token] === tokenKind.handle) handles++
    else if (valueOf(you, tokens.hash[token]!) !== 0) yous.push(token)
  }
  if (yous.length === 0 || stems.length === 0) return { toYou: 0, handles }
  const isNear = stems.some(
    ({ kind, token }) => kind !== 'group' && yous.slice(0, 40).some((at) => Math.abs(at - token) <= 4),
  )
  return { toYou: isNear ? 1 : 0, handles }
}

const you = hashSet(
  'du dich dir dein deine deiner deinem deinen ihr euch eure euer euren eurer ihnen ihrer you your youre u ur yourself'
    .split(' ')
    .map((word) => hashText(word)),
)

/** The share of letters in capitals beyond a usual one, and how many exclamation marks. */
function loudness(text: string): { shouted: number; exclaimed: number } {
  let [capitals, letters, exclaimed] = [0, 0, 0]
  const end = Math.min(text.length, 1000)
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code >= 65 && code <= 90) capitals++
    else if (code >= 97 && code <= 122) letters++
    else if (code === 33) exclaimed++
  }
  const share = capitals / Math.max(12, capitals + letters)
  return { shouted: Math.max(0, share - 0.2), exclaimed }
}
