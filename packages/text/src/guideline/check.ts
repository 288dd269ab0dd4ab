import type { Span } from '../analysis.ts'
import { actingOf } from './acting.ts'
import { saysWhen } from './dates.ts'
import { forwardedWithoutDate } from './forwarded.ts'
import { customersData, goesOn, mixedAddress, shouted } from './other-findings.ts'
import { compilePattern, findPattern, mayFit, type Pattern } from './pattern.ts'
import { TROUBLE } from './phrases.ts'
import { promisesWithoutDate } from './promise.ts'
import { type Reading, type ReadSentence, read } from './reading.ts'
import type { CaseFacts, ClassifierName, Finder, GuidelineFinding, GuidelineRule, RuleCondition } from './rules.ts'
import { sentElsewhere } from './sent-elsewhere.ts'

export type GuidelineReply = { text: string; channel: string; audience: 'public' | 'private'; facts?: CaseFacts }

/** Longer replies are read up to here: no channel takes more, and the composer must not wait. */
const LONGEST_REPLY = 40_000

/**
 * What a guideline says about a reply before it is sent, in the order of the text. Rules are data; a rule that names an
 * unknown pattern finds nothing. Time grows with the length of the reply and the number of rules.
 */
export function checkGuideline(rules: readonly GuidelineRule[], reply: GuidelineReply): GuidelineFinding[] {
  const reading = read(reply.text.slice(0, LONGEST_REPLY))
  const findings: GuidelineFinding[] = []
  const found = new Set<string>()
  for (const rule of rules) {
    if (!holds(rule.when, reply) || rule.when?.silentBeside?.some((id) => found.has(id))) continue
    for (const { start, end } of spansOf(rule.find, reading, reply.channel)) {
      found.add(rule.id)
      findings.push({ rule: rule.id, level: rule.level, start, end, reason: rule.reason, suggestion: rule.suggestion })
    }
  }
  return findings.toSorted((a, b) => a.start - b.start)
}

function holds(when: RuleCondition | undefined, { channel, audience, facts = {} }: GuidelineReply): boolean {
  if (when === undefined) return true
  if (when.channels !== undefined && !when.channels.includes(channel)) return false
  if (when.notChannels?.includes(channel) === true) return false
  if (when.audience !== undefined && when.audience !== audience) return false
  const wanted = Object.entries(when.facts ?? {}) as [keyof CaseFacts, boolean][]
  return wanted.every(([fact, value]) => (facts[fact] ?? false) === value)
}

function spansOf(find: Finder, reading: Reading, channel: string): Span[] {
  if (find.kind === 'classifier') return CLASSIFIERS[find.name](reading, channel)
  if (find.kind === 'phrases') return patternSpans(find.phrases.map(literally), reading)
  const spans =
    find.inQuestions === undefined
      ? patternSpans(find.patterns, reading)
      : [
          ...patternSpans(find.patterns, reading, (sentence) => !sentence.asks),
          ...patternSpans(find.inQuestions, reading, (sentence) => sentence.asks),
        ]
  if (spans.length === 0) return spans
  if (find.unlessConcrete === true && (saysWhen(reading) || isSettled(reading) || isBusy(reading, spans))) return []
  return find.unless !== undefined && patternSpans(find.unless, reading).length > 0 ? [] : spans
}

/** One span a sentence is enough to point at. */
function patternSpans(
  sources: readonly string[],
  reading: Reading,
  where: (sentence: ReadSentence) => boolean = () => true,
): Span[] {
  const patterns = allCompiled(sources)
  return reading.sentences.filter(where).flatMap(({ words, has }) => {
    for (const pattern of patterns) {
      const span = mayFit(pattern, has) ? findPattern(pattern, words) : null
      if (span !== null) return [span]
    }
    return []
  })
}

const compiledLists = new WeakMap<readonly string[], Pattern[]>()

function allCompiled(sources: readonly string[]): Pattern[] {
  const known = compiledLists.get(sources)
  if (known !== undefined) return known
  const patterns = sources.flatMap((source) => compiled(source) ?? [])
  compiledLists.set(sources, patterns)
  return patterns
}

const MOST_COMPILED = 5_000
const compiledBySource = new Map<string, Pattern | null>()

function compiled(source: string): Pattern | null {
  const known = compiledBySource.get(source)
  if (known !== undefined) return known
  if (compiledBySource.size >= MOST_COMPILED) compiledBySource.clear()
  const pattern = compilePattern(source)
  compiledBySource.set(source, pattern)
  return pattern
}

/** A phrase is taken word by word: the signs of the pattern language mean nothing in it. */
function literally(phrase: string): string {
  return phrase.replaceAll(/[*?|()^$<>.,;:!"„“]/g, ' ')
}

/** Beside the phrase the reply asks something, or says what to do. */
function isBusy(reading: Reading, spans: readonly Span[]): boolean {
  return reading.sentences.some((sentence) => {
    if (sentence.asks) return sentence.words.length > 2
    const actings = actingOf(sentence)
    return sentence.clauses.some((clause, at) => {
      const isPhrase = spans.some(({ start, end }) => start < clause.end && end > clause.start)
      return !isPhrase && actings[at]!.told && clause.words.length > 1 && !FEELINGS.some((word) => clause.has.has(word))
    })
  })
}

const FEELINGS = [
  'geduld',
  'verständnis',
  'entschuldigen',
  'entschuldige',
  'gedulden',
  'nachsicht',
  'patience',
  'accept',
  'verzeihen',
]

const SETTLED = [
  '(behoben|gelöst|erledigt|storniert|erstattet|gutgeschrieben|verschickt|fixed|resolved|refunded|shipped|solved|cancelled)',
  '(ist|sind) .. (da|fertig|zurück|angekommen|repariert|aktiv|freigeschaltet)',
  '(is|are) .. (back|ready|here|repaired|running)',
]

function isSettled(reading: Reading): boolean {
  return patternSpans(SETTLED, reading).length > 0
}

const CLASSIFIERS: Record<ClassifierName, (reading: Reading, channel: string) => Span[]> = {
  // In a mail "write to us" asks for an answer to it; another address sends away all the same.
  'sent-to-email': (reading, channel) =>
    channel === 'email' ? sentElsewhere(reading).address : sentElsewhere(reading).email,
  'sent-to-phone': (reading) => sentElsewhere(reading).phone,
  'sent-to-form': (reading) => sentElsewhere(reading).form,
  'forwarded-without-date': forwardedWithoutDate,
  'promise-without-date': promisesWithoutDate,
  'personal-data': customersData,
  'no-next-step': (reading) => {
    if (goesOn(reading)) return []
    return patternSpans(TROUBLE, reading).slice(0, 1)
  },
  'mixed-address': mixedAddress,
  shouting: shouted,
  'no-greeting': ({ address, text }) => (address.greeting === null && text.trim() !== '' ? [{ start: 0, end: 0 }] : []),
  'no-closing': ({ address, text }) =>
    address.closing === null && text.trim() !== '' ? [{ start: text.length, end: text.length }] : [],
}
