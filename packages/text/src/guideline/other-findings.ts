// The smaller classifiers: data of the customer in public, nothing that goes on, shouting, both forms of address.
import type { Span } from '../analysis.ts'
import { actingOf } from './acting.ts'
import { namesTime } from './dates.ts'
import type { Clause, Reading, ReadSentence } from './reading.ts'

/** Personal data that is not our own contact: service numbers, role addresses and "unser Konto" are ours. */
export function customersData(reading: Reading): Span[] {
  return reading.personalData.filter((span) => {
    if (span.start >= reading.closingAt && (span.kind === 'phone' || span.kind === 'email')) return false
    const sentence = reading.sentences.find(({ start, end }) => span.start >= start && span.start <= end)
    const at = sentence?.clauses.findIndex((clause) => span.start >= clause.start && span.start <= clause.end) ?? -1
    const clause = sentence?.clauses[at]
    const raw = reading.text.slice(span.start, span.end)
    if (span.kind === 'email') return PRIVATE.test(raw) || (PERSON.test(raw) && isYours(clause))
    if (span.kind === 'phone')
      return !/^\(?(?:0800|0180|0900|0700|\+49 ?800|1-8)/.test(raw) && isTheirPhone(clause, sentence, at)
    return clause === undefined || !OURS.test([...clause.has].join(' '))
  })
}

const PRIVATE =
  /@(?:gmail|googlemail|gmx|web|outlook|hotmail|yahoo|icloud|posteo|mailbox|freenet|arcor|aol|live|proton|protonmail|t-online|tutanota|me)\./i
const PERSON = /^[\p{L}]+[._][\p{L}]+\d*@/u
const OURS = /\b(?:unser|unsere|unserem|unserer|unseren|our)\b/
const YOURS = /^(?:ihre|ihrer|ihrem|ihr|ihren|deine|dein|deiner|deinem|your|sie|dich|ihnen|dir|you)$/

function isYours(clause: Clause | undefined): boolean {
  return clause?.words.some(({ lower }) => YOURS.test(lower)) ?? false
}

function isTheirPhone(clause: Clause | undefined, sentence: ReadSentence | undefined, at: number): boolean {
  if (clause === undefined || sentence === undefined || !isYours(clause)) return false
  const acting = actingOf(sentence)[at]!
  return !acting.told && !acting.offered && (acting.us || acting.past || sentence.asks)
}

/** Words of shouting: capitals that stress, or three exclamation marks. */
export function shouted(reading: Reading): Span[] {
  const spans: Span[] = []
  for (let at = reading.text.indexOf('!!!'); at >= 0; at = reading.text.indexOf('!!!', at + 3)) {
    if (spans.at(-1)?.end !== at) spans.push({ start: at, end: at + 3 })
    else spans.at(-1)!.end = at + 3
  }
  for (const { words } of reading.sentences) {
    let run: typeof words = []
    for (const word of [...words, undefined]) {
      if (word !== undefined && isCapitals(word.text)) run.push(word)
      else {
        if (isShout(run)) spans.push({ start: run[0]!.start, end: run.at(-1)!.end })
        run = []
      }
    }
  }
  return spans.toSorted((a, b) => a.start - b.start)
}

function isCapitals(word: string): boolean {
  return word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase() && !/\d/.test(word)
}

const STRESSED = new Set(
  "nicht bitte sofort nie niemals immer kein keine nur neu heute jetzt morgen nein ja doch alle alles sehr mehr endlich schon bereits hallo achtung stopp wichtig gesagt erledigt sachlich not never please must all now always already very stop no yes don't today only best ever send closed free really wrong again new immediately".split(
    ' ',
  ),
)
const SHORT_NAMES = /^(?:\p{L}{2,4}|[^aeiouäöüy]+)$/iu

function isShout(run: readonly { text: string }[]): boolean {
  const stressed = run.some(({ text }) => STRESSED.has(text.toLowerCase()) && text.length > 2)
  if (run.length >= 3) return run.some(({ text }) => !SHORT_NAMES.test(text))
  return stressed || (run.length === 2 && run.every(({ text }) => text.length > 3 && !SHORT_NAMES.test(text)))
}

/** The word of the rarer form of address. */
export function mixedAddress({ address }: Reading): Span[] {
  if (address.form !== 'mixed') return []
  const rarer = address.du.length <= address.sie.length ? address.du : address.sie
  return rarer.slice(0, 1)
}

/** True where the reply does, asks, tells or answers anything beyond regret. */
export function goesOn(reading: Reading): boolean {
  return reading.sentences.some((sentence) => {
    if (sentence.start >= reading.closingAt) return false
    if (sentence.asks) return sentence.words.length > 1
    if (sentence.words.some(({ kind }) => kind === 'number' || kind === 'link' || kind === 'email' || kind === 'phone'))
      return true
    if (isFact(sentence)) return true
    const actings = actingOf(sentence)
    return sentence.clauses.some(
      (clause, at) => namesTime(clause) || isStep(clause, actings[at]!.told, actings[at]!.us),
    )
  })
}

/** "Dein Gutschein ist im Konto": a state of a thing, not of a heart. */
function isFact({ words }: ReadSentence): boolean {
  if (words.length < 4 || words.some(({ lower }) => FEELING.test(lower))) return false
  if (/^(?:das|that|that's|this|es|it|it's|wir|we|ich|i|schade|sorry|oh|da|dies|which|uns)$/.test(words[0]!.lower))
    return false
  return words.some(({ lower }) =>
    /^(?:ist|sind|läuft|liegt|kommt|geht|steht|gilt|fährt|is|are|works|leaves|opens|includes)$/.test(lower),
  )
}

const FEELING =
  /^(?:verstehen|verstehe|bedauern|bedaure|entschuldigen|entschuldige|nachvollziehen|danken|danke|hoffen|hoffe|wünschen|freuen|freue|understand|apologise|apologize|regret|appreciate|want|hope|thank|leid|sorry|feel|hear|nehmen|entschuldigung|verzeihen|verzeihung|sad|would|sehen|hören|lesen|teilen|passieren|mussten|musste|gewünscht|erwartet|erhofft|gehofft|vorgestellt|gedacht|expect|hoped|wished|intended)$/

/** "We get why", "wir können das gut" with nothing after it: sympathy. */
function isGettingIt({ words }: Clause): boolean {
  return words.some(
    ({ lower }, at) => lower === 'get' && /^(?:why|how|it|that|your)$/.test(words[at + 1]?.lower ?? 'why'),
  )
}

function isStep(clause: Clause, told: boolean, us: boolean): boolean {
  if (clause.words.some(({ lower }) => FEELING.test(lower)) || isGettingIt(clause)) return false
  return (told && clause.words.length > 1) || (us && clause.words.length > 2)
}
