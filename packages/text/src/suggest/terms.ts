import type { Span } from '../analysis.ts'
import { compoundParts } from '../match/compound-parts.ts'
import { foldSpelling, inflectionKey } from '../match/inflection.ts'

/** A word of a text as it is compared, and where it stands. `weight`: 1, less for parts of compounds and common words. */
export type Term = Span & { key: string; weight: number; isPart: boolean }

/** An article says within this many characters what it is about. */
const charsRead = 50_000
const longestWord = 60
const partWeight = 0.4
const commonWeight = 0.2
const wordPattern = /[\p{L}\p{N}]+/gu

/** Words in order; inflected forms and spellings meet, compounds also by their parts. */
export function readTerms(text: string): Term[] {
  const terms: Term[] = []
  for (const match of text.slice(0, charsRead).matchAll(wordPattern)) {
    const word = match[0]
    if (word.length > longestWord) continue
    const start = match.index
    const { key, weight, parts } = keysOf(word)
    const end = start + word.length
    terms.push({ key, start, end, weight, isPart: false })
    for (const part of parts) terms.push({ key: part, start, end, weight: partWeight, isPart: true })
  }
  return terms
}

type Keys = { key: string; weight: number; parts: readonly string[] }
const known = new Map<string, Keys>()
/** Words of strangers are without number: what is remembered is thrown away when it is this much. */
const wordsKnown = 20_000

function keysOf(word: string): Keys {
  const lower = word.toLowerCase()
  let keys = known.get(lower)
  if (keys) return keys
  const folded = foldSpelling(lower)
  const key = inflectionKey(folded)
  keys = common.has(folded)
    ? { key, weight: commonWeight, parts: [] }
    : { key, weight: 1, parts: compoundParts(folded).filter((part) => part !== key) }
  if (known.size >= wordsKnown) known.clear()
  known.set(lower, keys)
  return keys
}

const common: ReadonlySet<string> = new Set(
  `aber als am an auch auf aus bei bin bis bitte da dann das dass dem den der des die dies diese diesem diesen dieser
  dieses doch du ein eine einem einen einer eines er es euch euer fur gibt guten habe haben hallo hat hatte ich ihm ihn
  ihnen ihr ihre ihrem ihren ihrer im in ist ja jetzt kann konnen mein meine meinem meinen meiner mich mir mit nach
  noch nun nur ob oder schon sehr sein sich sie sind so tag um und uns unser unsere vom von vor war was weil wenn werden
  wie wir wird wurde zu zum zur
  a about after all am an and any are as at be been but by can could did do does for from had has have hello hi how i if
  in into is it its just me my no of on or our out please should so some than that the their them then there these they
  this to up was we were what when where which who why will with would you your`
    .split(/\s+/)
    .map(foldSpelling),
)
