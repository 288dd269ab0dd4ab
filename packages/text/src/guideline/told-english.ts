// English clauses that tell the customer to act: commands, "you can", "best to call", "would you mind calling".
import type { Token } from '../clauses/tokens.ts'
import type { Clause } from './reading.ts'
import {
  BEFORE_ENGLISH,
  ENGLISH_COMMANDS,
  RECEIVING,
  REQUESTS,
  US,
  YOU_ENGLISH,
  YOU_MODALS_ENGLISH,
} from './words-of-acting.ts'

export function isToldEnglish(clause: Clause): boolean {
  const { words } = clause
  for (let at = 0; at < words.length; at++) {
    const { lower } = words[at]!
    if (ENGLISH_COMMANDS.has(lower)) {
      const before = words[at - 1]
      if (before === undefined ? !isContinued(clause) : BEFORE_ENGLISH.has(before.lower) && isOpenBefore(words, at - 1))
        return true
    }
    if (YOU_ENGLISH.has(lower) && isYouModal(words, at)) return true
    if (
      /^(?:emailing|calling|phoning|ringing|contacting|writing|completing|filling|using|submitting|reaching|getting|giving)$/.test(
        lower,
      ) &&
      /^(?:mind|try|suggest|recommend|advise|tried|off|consider|fancy|about|worth|by)$/.test(words[at - 1]?.lower ?? '')
    )
      return true
  }
  return clause.has.has('feel') && clause.has.has('free')
}

/** A noun at the head of a clause ("Contact form") is no command; a comma before one may be ("…, call us"). */
function isContinued(clause: Clause): boolean {
  return clause.words.length < 2
}

/** "please call", "then email", "best to call", "free to drop"; not "we will then call", "I tried to call". */
function isOpenBefore(words: readonly Token[], at: number): boolean {
  const { lower } = words[at]!
  const earlier = words.slice(0, at).map((word) => word.lower)
  if (earlier.some((word) => US.has(word)) && !earlier.some((word) => YOU_ENGLISH.has(word) || REQUESTS.has(word)))
    return false
  if (lower !== 'to') return true
  // "A technician will contact you to arrange a visit".
  if (
    earlier.at(-1) === 'you' &&
    /^(?:contact|call|ring|phone|email|message|write|text|visit)$/.test(earlier.at(-2) ?? '')
  )
    return false
  return earlier.some((word) =>
    /^(?:best|free|easiest|quickest|fastest|hesitate|way|need|needs|have|has|welcome|want|like|simplest|easier|remember|sure|able|bet|thing|you'll|you'd|ask|you|head|go|is)$/.test(
      word,
    ),
  )
}

function isYouModal(words: readonly Token[], at: number): boolean {
  const before = words[at - 1]?.lower ?? ''
  const next = words[at + 1]?.lower ?? ''
  const [, short] = words[at]!.lower.split("'")
  if (short === 'll' || short === 'd') return true
  if (YOU_MODALS_ENGLISH.has(before) && before !== 'have' && before !== 'want')
    return !(before === 'will' && RECEIVING.has(next))
  return (
    (YOU_MODALS_ENGLISH.has(next) && next !== 'have') ||
    (next === 'have' && words[at + 2]?.lower === 'to') ||
    (next === 'are' && /^(?:welcome|able|required)$/.test(words[at + 2]?.lower ?? '')) ||
    next === 'find' ||
    next === 'reach' ||
    next === 'contact' ||
    next === 'emailed' ||
    (next === 'always' && YOU_MODALS_ENGLISH.has(words[at + 2]?.lower ?? ''))
  )
}
