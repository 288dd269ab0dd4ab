/**
 * Words for full-text search, folded the same way for storing and asking: lower case, no accents, ä/ae, ö/oe, ü/ue and
 * ß/ss alike, light stemming for German and English together. Kündigung = Kuendigung = kundigung; "Lieferungen" finds
 * "Lieferung". Returns each word once, at most `max`.
 */
export function searchWords(text: string, max = 2000): string[] {
  const found = new Set<string>()
  for (const word of tokens(text)) {
    found.add(stem(fold(word)))
    if (found.size >= max) break
  }
  return [...found]
}

const wordPattern = /[\p{L}\p{N}]+(?:[-'’._@][\p{L}\p{N}]+)*/gu

function* tokens(text: string): Generator<string> {
  // 200,000 characters hold more words than anybody searches for.
  for (const match of text.slice(0, 200_000).matchAll(wordPattern)) {
    const word = match[0]
    if (word.length > 60) continue
    yield word
    if (/[-'’._@]/.test(word)) for (const part of word.split(/[-'’._@]/)) if (part.length > 1) yield part
  }
}

/** Lower case, accents off; umlauts and their spelt-out forms become one. */
export function fold(word: string): string {
  return word
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/([aou])e(?=[^aeiou]|$)/g, '$1')
}

const endings = [
  'ungen',
  'heiten',
  'keiten',
  'ingen',
  'ern',
  'est',
  'ing',
  'en',
  'em',
  'er',
  'es',
  'ed',
  'et',
  's',
  'e',
  'n',
]

export function stem(word: string): string {
  if (word.length < 5 || /\d/.test(word)) return word
  for (const ending of endings) {
    if (word.length - ending.length >= 4 && word.endsWith(ending)) {
      if (ending === 'ungen') return word.slice(0, -2)
      return word.slice(0, -ending.length)
    }
  }
  return word
}
