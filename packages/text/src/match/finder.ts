import { isWithin } from './evaluate.ts'
import { fieldKey, fieldSign, fieldsOf } from './fields.ts'
import { findEntry, forgetWhenFull } from './lexicon.ts'
import { anyNear, type Place } from './near.ts'
import { stepFrom } from './phrases.ts'
import type { Plan } from './plan.ts'
import { makePostings, type Postings } from './postings.ts'
import type { MatchPost } from './query.ts'
import { joinedMarker, makeFieldIds, makeTermLexicon } from './term-lexicon.ts'
import type { Formula, TermNumbers } from './term-numbers.ts'
import { emojiWord, hashUnits, longestWord, makeWords, plainWord, readWords } from './words.ts'

/** Posts after which the anchors are chosen again, by what was met until then; later at every so many. */
const learnAfter = new Set([256, 4_096, 65_536])
const learnEvery = 1_000_000

/** Gives the numbers of the queries that a post meets, ascending. */
export function makeFinder(terms: TermNumbers, plans: readonly Plan[]): (post: MatchPost) => Int32Array {
  const words = makeWords()
  const lexicon = makeTermLexicon(terms)
  const isFolded = lexicon.resolve !== null
  const fieldIds = makeFieldIds(terms)
  const { phrases } = terms
  const first = new Int32Array(terms.count)
  first.set(phrases.first.subarray(0, terms.count))
  const { steps, ends, depths } = phrases
  const hasPhrases = phrases.nodes > 1
  const met = new Uint32Array(terms.count)
  const seen = new Int32Array(terms.count)
  const present = new Int32Array(terms.count)
  const asked = new Int32Array(plans.length)
  const found = new Int32Array(plans.length)
  const hasRest = Uint8Array.from(plans, (plan) => (plan.rest.length > 0 ? 1 : 0))
  const nodeSeen = new Int32Array(phrases.nodes)
  let before = new Int32Array(64)
  let now = new Int32Array(64)
  let beforeCount = 0
  let nowCount = 0
  const isInNear = new Uint8Array(terms.count)
  for (const id of terms.inNear) isInNear[id] = 1
  const hasNear = terms.inNear.size > 0
  const places = new Map<number, Place[]>()
  let entries = new Int32Array(512)
  let joinedEntries = new Int32Array(512)
  let postings: Postings = makePostings(plans, terms.count, met, 0)
  let posts = 0
  let stamp = 0
  let nodeStamp = 0
  let presentCount = 0

  return find

  function find(post: MatchPost): Int32Array {
    if (learnAfter.has(posts) || (posts > 0 && posts % learnEvery === 0))
      postings = makePostings(plans, terms.count, met, posts)
    posts += 1
    nextStamp()
    presentCount = 0
    if (hasNear) places.clear()
    readWords(post.text, words)
    lookUp()
    walk()
    if (terms.fields)
      for (const { field, value } of fieldsOf(post))
        for (const id of fieldIds(fieldSign(field), fieldKey(field, value), value)) meet(id, -1, -1)
    return collect(post)
  }

  /** The entries of all words first: the walk needs that of the next word, too. */
  function lookUp(): void {
    forgetWhenFull(lexicon)
    if (entries.length < words.count) {
      entries = new Int32Array(words.count * 2)
      joinedEntries = new Int32Array(words.count * 2)
    }
    const { units, starts, ends, hashes, markers, joined } = words
    let previous = -1
    for (let w = 0; w < words.count; w += 1) {
      const start = starts[w]!
      const end = ends[w]!
      const isWord = end - start <= longestWord
      entries[w] = isWord ? findEntry(lexicon, units, start, end, hashes[w]!, isFolded ? markers[w]! : plainWord) : -1
      joinedEntries[w] = -1
      if (markers[w] === emojiWord) continue
      if (isFolded && joined[w] === 1 && isWord && previous !== -1) joinedEntries[w] = joinedEntry(previous, w)
      previous = isWord ? w : -1
    }
  }

  function joinedEntry(left: number, right: number): number {
    const { units, starts, ends } = words
    const start = starts[left]!
    const end = ends[right]!
    // Only where no emoji stands between, which a joiner alone makes sure.
    if (end - start > longestWord) return -1
    return findEntry(lexicon, units, start, end, hashUnits(units, start, end), joinedMarker)
  }

  /** Place by place: every term met there, and how far phrases have come. */
  function walk(): void {
    const { markers, positions } = words
    beforeCount = 0
    for (let w = 0; w < words.count; w += 1) {
      const place = positions[w]!
      if (markers[w] === emojiWord) {
        meetEntry(entries[w]!, place, false)
        continue
      }
      nowCount = 0
      nextNodeStamp()
      meetEntry(entries[w]!, place, hasPhrases)
      if (isFolded) {
        meetEntry(joinedEntries[w]!, place, hasPhrases)
        const next = nextWord(w)
        if (next !== -1) meetEntry(joinedEntries[next]!, place, hasPhrases)
      }
      const spare = before
      before = now
      beforeCount = nowCount
      now = spare
    }
  }

  function nextWord(w: number): number {
    let next = w + 1
    while (next < words.count && words.markers[next] === emojiWord) next += 1
    return next < words.count ? next : -1
  }

  function meetEntry(entry: number, place: number, followsPhrases: boolean): void {
    if (entry === -1) return
    const { idStarts, ids } = lexicon
    const to = idStarts[entry + 1]!
    for (let k = idStarts[entry]!; k < to; k += 1) {
      const id = ids[k]!
      meet(id, place, place)
      if (!followsPhrases) continue
      if (first[id] !== 0) enter(first[id]!)
      for (let b = 0; b < beforeCount; b += 1) {
        const node = stepFrom(steps, before[b]!, id)
        if (node === 0) continue
        enter(node)
        if (ends[node] !== -1) meet(ends[node]!, place - depths[node]! + 1, place)
      }
    }
  }

  function enter(node: number): void {
    if (nodeSeen[node] === nodeStamp) return
    nodeSeen[node] = nodeStamp
    if (nowCount === now.length) {
      const larger = new Int32Array(now.length * 2)
      larger.set(now)
      now = larger
    }
    now[nowCount++] = node
  }

  function meet(id: number, from: number, to: number): void {
    if (seen[id] !== stamp) {
      seen[id] = stamp
      present[presentCount++] = id
      met[id]! += 1
    }
    if (isInNear[id] === 1 && to >= 0) {
      const known = places.get(id)
      if (known) known.push({ from, to })
      else places.set(id, [{ from, to }])
    }
  }

  function collect(post: MatchPost): Int32Array {
    const { starts, postings: list, always } = postings
    let count = 0
    for (let p = 0; p < presentCount; p += 1) {
      const id = present[p]!
      const to = starts[id + 1]!
      for (let k = starts[id]!; k < to; k += 1) {
        const posting = list[k]!
        const query = posting >>> 2
        if ((posting & 2) !== 0) {
          if (asked[query] === stamp) continue
          asked[query] = stamp
        }
        if ((posting & 1) === 0 || holds(query, post)) found[count++] = query
      }
    }
    for (const query of always) if (holds(query, post)) found[count++] = query
    return found.subarray(0, count).toSorted()
  }

  function holds(query: number, post: MatchPost): boolean {
    const { codeStarts, code } = postings
    const end = codeStarts[query + 1]!
    let c = codeStarts[query]!
    while (c < end) {
      const size = code[c]!
      const last = c + Math.abs(size)
      let isMet = false
      for (c += 1; c <= last; c += 1)
        if (seen[code[c]!] === stamp) {
          isMet = true
          break
        }
      if (isMet !== size > 0) return false
      c = last + 1
    }
    return hasRest[query] === 0 || plans[query]!.rest.every((formula) => isTrue(formula, post))
  }

  function isTrue(formula: Formula, post: MatchPost): boolean {
    if (typeof formula === 'number') return seen[formula] === stamp
    switch (formula.kind) {
      case 'and':
        return formula.of.every((part) => isTrue(part, post))
      case 'or':
        return formula.of.some((part) => isTrue(part, post))
      case 'not':
        return !isTrue(formula.of, post)
      case 'near':
        return anyNear(placesOf(formula.left), placesOf(formula.right), formula.distance)
      case 'number':
        return isWithin(formula, post[formula.field] ?? null)
    }
  }

  function placesOf(ids: readonly number[]): Place[] {
    return ids.length === 1 ? (places.get(ids[0]!) ?? []) : ids.flatMap((id) => places.get(id) ?? [])
  }

  function nextNodeStamp(): void {
    nodeStamp += 1
    if (nodeStamp < 0x7fffffff) return
    nodeStamp = 1
    nodeSeen.fill(0)
  }

  function nextStamp(): void {
    stamp += 1
    if (stamp < 0x7fffffff) return
    stamp = 1
    seen.fill(0)
    asked.fill(0)
  }
}
