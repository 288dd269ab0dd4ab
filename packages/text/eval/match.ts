import { compileQueries, evaluateQuery, type QueryLine, readPost, readQueryLine } from '../src/index.ts'
import { linesOf, readSource } from '../train/data/source.ts'
import type { Figure } from './result.ts'

type Read = Extract<QueryLine, { ok: true }>
/** Matches that three other programs agree on, in the first 500 and the first 2,000 posts. */
const agreed: [queries: number, posts: number, matches: number][] = [
  [10, 500, 13],
  [1_000, 500, 1_817],
  [10_000, 500, 14_604],
  [100_000, 500, 138_988],
  [10, 2_000, 51],
  [1_000, 2_000, 7_159],
  [10_000, 2_000, 60_543],
  [100_000, 2_000, 576_780],
]

/** The agreed matches, and all at once against one by one, both ways of reading a word. Speed: `npm run bench -- match`. */
export function evaluate(): Figure[] {
  const texts = linesOf(readSource('matching/posts.jsonl')).map((line) => JSON.parse(line) as string)
  const posts = texts.map((text) => ({ text }))
  const lines = linesOf(readSource('matching/queries.jsonl')).map((line) => JSON.parse(line) as WordLists)
  const queries = lines.map((line) => readQueryLine(line)).filter((line) => line.ok)
  const typed = lines.map((line) => readQueryLine(asTyped(line))).filter((line) => line.ok)
  const figure = { set: 'matching', majority: null, baseline: null, goal: 1 }
  return [
    ...agreed.map(([count, postCount, matches]) => {
      const found = compileQueries(queries.slice(0, count)).match(posts.slice(0, postCount))
      const sum = found.reduce((all, ids) => all + ids.length, 0)
      return {
        ...figure,
        name: `match, ${count} queries as agreed`,
        part: `first ${postCount}`,
        n: postCount,
        ours: sum === matches ? 1 : 0,
        note: `${sum} matches, agreed ${matches}`,
      }
    }),
    { ...figure, ...oneByOne('words as they are', queries.slice(0, 10_000), posts.slice(0, 500)) },
    { ...figure, ...oneByOne('folded', typed.slice(0, 5_000), posts.slice(0, 500)) },
  ]
}

/** The share of posts whose queries are the same all at once and one by one. */
function oneByOne(name: string, queries: readonly Read[], posts: readonly { text: string }[]) {
  const found = compileQueries(queries).match(posts)
  const same = posts.filter((post, at) => {
    const read = readPost(post)
    const alone = queries.filter(({ query }) => evaluateQuery(query, read)).map(({ id }) => id)
    return alone.join() === found[at]!.join()
  })
  return {
    name: `match, ${queries.length} queries at once as one by one, ${name}`,
    part: `first ${posts.length}`,
    n: posts.length,
    ours: same.length / posts.length,
    note: `${found.reduce((all, ids) => all + ids.length, 0)} matches`,
  }
}

type WordLists = { id: number; must: string[][]; not: string[] }

/** The same query as somebody would type it. */
function asTyped({ id, must, not }: WordLists): { id: number; query: string } {
  const quoted = (term: string) => `"${term}"`
  const wanted = must.map((terms) => `(${terms.map(quoted).join(' OR ')})`)
  return { id, query: [...wanted, ...not.map((term) => `-${quoted(term)}`)].join(' ') }
}
