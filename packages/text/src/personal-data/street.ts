// Street and house number, with postcode and town where they follow; German, Austrian, Swiss, British and American forms.
import type { Found } from './found.ts'
import type { Word } from './words.ts'
import { between, isUpper } from './words.ts'

export function findAddresses(text: string, words: readonly Word[], found: Found): void {
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    if (word.kind === 'letters' || !/^\d{1,5}\p{L}?$/u.test(word.text) || found.covers(word.start)) continue
    const span = germanAt(text, words, at) ?? englishAt(text, words, at)
    if (span !== null) found.add('address', span.start, span.end)
  }
}

const STREET_ENDS =
  /(?:straße|strasse|str|gasse|allee|chaussee|promenade|damm|ufer|ring|weg|platz|pfad|steig|stieg|stiege|graben|kai|zeile|winkel|wall|markt|hof|park|berg|twiete|höhe|wiese|feld|garten|brücke|anger|reihe|siedlung|aue)$/
const SURE_ENDS =
  /(?:straße|strasse|str|gasse|allee|chaussee|weg|platz|damm|ufer|ring|promenade|pfad|stieg|graben|kai|twiete|zeile)$/
const NO_STREETS =
  /^(?:parkplatz|sitzplatz|stellplatz|arbeitsplatz|stehplatz|bahnsteig|bürgersteig|spielplatz|liegeplatz|startplatz|fensterplatz|studienplatz|tabellenplatz|umweg|heimweg|rückweg|hinweg|radweg|arbeitsweg|schulweg|dienstweg|rechtsweg|postweg|hering|ehering|schlüsselring|ordner|bauernhof|bahnhof|hauptbahnhof|busbahnhof|supermarkt|baumarkt|flohmarkt|drogeriemarkt|biomarkt|erfahrung|platz|weg|ring|straße|strasse|gasse|hof|markt|park|berg|feld|allee|garten|hinterhof|friedhof|freizeitpark|fuhrpark)$/
const NAME_STARTS = new Set(
  'am an auf im in zum zur unter beim bei vor hinter alte alter altes rue via avenue boulevard calle plaza viale chemin'.split(
    ' ',
  ),
)
const NAME_MIDDLES = new Set(
  'der den dem die das alten neuen großen kleinen hohen langen von und de la du des della del'.split(' '),
)
const UNITS =
  /^(?:minuten?|min|stunden?|std|tagen?|wochen?|monaten?|jahren?|uhr|km|kilometer|meter|m|cm|euro|eur|prozent|personen|mal|grad|sterne|seiten|hours?|minutes?|days?|weeks?|months?|years?|people|times|km\/h|kinder|züge|busse)$/

type Place = { start: number; end: number }

function germanAt(text: string, words: readonly Word[], at: number): Place | null {
  const last = words[at - 1]
  if (last === undefined || last.kind !== 'letters' || !isStreetGap(between(text, last, words[at]!))) return null
  const numberEnd = endOfHouseNumber(text, words, at)
  const next = words[numberEnd + 1]
  if (next !== undefined && between(text, words[numberEnd]!, next) === ' ' && UNITS.test(next.lower)) return null
  const town = townAfter(text, words, numberEnd)
  const first = startOfName(text, words, at - 1)
  const isSure = isSureStreet(words, first, at - 1)
  if (!isSure && town === null) return null
  if (!isSure && !couldBeStreet(words, first, at - 1)) return null
  return { start: words[first]!.start, end: town ?? words[numberEnd]!.end }
}

function isStreetGap(gap: string): boolean {
  return gap === ' ' || gap === '. ' || gap === '.' || gap === '\u00a0'
}

/** 7a, 7 a, 27-29, 88/2/15. */
function endOfHouseNumber(text: string, words: readonly Word[], at: number): number {
  let end = at
  while (end + 1 < words.length && end - at < 3) {
    const gap = between(text, words[end]!, words[end + 1]!)
    const next = words[end + 1]!.text
    const goesOn = (gap === '/' || gap === '-' || gap === '–') && /^\d{1,3}\p{L}?$/u.test(next)
    const letter = gap === ' ' && end === at && /^[a-h]$/.test(next)
    if (!goesOn && !letter) break
    end++
  }
  return end
}

/** One word ("Rosenweg"), joined by dashes, or "Am alten Markt", "Mariahilfer Straße". */
function startOfName(text: string, words: readonly Word[], last: number): number {
  // "Straße des 17. Juni".
  if (
    words[last - 1]?.kind === 'digits' &&
    words[last - 2]?.lower === 'des' &&
    /(?:straße|platz)$/.test(words[last - 3]?.lower ?? '')
  )
    return last - 3
  let first = last
  while (first > 0 && last - first < 4) {
    const before = words[first - 1]!
    const gap = between(text, before, words[first]!)
    if (gap === '-') first--
    else if (gap !== ' ' && gap !== '. ') break
    else if (NAME_STARTS.has(before.lower) && (isUpper(before.text[0]) || NAME_MIDDLES.has(words[first]!.lower))) {
      // "wohne in Unter den Linden": only the capital begins a name; "in der Lindenstraße" does not.
      return isUpper(before.text[0]) ? first - 1 : NAME_MIDDLES.has(words[first]!.lower) ? first + 1 : first
    } else if (NAME_MIDDLES.has(before.lower) && hasCapitalStart(text, words, first - 1)) first--
    else if (first === last && isAdjectiveName(before, words[first]!)) first--
    else break
  }
  return first
}

function hasCapitalStart(text: string, words: readonly Word[], from: number): boolean {
  for (let at = from - 1; at >= 0 && at >= from - 2; at--) {
    if (between(text, words[at]!, words[at + 1]!) !== ' ') return false
    if (NAME_STARTS.has(words[at]!.lower)) return isUpper(words[at]!.text[0])
    if (!NAME_MIDDLES.has(words[at]!.lower)) return false
  }
  return false
}

function isAdjectiveName(before: Word, street: Word): boolean {
  if (!isUpper(before.text[0]) || before.kind !== 'letters' || before.text.length < 4) return false
  return (
    /(?:er|e|en|es)$/.test(before.lower) &&
    isUpper(street.text[0]) &&
    !['diese', 'dieser', 'eine', 'einer'].includes(before.lower)
  )
}

function isSureStreet(words: readonly Word[], first: number, last: number): boolean {
  const word = words[last]!
  if (first < last) {
    const joined = words[first]!.lower
    if (NAME_STARTS.has(joined)) return STREET_ENDS.test(word.lower) && couldBeStreet(words, first, last)
    return SURE_ENDS.test(word.lower) && isUpper(words[first]!.text[0])
  }
  if (!SURE_ENDS.test(word.lower) || NO_STREETS.test(word.lower)) return false
  if (/(?:straße|strasse|str)$/.test(word.lower)) return word.text.length > 4
  return isUpper(word.text[0]) && word.text.length >= 6
}

function couldBeStreet(words: readonly Word[], first: number, last: number): boolean {
  const word = words[last]!
  if (first === last) return isUpper(word.text[0]) && word.text.length >= 3 && !['von', 'nach'].includes(word.lower)
  return (
    isUpper(words[first]!.text[0]) &&
    isUpper(word.text[0]) &&
    !/^(?:gleis|tag|stand|bahnsteig|halle|raum|zimmer|platz|schalter|monat)$/.test(word.lower)
  )
}

/** Where postcode and town end; null where none follow. */
function townAfter(text: string, words: readonly Word[], number: number): number | null {
  let at = number + 1
  if (words[at]?.lower === 'in') at++
  if (/^(?:d|a|ch)$/i.test(words[at]?.text ?? '')) at++
  const code = words[at]
  const town = words[at + 1]
  if (code === undefined || town === undefined || code.kind !== 'digits') return null
  if (code.text.length !== 5 && code.text.length !== 4) return null
  if (!/^[,;\s-]{1,3}$/.test(text.slice(words[at - 1]!.end, code.start).slice(0, 4))) return null
  if (between(text, code, town) !== ' ' || !isUpper(town.text[0]) || town.kind !== 'letters') return null
  return endOfTown(text, words, at + 1)
}

function endOfTown(text: string, words: readonly Word[], town: number): number {
  let at = town
  for (let more = 0; more < 3 && at + 1 < words.length; more++) {
    const gap = between(text, words[at]!, words[at + 1]!)
    const link = /^(?:am|an|im|in|ob|bei|der|den|dem)$/.test(words[at + 1]!.lower)
    const leads = /^(?:bad|sankt|st|neu|alt|groß|klein)$/.test(words[at]!.lower)
    const named = at > town && isUpper(words[at + 1]!.text[0])
    if (gap === '-' || (gap === ' ' && leads) || (gap === ' ' && named)) at++
    else if (
      gap === ' ' &&
      link &&
      isUpper(words[at + 2]?.text[0]) &&
      between(text, words[at + 1]!, words[at + 2]!) === ' '
    ) {
      return words[at + 2]!.end
    } else break
  }
  return words[at]!.end
}

const ENGLISH_SURE = new Set(
  'street st road rd avenue ave lane ln terrace boulevard blvd crescent parkway pkwy'.split(' '),
)
const ENGLISH_WEAK = new Set(
  'drive dr court ct place pl square sq way close gardens grove hill view row loop walk mews highway hwy'.split(' '),
)
const HOME_WORDS = /\b(?:live|lives|living|address|deliver|delivered|ship|send|sent|flat|house|home|moved|parcel|at)\b/i

function englishAt(text: string, words: readonly Word[], at: number): Place | null {
  for (let last = at + 1; last <= at + 4 && last < words.length; last++) {
    if (between(text, words[last - 1]!, words[last]!) !== ' ' || !isUpper(words[last]!.text[0])) {
      if (!/^\d{1,3}(?:st|nd|rd|th)$/.test(words[last]!.lower)) return null
    }
    if (last === at + 1) continue
    const type = words[last]!.lower
    const sure = ENGLISH_SURE.has(type)
    if (!sure && !ENGLISH_WEAK.has(type)) continue
    const town = englishTown(text, words, last)
    if (town !== null) return { start: words[at]!.start, end: town }
    const told = HOME_WORDS.test(text.slice(Math.max(0, words[at]!.start - 30), words[at]!.start))
    return sure || told ? { start: words[at]!.start, end: words[last]!.end } : null
  }
  return null
}

const UK_CODE = /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/
const US_CODE = /^[A-Z]{2} \d{5}\b/

/** A town and its code, or the code alone, within the next six words. */
function englishTown(text: string, words: readonly Word[], last: number): number | null {
  for (let at = last + 1; at < words.length && at <= last + 6; at++) {
    if (!/^[, \n]{1,2}$/.test(between(text, words[at - 1]!, words[at]!))) return null
    const rest = text.slice(words[at]!.start, words[at]!.start + 9)
    const code = UK_CODE.exec(rest) ?? US_CODE.exec(rest)
    if (code !== null) return words[at]!.start + code[0].length
    if (!isUpper(words[at]!.text[0])) return null
  }
  return null
}
