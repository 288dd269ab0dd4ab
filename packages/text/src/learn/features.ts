import { hashText, spread, step } from './hash.ts'
import { hashSet, valueOf } from './hash-table.ts'
import { stemHash } from './stem.ts'
import { charsRead, readTokens, shapeNames, tokenKind, type Tokens } from './tokens.ts'

/**
 * What a text is made of, by group. `word`: words, numbers, emoji, emoticons. `pair`, `triple`: two, three in a row.
 * `skip`: two with one between. `char`: letter sequences of 2 to 5 within a word and its edges; `long`: of 6.
 * `shape`: marks, capitals, stretched letters, counts. `negated`: words near a negation. `name`: @handles, hosts of links.
 * `stem`: words without their endings, and two such in a row. `near`: any two of them within ten words, in any order.
 */
export const groupNames = [
  'word',
  'pair',
  'triple',
  'skip',
  'char',
  'long',
  'shape',
  'negated',
  'name',
  'stem',
  'near',
] as const
export type GroupName = (typeof groupNames)[number]
/** All but the costly `near`, which serves many classes of short texts. */
const usualGroups = groupNames.filter((name) => name !== 'near')

/** What a feature says of output k stands at (id & mask) · stride + from + k. */
export type JoinedPart = { scores: Float64Array; table: Int8Array; mask: number; stride: number; from: number }

/**
 * The features of one text, each once, in the order of `groupNames`: group g lies between `ends[g - 1]` and `ends[g]`.
 * `ids`: 32-bit hash; a table of 2^b rows uses its lowest b bits. `counts`: how often. `tokens`: the token it begins at,
 * whose place in the text is `spans[2 t]`, `spans[2 t + 1]`.
 */
export type Features = {
  ids: Uint32Array
  counts: Uint16Array
  tokens: Uint16Array
  ends: Uint32Array
  spans: Int32Array
  /** By head, where many were joined (joined-heads.ts): its scores, valid until the next text, and its part of the table. */
  joined?: ReadonlyMap<object, JoinedPart>
}

/** No text has more different ones. */
export const featuresMost = 60_000
const ids = new Int32Array(featuresMost)
const counts = new Uint16Array(featuresMost)
const owners = new Uint16Array(featuresMost)
const ends = new Uint32Array(groupNames.length)
const spans = new Int32Array(2 * charsRead + 2)
/**
 * Open addressing: an id and, beside it, its place in `ids` under the number of the running call. What earlier calls left
 * there counts as free.
 */
const slots = new Int32Array(2 * (1 << 17))
const callsMost = 0x7fff
let call = 0
let mask = 0
let found = 0

/**
 * Reads a text once, for any number of heads. `groups` leaves out what nobody asks for. Never throws; reads the first
 * 20,000 characters and keeps the first 60,000 different features.
 */
export function extractFeatures(text: string, groups: readonly GroupName[] = usualGroups): Features {
  const { ids, counts, tokens, ends, spans } = passingFeatures(text, groups)
  return { ids: ids.slice(), counts: counts.slice(), tokens: tokens.slice(), ends: ends.slice(), spans: spans.slice() }
}

/** The same without a copy: valid until the next text is read. */
export function passingFeatures(text: string, groups: readonly GroupName[] = usualGroups): Features {
  const tokens = readTokens(text)
  found = 0
  if (call === callsMost) slots.fill(0)
  call = call === callsMost ? 1 : call + 1
  mask = tableSize(text.length) - 1
  for (let group = 0; group < groupNames.length; group++) {
    const name = groupNames[group]!
    if (groups.includes(name)) readers[name](tokens)
    ends[group] = found
  }
  const { count } = tokens
  for (let t = 0; t < count; t++) {
    spans[2 * t] = tokens.start[t]!
    spans[2 * t + 1] = tokens.end[t]!
  }
  return {
    ids: new Uint32Array(ids.buffer, 0, found),
    counts: counts.subarray(0, found),
    tokens: owners.subarray(0, found),
    ends,
    spans: spans.subarray(0, 2 * count),
  }
}

function tableSize(chars: number): number {
  let size = 1024
  while (size < slots.length / 2 && size < chars * 20) size <<= 1
  return size
}

function emit(hash: number, token: number): void {
  const id = spread(hash) | 0
  let slot = id & mask
  for (; slots[2 * slot + 1]! >> 16 === call; slot = (slot + 1) & mask) {
    if (slots[2 * slot] !== id) continue
    const at = slots[2 * slot + 1]! & 0xffff
    if (counts[at]! < 65_535) counts[at]!++
    return
  }
  if (found === featuresMost) return
  slots[2 * slot] = id
  slots[2 * slot + 1] = (call << 16) | found
  ids[found] = id
  counts[found] = 1
  owners[found] = token
  found++
}

const seeds = { word: 0x1001, pair: 0x2003, triple: 0x3007, skip: 0x400f, shape: 0x501f, after: 0x603f, before: 0x607f }
const seedOfName = 0x70ff
const seedOfStem = 0x80ff
const seedOfNear = 0x90ff
const seedOfChars = 0x51ed270b

const readers: Record<GroupName, (tokens: Tokens) => void> = {
  word(tokens) {
    for (let t = 0; t < tokens.count; t++) {
      if (isName(tokens, t)) continue
      emit(tokens.hash[t]! ^ seeds.word, t)
      if (tokens.plain[t] !== 0) emit(tokens.plain[t]! ^ seeds.word, t)
    }
  },
  pair: (tokens) => rows(tokens, 2, 1, seeds.pair),
  triple: (tokens) => rows(tokens, 3, 1, seeds.triple),
  skip: (tokens) => rows(tokens, 2, 2, seeds.skip),
  char: (tokens) => letterRuns(tokens, 2, 5),
  long: (tokens) => letterRuns(tokens, 6, 6),
  shape: shapes,
  negated: negated,
  name(tokens) {
    for (let t = 0; t < tokens.count; t++) if (isName(tokens, t)) emit(tokens.hash[t]! ^ seedOfName, t)
  },
  stem(tokens) {
    let last = 1
    for (let t = 0; t < tokens.count; t++) {
      if (isName(tokens, t)) continue
      const stem = stemHash(tokens, t)
      emit(stem ^ seedOfStem, t)
      emit(step(Math.imul(last, 31), stem), Math.max(0, t - 1))
      last = stem
    }
  },
  near(tokens) {
    for (let t = 0; t < tokens.count; t++) stems[t] = isName(tokens, t) ? 0 : stemHash(tokens, t)
    for (let t = 0; t < tokens.count; t++)
      for (let n = t + 1; n < tokens.count && n <= t + nearWords; n++) {
        if (stems[t] === 0 || stems[n] === 0 || stems[t] === stems[n]) continue
        // The same in both orders.
        emit(Math.imul(stems[t]! ^ seedOfNear, stems[n]! ^ seedOfNear) ^ (stems[t]! + stems[n]!), t)
      }
  },
}

const nearWords = 10
const stems = new Uint32Array(charsRead + 1)

function isName(tokens: Tokens, t: number): boolean {
  return tokens.kind[t]! >= tokenKind.handle
}

/** `size` tokens in a row, `stride` apart; the place before the first and after the last counts as a token. */
function rows(tokens: Tokens, size: number, stride: number, seed: number): void {
  const reach = (size - 1) * stride
  for (let first = -1; first + reach <= tokens.count; first++) {
    let hash = seed
    for (let n = 0; n < size; n++) {
      const t = first + n * stride
      hash = step(Math.imul(hash, 31), t < 0 ? 1 : t >= tokens.count ? 2 : isName(tokens, t) ? 3 : tokens.hash[t]!)
    }
    emit(hash, first < 0 ? 0 : first)
  }
}

function letterRuns(tokens: Tokens, shortest: number, longest: number): void {
  const { codes } = tokens
  for (let t = 0; t < tokens.count; t++) {
    if (tokens.kind[t] !== tokenKind.word) continue
    const from = tokens.from[t]!
    const until = tokens.until[t]!
    // Letters before the word and after it are its edges.
    for (let begin = from - 1; begin + shortest <= until + 1; begin++) {
      let hash = step(seedOfChars, begin < from ? 0x20 : codes[begin]!)
      const last = Math.min(longest, until + 1 - begin)
      for (let n = 2; n <= last; n++) {
        const at = begin + n - 1
        hash = step(hash, at === until ? 0x20 : codes[at]!)
        if (n >= shortest) emit(hash ^ n, t)
      }
    }
  }
}

function shapes(tokens: Tokens): void {
  for (let n = 0; n < shapeNames.length; n++) {
    const count = tokens.shapes[n]!
    if (count === 0) continue
    emit(step(step(seeds.shape, n), 0), 0)
    if (count > 1) emit(step(step(seeds.shape, n), Math.min(3, Math.ceil(Math.log2(count)))), 0)
  }
  emit(step(step(seeds.shape, 99), Math.round(Math.log2(tokens.count + 1))), 0)
}

/** "nicht", "kein", "never", "don't": how far a negation reaches, in words, after and before it. */
const reachAfter = 4
const reachBefore = 3

function negated(tokens: Tokens): void {
  for (let t = 0; t < tokens.count; t++) {
    if (tokens.kind[t] !== tokenKind.word || valueOf(negations, tokens.hash[t]!) === 0) continue
    for (let n = t + 1; n < tokens.count && n <= t + reachAfter && tokens.breaks[n] === 0; n++)
      emit(tokens.hash[n]! ^ seeds.after, n)
    // In German the negation often comes last: "das gefällt mir nicht".
    for (let n = t - 1; n >= 0 && n >= t - reachBefore && tokens.breaks[n + 1] === 0; n--)
      emit(tokens.hash[n]! ^ seeds.before, n)
  }
}

const negations = hashSet(
  `nicht nich net nix nichts kein keine keinen keinem keiner keines nie niemals nirgends niemand kaum ohne weder
  not no never none nobody nothing neither nor without hardly barely cannot cant dont doesnt didnt isnt arent wasnt
  werent wont wouldnt couldnt shouldnt havent hasnt hadnt aint`
    .split(/\s+/)
    .map((word) => hashText(word)),
)
