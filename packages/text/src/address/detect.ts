import { type Token, tokensOf } from '../clauses/tokens.ts'
import { closingOf, greetingOf } from './courtesy.ts'
import { BEFORE_A_COMMAND, DU_COMMANDS, IHR_COMMANDS } from './imperatives.ts'
import type { Span } from '../analysis.ts'

export type AddressForm = 'sie' | 'du' | 'mixed' | 'none'

export type Address = {
  form: AddressForm
  /** The words that carry either form, in the order of the text. */
  sie: Span[]
  du: Span[]
  greeting: Span | null
  closing: Span | null
  /** The customer's name as the greeting uses it. */
  name: string | null
}

/** How a German text speaks to its reader. Texts in other languages are "none". */
export function detectAddress(text: string): Address {
  const tokens = tokensOf(text)
  const { sie, du } = addressWords(tokens)
  const greeting = greetingOf(tokens)
  return {
    form: formOf(sie.length, du.length),
    sie,
    du,
    greeting: greeting?.span ?? null,
    closing: closingOf(tokens),
    name: greeting?.name ?? null,
  }
}

/** The form alone. */
export function addressForm(text: string): AddressForm {
  const { sie, du } = addressWords(tokensOf(text))
  return formOf(sie.length, du.length)
}

function formOf(sie: number, du: number): AddressForm {
  if (sie > 0 && du > 0) return 'mixed'
  return sie > 0 ? 'sie' : du > 0 ? 'du' : 'none'
}

// What a word may be, one bit each: most are nothing, and one look tells.
const GERMAN = 1
const DU_WORD = 2
const DU_VERB = 4
const COMMAND = 8
const SIE_WORD = 16
const ROLES = new Map<string, number>()
function give(role: number, words: Iterable<string>): void {
  for (const word of words) ROLES.set(word, (ROLES.get(word) ?? 0) | role)
}
give(
  DU_WORD,
  'du dich dir dein deine deiner deinem deinen deines deins deinetwegen deinerseits euch euer eure eurer eurem euren eures deinige'.split(
    ' ',
  ),
)
give(COMMAND, DU_COMMANDS)
give(COMMAND, IHR_COMMANDS)
give(SIE_WORD, 'sie ihnen ihr ihre ihrer ihrem ihren ihres ihrs ihrerseits'.split(' '))
give(
  DU_VERB,
  'hast bist kannst willst musst sollst magst darfst wirst weißt möchtest könntest hättest würdest solltest müsstest warst hattest haste kannste willste musste biste siehst findest erreichst bekommst erhältst brauchst'.split(
    ' ',
  ),
)
const IHR_VERBS = new Set(
  'habt seid könnt müsst wollt sollt dürft möchtet werdet wärt hättet könntet würdet solltet wisst findet erreicht mögt'.split(
    ' ',
  ),
)
give(
  GERMAN,
  'der die das und ist ich nicht ein eine es wir zu mit auf für von den dem im was wie wenn aber auch noch ja so hier bitte danke hallo schon mal wird war sind haben mir uns man dass oder bei nach aus'.split(
    ' ',
  ),
)

function addressWords(tokens: readonly Token[]): { sie: Span[]; du: Span[] } {
  const sie: Span[] = []
  const mayBeThey: Span[] = []
  const du: Span[] = []
  let isGerman = false
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!
    if (token.kind !== 'word') continue
    const { lower } = token
    const role = ROLES.get(lower)
    if (role === undefined) continue
    if (role & GERMAN) isGerman = true
    if (lower === 'du' && EXCLAMATIONS.has(tokens[at + 1]?.lower ?? '')) continue
    const isDu = role & DU_WORD || (role & DU_VERB && isDuVerb(token)) || (role & COMMAND && isCommand(tokens, at))
    if (isDu) du.push(spanOf(token))
    else if (lower === 'ihr' && isYouAll(tokens, at)) du.push(spanOf(token))
    else if (role & SIE_WORD && /^(?:Sie|I[a-z]+)$/.test(token.text)) {
      if (!token.opens || token.text === 'Ihnen' || isAfterCommandVerb(tokens, at)) sie.push(spanOf(token))
      else if (token.text !== 'Sie' || isPluralVerb(tokens[at + 1])) mayBeThey.push(spanOf(token))
    } else if (token.text === 'SIE' || token.text === 'IHNEN') mayBeThey.push(spanOf(token))
  }
  // "Sie" at the start of a sentence is they as well; it speaks to the reader where nothing else does.
  if (du.length === 0) sie.push(...mayBeThey)
  if (du.length > 0 && sie.length === 0 && !isGerman && du.every(({ end, start }) => end - start === 2))
    return { sie, du: [] }
  return { sie: sie.toSorted((a, b) => a.start - b.start), du }
}

/** "Du meine Güte", "du lieber Himmel" speak to nobody. */
const EXCLAMATIONS = new Set(['meine', 'liebe', 'lieber', 'liebes', 'heiliger', 'grüne', 'ahnst'])

function spanOf({ start, end }: Token): Span {
  return { start, end }
}

/** Letters and mails put the closing "Ihr Team" on a line of its own: that is the reader's. */
function isAfterCommandVerb(tokens: readonly Token[], at: number): boolean {
  return tokens[at]!.text.startsWith('Ihr') && tokens[at - 1]?.text === '\n' && tokens.length - at < 8
}

function isPluralVerb(next: Token | undefined): boolean {
  return (
    next !== undefined &&
    (/(?:en|ern|eln)$/.test(next.lower) || next.lower === 'sind') &&
    !['denen', 'einen'].includes(next.lower)
  )
}

function isDuVerb({ opens, text, lower }: Token): boolean {
  return lower !== 'musste' && (opens || text === lower)
}

/** "habt ihr", "ihr könnt", "Ihr seid": you all; "ihr Auto" is hers. */
function isYouAll(tokens: readonly Token[], at: number): boolean {
  return [tokens[at - 1], tokens[at + 1]].some((beside) => beside !== undefined && IHR_VERBS.has(beside.lower))
}

function isCommand(tokens: readonly Token[], at: number): boolean {
  const { lower, opens, text } = tokens[at]!
  const before = tokens[at - 1]
  const next = tokens[at + 1]
  if (!DU_COMMANDS.has(lower) && !IHR_COMMANDS.has(lower)) return false
  if (next === undefined || next.kind !== 'word') return false
  const begins =
    opens ||
    before === undefined ||
    ',;–('.includes(before.lower) ||
    (text === lower && BEFORE_A_COMMAND.has(before.lower))
  if (
    !begins ||
    ['ich', 'er', 'wir', 'sie', 'man', 'du', 'ihr'].includes(next.lower) ||
    (next.lower === 'es' && !(opens && /^(?:probiert|versucht|probier|versuch)/.test(lower)))
  )
    return false
  if (isOfI(tokens, at)) return false
  // A capital may be a noun ("Frage zur Rechnung"), an "-e" form may lack its "ich": both need what a command goes on with.
  return IHR_COMMANDS.has(lower) && !DU_COMMANDS.has(lower) ? ALL_GO_ON.has(next.lower) : GOES_ON.has(next.lower)
}

/** "Ich habe es veranlasst und melde mich": the second verb of an "I" is no command, unless it asks for something for us. */
function isOfI(tokens: readonly Token[], at: number): boolean {
  const { lower, opens } = tokens[at]!
  if (opens || !lower.endsWith('e') || !['und', 'oder'].includes(tokens[at - 1]?.lower ?? '')) return false
  if (['mir', 'uns', 'bitte'].includes(tokens[at + 1]?.lower ?? '')) return false
  for (let before = at - 1; before >= 0; before--) {
    if (tokens[before]!.lower === 'ich') return true
    if (tokens[before + 1]!.opens) return false
  }
  return false
}

const ALL_GO_ON = new Set('uns mir euch es bitte doch einfach mal gern gerne'.split(' '))
const GOES_ON = new Set(
  'uns mir mich dich euch bitte doch einfach mal kurz gern gerne es das die den der dem dazu dafür hier noch gleich jetzt ruhig am nicht auf an in im unter bei nach ein eine einen per über deine dein deinen ihn sie vorher lieber schnell den'.split(
    ' ',
  ),
)
