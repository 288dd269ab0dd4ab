import type { Span } from '../analysis.ts'
import { givenNames } from './given-names.ts'

/**
 * Names of people in a text, in order and apart: those that are known, in the spellings people use for them, and those
 * that a salutation, an introduction, a farewell or a common given name gives away. It rather takes a word too many.
 */
export function findNames(text: string, known: readonly string[] = []): Span[] {
  const spans = [
    ...matches(text, knownPattern(known)),
    ...matches(text, titled),
    ...matches(text, introduced),
    ...matches(text, greeted),
    ...matches(text, farewell),
    ...matches(text, given),
    ...matches(text, givenAnyCase),
  ]
  return joined(spans)
}

const word = String.raw`\p{Lu}[\p{L}\p{M}'’-]+`
const initial = String.raw`\p{Lu}\.`
const particle = String.raw`(?:von|van|vom|zu|zur|de|del|della|der|den|di|da|dos|el|al|bin|ben|le|la)`
const wholeName = String.raw`(?:(?:Dr|Prof|Dipl|Ing|med)\.?[ \t]+){0,4}(?:${particle}[ \t]+){0,3}(?:${initial}|${word})(?:[ \t]+(?:${particle}[ \t]+){0,3}(?:${initial}|${word})){0,3}`
const titled = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:Herrn?|Frau|Fr\.|Hr\.|Mr\.?|Mrs\.?|Ms\.?|Miss|Dr\.|Prof\.|Familie|Eheleute)[ \t]+(${wholeName})`,
  'gu',
)
const introduced = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:[Ii]ch heiße|[Ii]ch heisse|[Mm]ein(?:e Frau| Mann| Name ist| Sohn| Vater| Freund| Kollege)?|[Mm]eine[rnm]? (?:Frau|Tochter|Mutter|Freundin|Kollegin|Name)|[Mm]y name is|[Ii] am|I['’]m|[Mm]y (?:wife|husband|son|daughter|mother|father|colleague)|[Nn]ame:|[Kk]ontoinhaber(?:in)?:?|[Aa]ccount holder:?)[ \t]+(${word}(?:[ \t]+(?:${particle}[ \t]+){0,3}(?:${initial}|${word})){1,3})`,
  'gu',
)
const greeted = new RegExp(
  String.raw`(?:^|\n)[ \t>]*(?:Hallo|Hi|Hey|Moin|Liebe[rs]?|Guten (?:Tag|Morgen|Abend)|Servus|Grüezi|Dear|Hello|Good (?:morning|afternoon|evening))[ \t]+(${wholeName})[ \t]*[,!.\n]`,
  'gu',
)
const farewell = new RegExp(
  String.raw`(?:^|[\n.!?,])[ \t>]*(?:(?:[Mm]it )?(?:freundliche[nm]?|beste[nm]?|liebe[nm]?|viele[nm]?|schöne[nm]?|herzliche[nm]?|sonnige[nm]?)(?: und \p{L}+)? Gr(?:ü|ue)(?:ß|ss)e?n?|[Ff]reundliche Gr(?:ü|ue)(?:ß|ss)e|[Vv]iele Gr(?:ü|ue)(?:ß|ss)e|[Ll]iebe Gr(?:ü|ue)(?:ß|ss)e|[Bb]este Gr(?:ü|ue)(?:ß|ss)e|Gr(?:u|ü|ue)(?:ß|ss)e?|MfG|mfg|LG|lg|VG|vg|BG|[Hh]ochachtungsvoll|[Kk]ind regards|[Bb]est regards|[Rr]egards|[Bb]est wishes|[Yy]ours(?: sincerely| faithfully| truly)?|[Ss]incerely|[Cc]heers|[Mm]any thanks|[Tt]hanks|[Ww]ith kind regards|[Dd]anke)[,.!]?[ \t]*(?:\n[ \t]*){0,3}(?:[Ii]hre?[ \t]+|[Dd]eine?[ \t]+)?((?:${initial}|\p{L}[\p{L}\p{M}'’-]+)(?:[ \t]+(?:${initial}|${word}|${particle})){0,4})[ \t]*(?=$|\n|[.,!|])`,
  'gu',
)
/** A common given name with the capitalised words behind it. */
const given = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?=\p{Lu})(?:${givenNames.join('|')})(?:s|['’]s)?(?:-${word})?(?:[ \t]+(?:${particle}[ \t]+){0,3}(?:${initial}|${word})){0,2}(?![\p{L}\p{N}])`,
  'gu',
)

/** In capitals or small letters, the one word alone. */
const givenAnyCase = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${givenNames.join('|')})(?![\p{L}\p{N}])`, 'giu')

function matches(text: string, pattern: RegExp | null): Span[] {
  if (!pattern) return []
  return [...text.matchAll(pattern)].flatMap((match) => {
    const name = match[1] ?? match[0]
    if (name.trim() === '') return []
    const start = match[1] === undefined ? match.index : match.index + match[0].lastIndexOf(match[1])
    return [{ start, end: start + name.length }]
  })
}

function joined(spans: Span[]): Span[] {
  const found: Span[] = []
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = found.at(-1)
    if (last && start < last.end) last.end = Math.max(last.end, end)
    else found.push({ start, end })
  }
  return found
}

const mostKnown = 500
/** Parts of names that are words of every sentence. */
const everyday = new Set(
  'der die das dem den des ein eine einer und oder in im am an auf aus bei mit nach von vom zu zum zur für ich du er sie es wir ihr nicht kein keine the a an and or of in on at to for from by with is it i you he she we they not no my'.split(
    ' ',
  ),
)

/** Whole names and their parts, with ä as ae and without accents; short parts only as they are written. */
function knownPattern(known: readonly string[]): RegExp | null {
  const names = known.map((name) => name.normalize('NFKC').trim()).filter((name) => name.length >= 2)
  const parts = names.flatMap((name) => name.split(/[\s,;()"-]+/u))
  const spelled = [...new Set([...names, ...parts.filter((part) => part.length >= 2)])]
    .filter((name) => /\p{L}/u.test(name) && !everyday.has(name.toLowerCase()))
    .slice(0, mostKnown)
    .flatMap(spellings)
  if (spelled.length === 0) return null
  const all = [...new Set(spelled)].toSorted((a, b) => b.length - a.length).map(anyCase)
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${all.join('|')})(?:s|['’]s)?(?![\\p{L}\\p{N}])`, 'gu')
}

const expanded: Record<string, string> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  Ä: 'Ae',
  Ö: 'Oe',
  Ü: 'Ue',
  ø: 'oe',
  å: 'aa',
  Ø: 'Oe',
  Å: 'Aa',
}
/** Letters that are one sign and no letter with an accent. */
const bareLetters: Record<string, string> = { ß: 'ss', ı: 'i', ø: 'o', Ø: 'O', ł: 'l', Ł: 'L', đ: 'd', æ: 'ae' }

function spellings(name: string): string[] {
  const bare = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßıøØłŁđæ]/gu, (letter) => bareLetters[letter]!)
  const wide = name.replace(/[äöüßÄÖÜøåØÅ]/gu, (letter) => expanded[letter]!)
  return [name, bare, wide]
}

function anyCase(name: string): string {
  return name
    .split(/\s+/)
    .map((word) =>
      word.replace(/[.*+?^${}()|[\]\\/]|\p{L}/gu, (sign) => (isLetter(sign) ? inCases(sign, name) : `\\${sign}`)),
    )
    .join('[\\s_.-]+')
}

function isLetter(sign: string): boolean {
  return sign.length > 1 || !'.*+?^${}()|[]\\/'.includes(sign)
}

function inCases(letter: string, name: string): string {
  const [low, high] = [letter.toLowerCase(), letter.toUpperCase()]
  return name.length < 4 || low === high || low.length > 1 || high.length > 1 ? letter : `[${low}${high}]`
}
