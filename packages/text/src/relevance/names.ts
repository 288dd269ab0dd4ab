import type { Evidence } from '../analysis.ts'
import { readTokens, tokenKind } from '../learn/tokens.ts'

/** Who "we" are. Names and products as people write them, with or without @ or #; exclusions: what is not meant. */
export type About = { names: readonly string[]; products?: readonly string[]; exclusions?: readonly string[] }

export type NamesFound = {
  named: Evidence[]
  /** One of our handles is there: it is said to us. */
  isAddressed: boolean
  isExcluded: boolean
  /** Words of adverts, vacancies, shares and raffles. */
  noise: number
}

export type NameIndex = { find: (text: string) => NamesFound; isTransport: boolean }

type Phrase = { hashes: number[]; isOurs: boolean }

/** Reads the names once; `find` is linear in the text and matches whole words, whatever their case and accents. */
export function readNames({ names, products = [], exclusions = [] }: About): NameIndex {
  const byFirst = new Map<number, Phrase[]>()
  const handles = new Set<number>()
  let isTransport = false
  const add = (name: string, isOurs: boolean) => {
    const hashes = hashesOf(name)
    const [first] = hashes
    if (first === undefined) return
    byFirst.set(first, [...(byFirst.get(first) ?? []), { hashes, isOurs }])
    if (!isOurs) return
    const letters = name.replace(/[^\p{L}\p{N}_ ]/gu, '')
    for (const glue of ['', '_']) {
      const [word] = hashesOf(`@${letters.trim().replaceAll(' ', glue)}`)
      if (word !== undefined) handles.add(word)
    }
    // "#deutschebahn" is one word, "Telekoms" is one with an ending.
    for (const other of [letters.replaceAll(' ', ''), `${name}s`]) {
      const more = hashesOf(other)
      if (more.length > 0) byFirst.set(more[0]!, [...(byFirst.get(more[0]!) ?? []), { hashes: more, isOurs }])
    }
    if (transportWords.some((word) => ` ${name.toLowerCase()} `.includes(word))) isTransport = true
  }
  for (const name of [...names, ...products]) add(name, true)
  for (const name of exclusions) add(name, false)
  return { find: (text) => findNames(text, byFirst, handles), isTransport }
}

function findNames(text: string, byFirst: Map<number, Phrase[]>, handles: Set<number>): NamesFound {
  const tokens = readTokens(text)
  const found: NamesFound = { named: [], isAddressed: false, isExcluded: false, noise: 0 }
  for (let t = 0; t < tokens.count; t++) {
    const hash = tokens.hash[t]!
    if (tokens.kind[t] === tokenKind.handle && handles.has(hash)) {
      found.isAddressed = true
      found.named.push({ start: tokens.start[t]!, end: tokens.end[t]!, weight: 1 })
      continue
    }
    if (noiseWords.has(hash)) found.noise++
    const phrases = byFirst.get(hash)
    if (phrases === undefined) continue
    let longest: Phrase | undefined
    for (const phrase of phrases)
      if (phrase.hashes.length > (longest?.hashes.length ?? 0) && stands(phrase.hashes, tokens.hash, t, tokens.count))
        longest = phrase
    if (longest === undefined) continue
    const last = t + longest.hashes.length - 1
    if (longest.isOurs) found.named.push({ start: tokens.start[t]!, end: tokens.end[last]!, weight: 1 })
    else found.isExcluded = true
    // "Bahn" within the excluded "Bahn frei" is not our name.
    t = last
  }
  return found
}

function stands(phrase: readonly number[], hashes: Uint32Array, at: number, count: number): boolean {
  return at + phrase.length <= count && phrase.every((hash, n) => hashes[at + n] === hash)
}

function hashesOf(words: string): number[] {
  const tokens = readTokens(words)
  return Array.from(tokens.hash.subarray(0, tokens.count))
}

const transportWords =
  'bahn|bus |busse|verkehr|öpnv|rail|railway|metro|transit|tram|zug|s-bahn|u-bahn|transport|mobility|mobilität|bvg|mvg|hvv|vbb|rmv|vrr|kvb|vgn|öbb|oebb|sbb|flixbus'.split(
    '|',
  )

const noiseWords: ReadonlySet<number> = new Set(
  hashesOf(
    `stellenangebot stellenangebote job jobs karriere bewerben bewerbung vollzeit teilzeit praktikum ausbildung mwd hiring vacancy
    gewinnspiel verlosung verlosen giveaway gewinnen rabattcode gutscheincode promo anzeige werbung sponsored affiliate
    aktie aktien kurs kursziel dax börse analyst analysten shares stock stocks dividend dividende quartalszahlen`,
  ),
)
