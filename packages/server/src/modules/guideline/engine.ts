import { setImmediate as turn } from 'node:timers/promises'
import type { Finding, FindingLevel, GuidelineRule } from '@resonanz/contracts'
import { type CaseFacts, checkGuideline, shippedRules as rulesOfText } from '@resonanz/text'
import type { CheckContext } from './context.ts'
import { isRuleOn, ownFindings, type Place } from './own-rules.ts'

export type ShippedRule = {
  id: string
  level: FindingLevel
  reason: { de: string; en: string }
  suggestion: { de: string; en: string } | null
}
/** The rules that come with the product. */
export const shippedRules: readonly ShippedRule[] = rulesOfText

const findingsMost = 100
/** Some ten milliseconds; what is longer is read in pieces. */
const lettersAtOnce = 20_000
const edge = 500

/**
 * What the rules say about a text, in the order of their places. Linear in its length: runs where the request runs, and
 * others get their turn between pages.
 */
export async function findingsOf(
  written: string,
  rules: readonly GuidelineRule[],
  context: CheckContext,
): Promise<Finding[]> {
  const { whole } = context
  const found = await findingsIn(whole ?? written, rules, context)
  if (whole === undefined) return found
  const end = written.length
  // Of what stands below only what a whole answer lacks is the writer's matter.
  return found
    .filter((finding) => finding.start < end || finding.start === finding.end)
    .map((finding) => ({ ...finding, start: Math.min(finding.start, end), end: Math.min(finding.end, end) }))
}

async function findingsIn(text: string, rules: readonly GuidelineRule[], context: CheckContext): Promise<Finding[]> {
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]))
  const inForce = rulesOfText.flatMap((shipped) => {
    const rule = ruleOf.get(shipped.id)
    return rule && isRuleOn(rule, context) ? [{ ...shipped, level: rule.level }] : []
  })
  const { channel, audience } = context
  const places: Place[] = []
  for (const [index, { at, piece, from, to }] of piecesOf(text).entries()) {
    if (index > 0) await turn()
    for (const { rule, level, start, end } of checkGuideline(inForce, {
      text: piece,
      channel,
      audience,
      facts: factsOf(context),
    })) {
      // What a whole answer lacks is said once.
      const isHere = end > start ? at + start >= from && at + start < to : index === 0
      if (isHere) places.push({ rule, level, start: at + start, end: at + end })
    }
  }
  places.push(...ownFindings(text, rules, context))
  return someOfEach(places.toSorted((a, b) => a.start - b.start || a.end - b.end)).map((place) => ({
    ...place,
    ...wordsOf(place.rule, ruleOf, context),
  }))
}

/** Pieces that share an edge: what stands there is judged with the words around it. */
function piecesOf(text: string): { at: number; piece: string; from: number; to: number }[] {
  const pieces: ReturnType<typeof piecesOf> = []
  for (let at = 0; ; at += lettersAtOnce - 2 * edge) {
    const isLast = at + lettersAtOnce >= text.length
    pieces.push({
      at,
      piece: text.slice(at, at + lettersAtOnce),
      from: at === 0 ? 0 : at + edge,
      to: isLast ? Number.POSITIVE_INFINITY : at + lettersAtOnce - edge,
    })
    if (isLast) return pieces
  }
}

/** However often one rule finds something, the first place of every other is still said: a stop cannot hide behind hints. */
function someOfEach(places: readonly Place[]): Place[] {
  const firsts = new Set<string>()
  let others = findingsMost
  return places.filter(({ rule }) => {
    if (firsts.has(rule)) return others-- > 0
    firsts.add(rule)
    return true
  })
}

function factsOf({ hasNextUpdate, isSolved, isPraise }: CheckContext): CaseFacts {
  return { openPromise: hasNextUpdate, solved: isSolved, praise: isPraise }
}

/** The workspace's own words, else the shipped ones in the reader's language. */
function wordsOf(
  id: string,
  ruleOf: ReadonlyMap<string, GuidelineRule>,
  { language }: CheckContext,
): { reason: string; suggestion: string | null } {
  const own = ruleOf.get(id)
  const shipped = shippedOf.get(id)
  return {
    reason: own?.reason || shipped?.reason[language] || '',
    suggestion: own?.suggestion || shipped?.suggestion?.[language] || null,
  }
}
const shippedOf = new Map(shippedRules.map((rule) => [rule.id, rule]))
