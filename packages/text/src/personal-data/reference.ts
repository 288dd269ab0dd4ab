// Customer, order, contract and parcel numbers: a word that names one, and what stands behind it.
import type { Dates } from './dates.ts'
import type { Found } from './found.ts'
import type { Word } from './words.ts'
import { between } from './words.ts'

const STEMS =
  'kunden|kundinnen|kd|bestell|bestellungs|auftrags|auftrag|vertrags|vertrag|rechnungs|rechnung|buchungs|buchung|vorgangs|vorgang|ticket|fall|schaden|schadens|mitglieds|mitglied|versicherungs|versicherungsschein|policen|police|zähler|sendungs|sendung|paket|tracking|track|referenz|reservierungs|reise|konto|depot|service|anliegen|case|anschluss|patienten|personal|matrikel|abo|lieferschein|lieferungs|seriennummer|serien|geräte|ausweis|ausweis|pass|reisepass|personalausweis|führerschein|sozialversicherungs|rentenversicherungs|kranken|versicherten|teilnehmer|antrags|beleg|gutschrift|retouren|mandats|bahncard|bonuscard|payback|meilen'
const NUMBER_ENDS = ['nummer', 'nr', 'no', 'id', 'code', 'kennung', 'zeichen'].flatMap((end) => [end, `${end}n`])
const SPLIT_STEMS = new Set(
  `${STEMS}|bestellung|kunde|kundin|kundenkonto|reservierung|anfrage|versicherung|mandat|customer|order|account|booking|member|membership|contract|invoice|reference|ref|case|policy|tracking|parcel|reservation|confirmation|client|meter|serial|passport|licence|license|patient|loyalty|complaint|claim|incident`.split(
    '|',
  ),
)
const NUMBER_SECOND = new Set([
  'nummer',
  'nr',
  'no',
  'id',
  'number',
  'num',
  'ref',
  'reference',
  'code',
  'locator',
  'kennung',
  'zeichen',
])
/** Say in one word that a number follows. */
const NUMBER_WORDS = new Set([
  ...'ssn steuerkonto aktenzeichen referenz buchungscode geschäftszeichen pnr kundennr az referenzcode versicherungsschein'.split(
    ' ',
  ),
  ...STEMS.split('|').flatMap((stem) => NUMBER_ENDS.map((end) => stem + end)),
])
/** Name the thing and often stand right before its number. */
const THINGS = new Set(
  'konto kto mandat bestellung auftrag rechnung ticket vertrag kunde kundin buchung kundenkonto vertragskonto reservierung police sendung vorgang order invoice contract booking reservation customer case claim policy parcel'.split(
    ' ',
  ),
)
const LINKS = new Set(
  'ist lautet die der das is it meine my no nr nummer number num lauten war and was unter mit von'.split(' '),
)
const UNITS =
  /^(?:€|euro|eur|%|prozent|tage[n]?|wochen|monate[n]?|jahre[n]?|stunden|minuten|uhr|personen|kinder|mal|days|weeks|months|hours|people|cent|gb|mb|km)/

export function findReferences(text: string, words: readonly Word[], dates: Dates, found: Found): void {
  for (let at = 0; at < words.length; at++) {
    const named = numberWordAt(text, words, at)
    if (named !== null) {
      const id = idAfter(text, words, named.next, true)
      if (id !== null && !dates.starts.has(id.start)) found.add('reference', id.start, id.end)
      continue
    }
    if (!THINGS.has(words[at]!.lower)) continue
    // A bare account number has digits alone; what begins with letters and fails its checksum is none.
    if (/^k(?:on)?to$/.test(words[at]!.lower) && words[at + 1]?.kind !== 'digits') continue
    const id = idAfter(text, words, at + 1, false)
    if (id !== null && !dates.starts.has(id.start)) found.add('reference', id.start, id.end)
  }
}

function numberWordAt(text: string, words: readonly Word[], at: number): { next: number } | null {
  const { lower } = words[at]!
  if (NUMBER_WORDS.has(lower)) return { next: at + 1 }
  if (!SPLIT_STEMS.has(lower)) return null
  const second = words[at + 1]
  if (second === undefined) return null
  const gap = between(text, words[at]!, second)
  if (NUMBER_SECOND.has(second.lower) && /^[ .-]{1,3}$/.test(gap)) {
    const third = words[at + 2]
    return { next: third !== undefined && NUMBER_SECOND.has(third.lower) ? at + 3 : at + 2 }
  }
  return lower === 'ref' || gap.includes('#') ? { next: at + 1 } : null
}

/** The number itself: at once behind a thing, up to four linking words behind a word that says "number". */
function idAfter(
  text: string,
  words: readonly Word[],
  from: number,
  named: boolean,
): { start: number; end: number } | null {
  let at = from
  for (let links = 0; named && links < 4 && at < words.length && LINKS.has(words[at]!.lower); links++) at++
  const first = words[at]
  const before = words[at - 1]
  if (first === undefined || before === undefined) return null
  const gap = text.slice(before.end, Math.min(first.start, before.end + 6))
  if (!named && !/^[ :#(]{1,3}$/.test(gap)) return null
  if (named && !/^[^\n!?]{0,4}$/.test(gap)) return null
  const end = endOfId(text, words, at)
  const value = text.slice(first.start, words[end]!.end)
  const digits = value.replace(/\D/g, '').length
  const next = words[end + 1]
  const sign = text.slice(words[end]!.end, words[end]!.end + 2)
  if (/^ ?[€%]/.test(sign) || /^,\d/.test(sign)) return null
  if (next !== undefined && between(text, words[end]!, next) === ' ' && UNITS.test(next.lower)) return null
  if (named) {
    const code = /^[A-Z0-9]{5,8}$/.test(value)
    if (digits >= 3 || (code && digits >= 1) || (code && value.length === 6))
      return { start: first.start, end: words[end]!.end }
    return null
  }
  const enough = gap.includes('#')
    ? digits >= 3
    : digits >= 5 || (digits >= 3 && value.length >= 6 && /[A-Z]/.test(value))
  return enough ? { start: startWithSign(text, first.start), end: words[end]!.end } : null
}

function startWithSign(text: string, start: number): number {
  return text.charAt(start - 1) === '#' ? start - 1 : start
}

function endOfId(text: string, words: readonly Word[], from: number): number {
  let end = from
  while (end + 1 < words.length && end - from < 7) {
    const gap = between(text, words[end]!, words[end + 1]!)
    const next = words[end + 1]!
    const left = words[end]!
    const joined = gap === '-' || gap === '/' || gap === '_' || (gap === '.' && /^\d/.test(next.text))
    const isShortCode = left.kind === 'letters' && left.text.length <= 4 && left.text === left.text.toUpperCase()
    const grouped =
      gap === ' ' &&
      ((left.kind !== 'letters' && next.kind === 'digits' && next.text.length >= 2) ||
        (isShortCode && next.kind === 'digits') ||
        (left.kind === 'digits' &&
          left.text.length <= 6 &&
          /^[A-Z]{1,2}$/.test(next.text) &&
          /^ \d/.test(text.slice(next.end, next.end + 2))))
    if (!joined && !grouped) break
    end++
  }
  return end
}
