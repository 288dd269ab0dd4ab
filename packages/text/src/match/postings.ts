import { anchorOf, type Plan } from './plan.ts'

/** Which queries to look at when a term is met, and what remains to be held against the post then. */
export type Postings = {
  /**
   * By term: where its postings begin. A posting is query × 4, + 1 when `code` or the rest must be asked, + 2 when
   * several terms lead to the query, so that it may come twice.
   */
  starts: Int32Array
  postings: Int32Array
  /** By query: where its code begins. Code: n > 0 and n terms of which one must be there, n < 0 and −n that must not. */
  codeStarts: Int32Array
  code: Int32Array
  /** Queries that no term leads to (only NOT, only numbers): asked of every post. */
  always: Int32Array
}

/** `met`: how often each term was met in `posts` posts so far. */
export function makePostings(plans: readonly Plan[], terms: number, met: Uint32Array, posts: number): Postings {
  const costs = costsOf(plans, terms, met, posts)
  const leading: (readonly number[])[] = []
  const code: number[] = []
  const codeStarts = new Int32Array(plans.length + 1)
  const always: number[] = []
  const starts = new Int32Array(terms + 1)
  for (const [query, plan] of plans.entries()) {
    const anchor = anchorOf(plan, costs)
    if (anchor) for (const id of anchor.ids) starts[id + 1]! += 1
    else always.push(query)
    leading.push(anchor?.ids ?? [])
    for (const [clause, ids] of plan.clauses.entries()) if (clause !== anchor?.clause) code.push(ids.length, ...ids)
    if (plan.nots.length > 0) code.push(-plan.nots.length, ...plan.nots)
    codeStarts[query + 1] = code.length
  }
  for (let id = 0; id < terms; id += 1) starts[id + 1]! += starts[id]!
  const postings = new Int32Array(starts[terms]!)
  const next = starts.slice()
  for (const [query, ids] of leading.entries()) {
    const isOpen = codeStarts[query] !== codeStarts[query + 1] || plans[query]!.rest.length > 0
    const posting = query * 4 + (isOpen ? 1 : 0) + (ids.length > 1 ? 2 : 0)
    for (const id of ids) postings[next[id]!++] = posting
  }
  return { starts, postings, codeStarts, code: Int32Array.from(code), always: Int32Array.from(always) }
}

/** What posts showed, and before they did: a term that many queries name is a frequent one. */
function costsOf(plans: readonly Plan[], terms: number, met: Uint32Array, posts: number): Float64Array {
  const costs = new Float64Array(terms)
  for (const plan of plans) for (const ids of plan.clauses) for (const id of ids) costs[id]! += 1
  const scale = posts === 0 ? 1 : 0.01
  for (let id = 0; id < terms; id += 1) costs[id] = 0.001 + costs[id]! * scale + met[id]! * 10
  return costs
}
