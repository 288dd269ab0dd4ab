import type { Span } from '../analysis.ts'

/** Where and what: `start` and `end` are UTF-16 places in the query as typed, `message` says what to do. */
export type QueryError = Span & { code: QueryErrorCode; message: { de: string; en: string } }

export type QueryErrorCode = keyof typeof messages

export function queryError(code: QueryErrorCode, start: number, end: number, word = ''): QueryError {
  const shown = word.length > 40 ? `${word.slice(0, 40)}…` : word
  const { de, en } = messages[code]
  return { start, end, code, message: { de: de.replace('%', () => shown), en: en.replace('%', () => shown) } }
}

export const limits = {
  characters: 8_000,
  terms: 1_000,
  depth: 50,
  wildcards: 100,
  phraseWords: 20,
  distance: 50,
} as const

const messages = {
  empty: { de: 'Bitte ein Suchwort eingeben.', en: 'Enter a word to look for.' },
  'too-long': {
    de: `Eine Suche hat höchstens ${limits.characters} Zeichen.`,
    en: `A query has at most ${limits.characters} characters.`,
  },
  'too-many-terms': {
    de: `Eine Suche hat höchstens ${limits.terms} Wörter.`,
    en: `A query has at most ${limits.terms} terms.`,
  },
  'too-deep': {
    de: `Klammern und NICHT sind höchstens ${limits.depth}-fach geschachtelt.`,
    en: `Parentheses and NOT may be nested ${limits.depth} deep.`,
  },
  'too-many-wildcards': {
    de: `Eine Suche hat höchstens ${limits.wildcards} Wörter mit *.`,
    en: `A query has at most ${limits.wildcards} words with *.`,
  },
  'quote-open': { de: 'Das schließende Anführungszeichen fehlt.', en: 'The closing quotation mark is missing.' },
  'phrase-empty': { de: 'Zwischen den Anführungszeichen steht kein Wort.', en: 'There is no word between the quotes.' },
  'phrase-too-long': {
    de: `Eine Wortfolge hat höchstens ${limits.phraseWords} Wörter.`,
    en: `A phrase has at most ${limits.phraseWords} words.`,
  },
  'phrase-emoji': {
    de: 'Emojis stehen nicht in Wortfolgen: bitte daneben schreiben.',
    en: 'Emoji cannot be part of a phrase: write them beside it.',
  },
  'paren-open': { de: 'Die schließende Klammer fehlt.', en: 'The closing parenthesis is missing.' },
  'paren-extra': { de: 'Zu dieser Klammer fehlt die öffnende.', en: 'This parenthesis was never opened.' },
  'paren-empty': { de: 'In den Klammern steht nichts.', en: 'There is nothing between the parentheses.' },
  'operand-missing-before': { de: 'Vor „%“ fehlt ein Suchwort.', en: 'A term is missing before “%”.' },
  'operand-missing-after': { de: 'Nach „%“ fehlt ein Suchwort.', en: 'A term is missing after “%”.' },
  'near-distance': {
    de: `Nach NEAR/ steht eine Zahl von 1 bis ${limits.distance}.`,
    en: `NEAR/ takes a number from 1 to ${limits.distance}.`,
  },
  'near-operand': {
    de: 'Neben NEAR stehen nur Wörter, Wortfolgen und Gruppen mit ODER.',
    en: 'NEAR takes words, phrases and groups with OR only.',
  },
  'field-unknown': {
    de: 'Das Feld „%“ gibt es nicht. Ist der Doppelpunkt Text, gehört er in Anführungszeichen.',
    en: 'There is no field “%”. A colon that is text goes into quotation marks.',
  },
  'field-value-missing': { de: 'Nach „%“ fehlt der Wert.', en: 'A value is missing after “%”.' },
  'field-value-unknown': { de: 'Den Wert „%“ gibt es hier nicht.', en: 'There is no value “%” here.' },
  'field-number': {
    de: 'Hier steht eine Zahl, auch mit >, >=, <, <= oder als 10..20.',
    en: 'This takes a number, also with >, >=, <, <= or as 10..20.',
  },
  'field-group': {
    de: 'In der Klammer nach einem Feld stehen nur Werte, getrennt durch ODER.',
    en: 'The parentheses after a field hold values only, parted by OR.',
  },
  'wildcard-short': {
    de: 'Neben * stehen mindestens zwei Zeichen am Anfang oder drei zusammen.',
    en: 'A word with * needs two characters at its start or three together.',
  },
  'word-missing': { de: 'In „%“ ist kein Buchstabe und keine Ziffer.', en: 'There is no letter or digit in “%”.' },
  'query-line': {
    de: 'Eine Zeile ist {id, query} oder {id, must: [[Wort, …], …], not: [Wort, …]}.',
    en: 'A line is {id, query} or {id, must: [[term, …], …], not: [term, …]}.',
  },
  'word-too-long': { de: 'Ein Wort hat höchstens 64 Zeichen.', en: 'A word has at most 64 characters.' },
} as const
