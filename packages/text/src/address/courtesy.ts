// Greeting and closing of a reply, and the name the greeting uses.
import type { Span } from '../analysis.ts'
import type { Token } from '../clauses/tokens.ts'

const GREETINGS = new Set(
  'hallo hi hey moin servus grüezi grüß guten lieber liebe liebes sehr dear hello good morgen ahoi tach huhu hej hiya greetings werte werter salut'.split(
    ' ',
  ),
)
const SECOND = new Set(
  'tag morgen abend mittag gott geehrte geehrter geehrtes geehrten geschätzte morning afternoon evening there dich again zusammen'.split(
    ' ',
  ),
)
const TITLES = new Set('herr frau herrn mr mrs ms miss dr prof familie sir madam'.split(' '))
const NO_NAMES = new Set(
  'damen und herren team ihr sie wir das danke vielen es ich leider all alle everyone customer sir madam kunde kundin the we thanks thank for to a leute'.split(
    ' ',
  ),
)

export function greetingOf(tokens: readonly Token[]): { span: Span; name: string | null } | null {
  let at = 0
  while (at < 3 && tokens[at]?.kind === 'sign') at++
  const first = tokens[at]
  if (first === undefined || !GREETINGS.has(first.lower)) return null
  const isPair = SECOND.has(tokens[at + 1]?.lower ?? '')
  if (['sehr', 'guten', 'good', 'grüß'].includes(first.lower) && !isPair) return null
  let end = at + (isPair ? 1 : 0)
  const names: string[] = []
  for (let next = end + 1; next < tokens.length && next <= end + 6; next++) {
    const token = tokens[next]!
    if (token.lower === '.' && TITLES.has(tokens[next - 1]!.lower)) continue
    if (token.text === '@') continue
    const isName = token.kind === 'word' && token.text !== token.text.toLowerCase() && !NO_NAMES.has(token.lower)
    if (TITLES.has(token.lower)) end = next
    else if (isName) {
      names.push(token.text)
      end = next
    } else break
    if (names.length === 3) break
  }
  return { span: { start: first.start, end: tokens[end]!.end }, name: names.length > 0 ? names.join(' ') : null }
}

const CLOSINGS = new Set(
  'grüße grüßen gruß grüsse mfg lg vg regards wishes sincerely cheers faithfully truly hochachtungsvoll bestens grüßle'.split(
    ' ',
  ),
)
const YOURS = new Set('ihr ihre dein deine euer eure yours your'.split(' '))
const LAST_TOKENS = 16
/** Below a formula that has its line to itself stands a signature, with what a company has to say of itself. */
const LAST_TOKENS_BELOW = 120

/** Among the last words: a greeting formula, or "Ihr Team", "Deine Nele" at the very end. */
export function closingOf(tokens: readonly Token[]): Span | null {
  const from = Math.max(0, tokens.length - LAST_TOKENS)
  for (let at = Math.max(0, tokens.length - LAST_TOKENS_BELOW); at < from; at++)
    if (CLOSINGS.has(tokens[at]!.lower) && hasLineToItself(tokens, at))
      return { start: tokens[at]!.start, end: tokens.at(-1)!.end }
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at]!
    if (CLOSINGS.has(token.lower)) return { start: token.start, end: tokens.at(-1)!.end }
    const isLast = tokens.length - at <= 6 && !tokens.slice(at).some(({ text }) => '.!?'.includes(text))
    if (at > 0 && token.opens && isLast && YOURS.has(token.lower) && tokens[at + 1]?.kind === 'word') {
      return { start: token.start, end: tokens.at(-1)!.end }
    }
  }
  return null
}

/** "Mit freundlichen Grüßen", "Best regards," with a line end behind, a line or a sentence end before. */
function hasLineToItself(tokens: readonly Token[], at: number): boolean {
  let begin = at
  while (begin > 0 && !'.!?\n'.includes(tokens[begin - 1]!.text)) begin--
  let end = at
  while (end < tokens.length && tokens[end]!.text !== '\n') end++
  return end < tokens.length && end - begin <= 6
}
