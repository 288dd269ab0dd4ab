import { fold, stem } from '../search-words.ts'

/** Spelling alone: lower case, letters of fancy alphabets and accents plain, ä/ae/a, ß/ss alike. Not for exact terms. */
export function foldSpelling(word: string): string {
  return fold(isAscii.test(word) ? word : word.normalize('NFKC'))
}
const isAscii = /^[\0-\x7f]*$/

/**
 * One form for the inflected forms of a German or English word, from its folded spelling. Goes on from the stemming of the
 * product's search, again and again until nothing falls off, and knows what standing queries need more: participles
 * (gekündigt, abgebucht, angekommen), verbs in -t (funktioniert), short plurals (Apps, Züge), English -y/-ies and doubled
 * consonants (cancelled).
 */
export function inflectionKey(folded: string): string {
  if (!onlyLatin.test(folded)) return folded
  let word = folded
  for (let round = 0; round < 6; round += 1) {
    const next = strip(word)
    if (next === word) break
    word = next
  }
  return word.length >= 5 && word.endsWith('y') ? `${word.slice(0, -1)}i` : word
}

function strip(word: string): string {
  const known = shortPlurals[word]
  if (known) return known
  if (word.length === 4) return shortPlural.test(word) ? word.slice(0, 3) : word
  if (word.length < 5) return word
  if (word.length >= 7 && !noParticiple.test(word)) {
    const weak = weakParticiple.exec(word)
    if (weak && weak[2]!.length >= 4) return `${weak[1] ?? ''}${weak[2]}`
    const strong = strongParticiple.exec(word)
    if (strong) return `${strong[1]}${strong[2]}`
    if (verbInT.test(word)) return word.slice(0, -1)
  }
  if (doubledInEnglish.test(word)) return word.replace(/.(?:ing|ed)$/, '')
  const stemmed = stem(word)
  if (!vowel.test(stemmed)) return word
  return stemmed === word && word.at(-1) === word.at(-2) ? word.slice(0, -1) : stemmed
}

const vowel = /[aeiouy]/
/** running, stopped: before -ing and -ed the consonant stands twice; German Wasser and was stay two words. */
const doubledInEnglish = /^[a-z]{2,}(?:bb|dd|gg|ll|mm|nn|pp|rr|tt)(?:ing|ed)$/

const onlyLatin = /^[a-z]+$/
const shortPlural = /^[a-z]{2}[bcdfgklmnoprt]s$/
const verbInT = /(?:ier|ig|el|er)t$/
const weakParticiple =
  /^(ab|an|auf|aus|bei|ein|fest|her|hin|los|mit|nach|um|vor|weg|weiter|zu|zuruck|zusammen)?ge([a-z]+?)e?t$/
const strongParticiple = /^(ab|an|auf|aus|bei|ein|fest|her|hin|los|mit|nach|vor|weg|weiter|zuruck)ge([a-z]{3,})en$/
// Nouns and adjectives that only look like participles, and all in -heit, -keit, -schaft.
const noParticiple =
  /^ge(?:sicht|richt|rucht|wicht|schaft|schlecht|dicht|biet|bot|halt|stalt|walt|rat|rust|fecht|flecht|samt|spenst|burt|genwart|witt|lat|dacht|fallt|bracht)$|(?:heit|keit|schaft)$/
// Words of three letters, too short for stemming.
const shortPlurals: Record<string, string> = Object.assign(Object.create(null), {
  zuge: 'zug',
  zugen: 'zug',
  tage: 'tag',
  tagen: 'tag',
  busse: 'bus',
  bussen: 'bus',
  rader: 'rad',
  radern: 'rad',
  turen: 'tur',
  ture: 'tur',
  uhren: 'uhr',
  boxen: 'box',
  gase: 'gas',
  amter: 'amt',
  orten: 'ort',
})
