// The small pattern language of the guideline rules. It reads words, not characters, and every pattern runs in time
// proportional to the words of the sentence, whatever a person writes into it.
//
//   wir kümmern uns        words in a row; capitals and hyphens do not matter
//   kümmer*  *formular     the beginning or the end of a word
//   (wir|ich) bitte*?      one of several; a question mark: may be missing
//   ..  ...                up to three, up to eight words in between
//   <email> <phone> <link> <number>   anything of that kind
//   ^  $                   the first, the last word of the sentence

import type { Token } from '../clauses/tokens.ts'

export type Pattern = {
  steps: readonly Step[]
  atStart: boolean
  atEnd: boolean
  /** One of these words must be there for the pattern to fit; null where a beginning or an end of a word will do. */
  needs: ReadonlySet<string> | null
}
type Step = { words: ReadonlySet<string>; others: readonly ((token: Token) => boolean)[]; optional: boolean }

const MOST_STEPS = 60

/** Compiles a pattern; null where it is empty, too long, or would fit everything. */
export function compilePattern(source: string): Pattern | null {
  const parts = source.toLowerCase().replaceAll('-', '').replaceAll('’', "'").split(/\s/).filter(Boolean)
  const atStart = parts[0] === '^'
  const atEnd = parts.at(-1) === '$'
  const steps: Step[] = []
  for (const part of parts.slice(atStart ? 1 : 0, atEnd ? -1 : undefined)) {
    if (part === '..' || part === '...') for (let n = part === '..' ? 3 : 8; n > 0; n--) steps.push(ANY)
    else steps.push(stepOf(part))
  }
  if (steps.length > MOST_STEPS || steps.every(({ optional }) => optional)) return null
  const [needed] = steps
    .filter(({ optional, others }) => !optional && others.length === 0)
    .toSorted((a, b) => a.words.size - b.words.size)
  return { steps, atStart, atEnd, needs: needed?.words ?? null }
}

const ANY: Step = { words: new Set(), others: [() => true], optional: true }

function stepOf(part: string): Step {
  const optional = part.length > 1 && part.endsWith('?')
  const body = optional ? part.slice(0, -1) : part
  const choices = body.startsWith('(') ? body.replaceAll(/[()]/g, '').split('|') : [body]
  return {
    words: new Set(choices.filter((choice) => !/[*<]/.test(choice))),
    others: choices.filter((choice) => /[*<]/.test(choice)).map(wordTest),
    optional,
  }
}

function wordTest(word: string): (token: Token) => boolean {
  if (/^<[a-z]+>$/.test(word)) {
    const kind = word.slice(1, -1)
    return (token) => token.kind === kind
  }
  const [starts, ends] = [word.endsWith('*'), word.startsWith('*')]
  const body = word.replaceAll('*', '')
  if (starts && ends) return (token) => body !== '' && token.lower.includes(body)
  if (starts) return (token) => body !== '' && token.lower.startsWith(body)
  return (token) => body !== '' && token.lower.endsWith(body)
}

function fits(step: Step, token: Token): boolean {
  return step.words.has(token.lower) || step.others.some((test) => test(token))
}

/** False where the pattern can be left out: the words it needs are missing. */
export function mayFit({ needs }: Pattern, has: ReadonlySet<string>): boolean {
  if (needs === null) return true
  for (const word of needs) if (has.has(word)) return true
  return false
}

/** Where the pattern fits in a sentence, signs left out: the earliest begin, the shortest end; null where nowhere. */
export function findPattern(
  { steps, atStart, atEnd }: Pattern,
  words: readonly Token[],
): { start: number; end: number } | null {
  const last = steps.length
  // begin[n]: the earliest word from which the first n steps fit up to here.
  let begin = new Int32Array(last + 1).fill(-1)
  let next = new Int32Array(last + 1)
  for (let at = 0; at < words.length; at++) {
    if (!atStart || at === 0) begin[0] = at
    skipOptional(steps, begin)
    next.fill(-1)
    const token = words[at]!
    for (let n = 0; n < last; n++) {
      const from = begin[n]!
      if (from < 0 || !fits(steps[n]!, token)) continue
      if (next[n + 1]! < 0 || from < next[n + 1]!) next[n + 1] = from
    }
    skipOptional(steps, next)
    const found = next[last]!
    if (found >= 0 && (!atEnd || at === words.length - 1)) return { start: words[found]!.start, end: token.end }
    next[0] = -1
    ;[begin, next] = [next, begin]
  }
  return null
}

function skipOptional(steps: readonly Step[], begin: Int32Array): void {
  for (let n = 0; n < steps.length; n++) {
    if (begin[n]! < 0 || !steps[n]!.optional) continue
    if (begin[n + 1]! < 0 || begin[n]! < begin[n + 1]!) begin[n + 1] = begin[n]!
  }
}
