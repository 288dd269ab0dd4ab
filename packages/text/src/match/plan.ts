import type { Formula } from './term-numbers.ts'

/** A formula as conditions that all hold, the simple ones as lists of term numbers. */
export type Plan = {
  /** At least one of each list is in the post. */
  clauses: number[][]
  /** None of these is. */
  nots: number[]
  /** What is neither. */
  rest: Formula[]
}

export function planOf(formula: Formula): Plan {
  const plan: Plan = { clauses: [], nots: [], rest: [] }
  addTo(plan, withoutOuterNot(formula))
  return plan
}

function addTo(plan: Plan, formula: Formula): void {
  const ids = idsOfOr(formula)
  if (ids) plan.clauses.push(ids)
  else if (typeof formula === 'object' && formula.kind === 'and')
    for (const part of formula.of) addTo(plan, withoutOuterNot(part))
  else if (typeof formula === 'object' && formula.kind === 'not') {
    const forbidden = idsOfOr(formula.of)
    if (forbidden) plan.nots.push(...forbidden)
    else plan.rest.push(formula)
  } else plan.rest.push(formula)
}

/** NOT (a OR b) as NOT a AND NOT b, NOT NOT a as a. */
function withoutOuterNot(formula: Formula): Formula {
  if (typeof formula !== 'object' || formula.kind !== 'not' || typeof formula.of !== 'object') return formula
  if (formula.of.kind === 'not') return withoutOuterNot(formula.of.of)
  if (formula.of.kind !== 'or') return formula
  return { kind: 'and', of: formula.of.of.map((part): Formula => ({ kind: 'not', of: part })) }
}

function idsOfOr(formula: Formula): number[] | null {
  if (typeof formula === 'number') return [formula]
  if (formula.kind !== 'or') return null
  const ids: number[] = []
  for (const part of formula.of) {
    const own = idsOfOr(part)
    if (!own) return null
    ids.push(...own)
  }
  return [...new Set(ids)]
}

/** Terms of which every post that meets the plan has at least one; null when there are none. */
export type Anchor = { ids: number[]; cost: number; clause: number }

/** The cheapest by `costs`, how often each term is met. */
export function anchorOf(plan: Plan, costs: Float64Array): Anchor | null {
  let best: Anchor | null = null
  for (let clause = 0; clause < plan.clauses.length; clause += 1) {
    const ids = plan.clauses[clause]!
    let cost = 0
    for (const id of ids) cost += costs[id]!
    if (!best || cost < best.cost) best = { ids, cost, clause }
  }
  for (const part of plan.rest) {
    const anchor = anchorOfFormula(part, costs)
    if (anchor && (!best || anchor.cost < best.cost)) best = anchor
  }
  return best
}

function anchorOfFormula(formula: Formula, costs: Float64Array): Anchor | null {
  if (typeof formula === 'number') return { ids: [formula], cost: costs[formula]!, clause: -1 }
  if (formula.kind === 'near') return cheaper(anchorOfAny(formula.left, costs), anchorOfAny(formula.right, costs))
  if (formula.kind === 'and') {
    let best: Anchor | null = null
    for (const part of formula.of) best = cheaper(best, anchorOfFormula(part, costs))
    return best
  }
  return formula.kind === 'or' ? anchorOfAny(formula.of, costs) : null
}

function anchorOfAny(parts: readonly Formula[], costs: Float64Array): Anchor | null {
  const ids = new Set<number>()
  let cost = 0
  for (const part of parts) {
    const anchor = anchorOfFormula(part, costs)
    if (!anchor) return null
    for (const id of anchor.ids) ids.add(id)
    cost += anchor.cost
  }
  return { ids: [...ids], cost, clause: -1 }
}

function cheaper(a: Anchor | null, b: Anchor | null): Anchor | null {
  if (!a || !b) return a ?? b
  return b.cost < a.cost ? b : a
}
