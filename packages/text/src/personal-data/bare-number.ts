import type { Span } from '../analysis.ts'

/** Digits in groups, parted by single signs that people put into numbers they dial or copy. */
const groups = /(?<![\p{L}\p{N}.,:#€$£_-])\+?\(?\d(?:[ \u00a0/()–-]{0,2}\d){5,24}(?![\p{L}\p{N}%°€$£])/gu
const isoDate = /^\d{4}-\d{2}-\d{2}(?!\d)/
/** "1 299 000", and a sum or measure behind it. */
const grouped = /^\d{1,3}(?:[ \u00a0]\d{3})+$/
const measure =
  /^[ \u00a0]?(?:€|\$|£|EUR|Euro|USD|CHF|Franken|Cent|ct|kWh|Wh|W|V|km|m|cm|mm|kg|g|l|ml|MB|GB|%|°|Stück|Tage|Stunden|Minuten|days|hours|minutes|pieces)(?![\p{L}\p{N}])/iu
const yearSpan = /^(?:19|20)\d{2} ?[-–/] ?(?:19|20)\d{2}$/

/**
 * Numbers of six digits and more without a word that says what they are: 5550123, 431 5550 123. Dates, spans of years,
 * sums and measures are none, nor are numbers that hang on letters, as those of parts and models do.
 */
export function findBareNumbers(text: string): Span[] {
  return [...text.matchAll(groups)].flatMap(({ 0: found, index }) => {
    const end = index + found.length
    const behind = text.slice(end, end + 12)
    if (/^[.,:]\d/.test(behind) || measure.test(behind)) return []
    if (isoDate.test(found) || yearSpan.test(found)) return []
    if (grouped.test(found) && found.replaceAll(/\D/g, '').length <= 7) return []
    return [{ start: index, end }]
  })
}
