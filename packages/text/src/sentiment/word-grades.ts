import { spread, step } from '../learn/hash.ts'
import { type HashTable, hashSet, makeHashTable, valueOf } from '../learn/hash-table.ts'
import { readTokens, tokenKind, type Tokens } from '../learn/tokens.ts'
import { emojiGrades } from './lexicon-emoji.ts'
import { englishGrades, englishIntensifiers, englishNegations, englishWords } from './lexicon-en.ts'
import { germanGrades, germanIntensifiers, germanNegations, germanWords } from './lexicon-de.ts'

/**
 * The grades of the tokens read last, one place per token; valid until the next call. `grade`: −3 to 3 as the lexicon
 * has it, 0 where it has nothing. `felt`: the grade after the negation and the intensifier before it. `isNegated`: within
 * reach of a negation. `isSign`: an emoji or emoticon.
 */
export type WordGrades = {
  count: number
  grade: Float32Array
  felt: Float32Array
  isNegated: Uint8Array
  isSign: Uint8Array
  language: 'de' | 'en'
}

const roomMin = 1024
const grades: WordGrades = makeRoom(roomMin)
const negationReach = 3
/** "nicht gut" is less bad than "gut" is good. */
const turned = -0.7

/** Looks up every token, in linear time. */
export function gradeWords(tokens: Tokens): WordGrades {
  const { count } = tokens
  if (count > grades.grade.length) Object.assign(grades, makeRoom(count * 2))
  grades.count = count
  grades.language = languageOf(tokens)
  const lexicon = grades.language === 'en' ? english : german
  let sinceNegation = negationReach + 1
  let factor = 1
  for (let t = 0; t < count; t++) {
    const kind = tokens.kind[t]!
    const isSign = kind === tokenKind.emoji || kind === tokenKind.emoticon
    grades.isSign[t] = isSign ? 1 : 0
    grades.isNegated[t] = 0
    grades.grade[t] = 0
    grades.felt[t] = 0
    if (isSign) {
      grades.grade[t] = grades.felt[t] = valueOf(signs, tokens.hash[t]!)
      continue
    }
    if (tokens.breaks[t] !== 0) {
      sinceNegation = negationReach + 1
      factor = 1
    }
    if (kind !== tokenKind.word) continue
    const hash = tokens.hash[t]!
    const isNegation = valueOf(lexicon.negations, hash) !== 0
    const phrase = t > 0 ? phraseGrade(lexicon, tokens, t) : 0
    const grade = phrase !== 0 ? phrase : wordGrade(lexicon, tokens, t)
    const isNegated = phrase === 0 && sinceNegation <= negationReach
    grades.isNegated[t] = isNegated ? 1 : 0
    if (grade !== 0 && !isNegation) {
      grades.grade[t] = grade
      grades.felt[t] = grade * factor * (isNegated ? turned : 1)
    }
    sinceNegation = isNegation ? 1 : sinceNegation + 1
    factor = valueOf(lexicon.intensifiers, hash) || 1
  }
  return grades
}

function makeRoom(size: number): WordGrades {
  return {
    count: 0,
    grade: new Float32Array(size),
    felt: new Float32Array(size),
    isNegated: new Uint8Array(size),
    isSign: new Uint8Array(size),
    language: 'de',
  }
}

/**
 * By the small words: "die", "war", "gift", "fast" and "kind" mean other things in the other language. Where there are
 * none, by which lexicon knows more of the words.
 */
function languageOf(tokens: Tokens): 'de' | 'en' {
  const small = balanceOf(tokens, german.small, english.small)
  const balance = small === 0 ? balanceOf(tokens, german.stems, english.stems) : small
  return balance < 0 ? 'en' : 'de'
}

function balanceOf({ count, hash }: Tokens, left: HashTable, right: HashTable): number {
  let balance = 0
  for (let t = 0; t < count; t++) {
    if (valueOf(left, hash[t]!) !== 0) balance++
    if (valueOf(right, hash[t]!) !== 0) balance--
  }
  return balance
}

type Lexicon = {
  /** Hash of a stem; its grade, plus 100 when anything may follow. */
  stems: HashTable
  phrases: HashTable
  negations: HashTable
  intensifiers: HashTable
  small: HashTable
}

const anyEnding = 100
const endingLettersMax = 4
const stemLettersMin = 4

function phraseGrade(lexicon: Lexicon, tokens: Tokens, t: number): number {
  const two = valueOf(lexicon.phrases, join(tokens.hash[t - 1]!, tokens.hash[t]!))
  if (two !== 0 || t < 2) return two
  return valueOf(lexicon.phrases, join(join(tokens.hash[t - 2]!, tokens.hash[t - 1]!), tokens.hash[t]!))
}

function join(left: number, right: number): number {
  return spread(Math.imul(left, 31) ^ right)
}

/** The longest stem that the word begins with, if what is left may follow it. */
function wordGrade(lexicon: Lexicon, tokens: Tokens, t: number): number {
  const exact = valueOf(lexicon.stems, tokens.hash[t]!)
  if (exact !== 0) return gradeOf(exact)
  const { codes } = tokens
  const from = tokens.from[t]!
  const until = tokens.until[t]!
  let hash = 0x811c9dc5
  let best = 0
  for (let at = from; at < until - 1; at++) {
    hash = step(hash, codes[at]!)
    if (at - from + 1 < stemLettersMin) continue
    const found = valueOf(lexicon.stems, spread(hash))
    if (found === 0) continue
    if (found > anyEnding / 2 || isEnding(codes, at + 1, until)) best = gradeOf(found)
  }
  if (best === 0 && tokens.plain[t] !== 0) return gradeOf(valueOf(lexicon.stems, tokens.plain[t]!))
  return best
}

function gradeOf(stored: number): number {
  return stored > anyEnding / 2 ? stored - anyEnding : stored
}

/** e, er, es, en, em, ste, sten, test …: nothing but these letters. */
function isEnding(codes: Uint16Array, from: number, until: number): boolean {
  if (until - from > endingLettersMax) return false
  for (let at = from; at < until; at++) {
    const code = codes[at]!
    if (code !== 0x65 && code !== 0x72 && code !== 0x73 && code !== 0x6e && code !== 0x6d && code !== 0x74) return false
  }
  return true
}

const german = readLexicon(germanGrades, germanNegations, germanIntensifiers, germanWords)
const english = readLexicon(englishGrades, englishNegations, englishIntensifiers, englishWords)
const signs = makeHashTable(
  emojiGrades.flatMap(([grade, list]) => list.split(' ').map((sign) => [hashes(sign)[0]!, grade] as const)),
)

function readLexicon(
  graded: readonly [number, string][],
  negations: string,
  intensifiers: readonly [number, string][],
  small: string,
): Lexicon {
  const stems: [number, number][] = []
  const phrases: [number, number][] = []
  for (const [grade, words] of graded)
    for (const word of words.trim().split(/\s+/)) {
      if (word.endsWith('*')) stems.push([hashes(word.slice(0, -1))[0]!, grade + anyEnding])
      else if (word.includes('-')) phrases.push([hashes(word.replaceAll('-', ' ')).reduce(join), grade])
      else stems.push([hashes(word)[0]!, grade])
    }
  return {
    stems: makeHashTable(stems),
    phrases: makeHashTable(phrases),
    negations: hashSet(hashes(negations)),
    intensifiers: makeHashTable(
      intensifiers.flatMap(([factor, words]) => hashes(words).map((hash) => [hash, factor] as const)),
    ),
    small: hashSet(hashes(small)),
  }
}

function hashes(words: string): number[] {
  const tokens = readTokens(words)
  return Array.from(tokens.hash.subarray(0, tokens.count))
}
