/** A list that people read while it changes. Pure. */

type Row = { id: string }
export type Steady<R extends Row> = {
  rows: readonly R[]
  /** New ones that wait above until they are asked for. */
  added: number
  /** How many places differ from the list as it is now. */
  changes: number
}

/**
 * The new list without moving what is on screen: known rows keep their places with their new content, gone ones leave,
 * what belongs behind the last known row (an older page) is put there, what belongs before it waits and is counted.
 */
export function holdSteady<R extends Row>(shown: readonly R[], incoming: readonly R[]): Steady<R> {
  const now = new Map(incoming.map((row) => [row.id, row]))
  const kept = shown.flatMap((row) => now.get(row.id) ?? [])
  if (kept.length === 0) return { rows: incoming, added: 0, changes: 0 }
  const keptIds = new Set(kept.map((row) => row.id))
  const lastKnown = incoming.findLastIndex((row) => keptIds.has(row.id))
  const behind = incoming.slice(lastKnown + 1)
  const added = incoming.slice(0, lastKnown + 1).filter((row) => !keptIds.has(row.id)).length
  const order = incoming.filter((row) => keptIds.has(row.id))
  const moved = order.filter((row, at) => row.id !== kept[at]?.id).length
  return { rows: [...kept, ...behind], added, changes: added + moved }
}

/** How many rows before `id` are no longer there: the list is scrolled by so many to stay in place. */
export function goneBefore(shown: readonly Row[], next: readonly Row[], id: string): number {
  const here = new Set(next.map((row) => row.id))
  const until = shown.findIndex((row) => row.id === id)
  return shown.slice(0, Math.max(0, until)).filter((row) => !here.has(row.id)).length
}
