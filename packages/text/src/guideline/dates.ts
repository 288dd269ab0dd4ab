// Whether a reply says by when: a day, an hour or a span of time in a clause that is not about the past.
import { actingOf } from './acting.ts'
import type { Clause, Reading } from './reading.ts'

const DAYS =
  /^(?:heute|morgen|übermorgen|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|montags|uhr|mittag|nachher|spätestens|today|tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|noon|midnight|afternoon|evening|wochenende|weekend|monatsende)$/
const MONTHS =
  /^(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|january|february|march|may|june|july|october|december)$/
const SPANS = /^(?:minuten?|stunden?|tagen?|tage|werktagen?|wochen?|std|min|minutes?|hours?|days?|weeks?|mins?|hrs?)$/
const CLOCK = /^\d{1,2}(?:[.:]\d{2})?(?:am|pm|uhr)?$/
const DATE = /^\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?$/

export function saysWhen(reading: Reading): boolean {
  return reading.sentences.some((sentence) => {
    const actings = actingOf(sentence)
    return sentence.clauses.some((clause, at) => (!actings[at]!.past || isDeadline(clause)) && namesTime(clause))
  })
}

/** "I've asked them to call before 6pm": asked in the past, due later. */
function isDeadline({ has }: Clause): boolean {
  return ['bis', 'by', 'before', 'until', 'spätestens'].some((word) => has.has(word))
}

export function namesTime({ words }: Clause): boolean {
  return words.some(({ lower, kind }, at) => {
    // "Guten Morgen", "good afternoon" greet.
    if (/^(?:guten|gute|good)$/.test(words[at - 1]?.lower ?? '')) return false
    if (DAYS.test(lower) || (DATE.test(lower) && lower.length > 3)) return true
    if (/^\d{1,2}(?:[.:]\d{2})?(?:am|pm)$/.test(lower)) return true
    const next = words[at + 1]?.lower ?? ''
    // "We're very busy right now" names no time.
    if (/^(?:right|straight)$/.test(lower) && /^(?:away|now)$/.test(next))
      return !words.some((word) =>
        /^(?:busy|experiencing|receiving|volumes?|swamped|high|longer|delays?)$/.test(word.lower),
      )
    if (MONTHS.test(lower)) return /^\d/.test(words[at - 1]?.lower ?? '') || /^\d/.test(next)
    if (/^(?:diese|dieser|nächste|nächster|nächsten|kommende|kommenden|this|next)$/.test(lower))
      return /^(?:woche|tage|tagen|stunde|stunden|minuten|week|hour|month)$/.test(next)
    if (
      kind === 'number' ||
      /^(?:einer|einem|zwei|drei|vier|fünf|sechs|zehn|fünfzehn|zwanzig|dreißig|two|three|four|five|six|ten|fifteen|twenty|thirty|half|an|one|wenigen|few)$/.test(
        lower,
      )
    ) {
      if (SPANS.test(next)) return true
      return (
        CLOCK.test(lower) &&
        /^(?:bis|um|ab|at|by|before|gegen|until|around|vor|after)$/.test(words[at - 1]?.lower ?? '')
      )
    }
    return false
  })
}
