/** Which cases are chosen. `all`: everything of the filter, also what is not loaded. Pure. */
export type Selection = { ids: ReadonlySet<string>; anchor: string | null; all: boolean }

export const nothing: Selection = { ids: new Set(), anchor: null, all: false }

/** Chooses one, or takes it away; it is where a range begins. */
export function toggle(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids)
  if (!ids.delete(id)) ids.add(id)
  return { ids, anchor: id, all: false }
}

/**
 * Everything from the anchor to `to`, in the order on screen, added to what was chosen. `from` is where the cursor
 * stands when there is no anchor yet.
 */
export function extend(selection: Selection, order: readonly string[], to: string, from: string | null): Selection {
  const anchor = selection.anchor !== null && order.includes(selection.anchor) ? selection.anchor : (from ?? to)
  const [start, end] = [order.indexOf(anchor), order.indexOf(to)].toSorted((a, b) => a - b) as [number, number]
  if (start < 0) return toggle(selection, to)
  return { ids: new Set([...selection.ids, ...order.slice(start, end + 1)]), anchor, all: false }
}

/** All on screen; asked again, none. */
export function toggleAll(selection: Selection, order: readonly string[]): Selection {
  const every = order.length > 0 && order.every((id) => selection.ids.has(id))
  return every ? nothing : { ids: new Set(order), anchor: order[0] ?? null, all: false }
}

/** What left the list is no longer chosen. The same object where nothing left. */
export function keepOnly(selection: Selection, order: readonly string[]): Selection {
  const here = new Set(order)
  const ids = [...selection.ids].filter((id) => here.has(id))
  if (ids.length === selection.ids.size) return selection
  return ids.length === 0 ? nothing : { ...selection, ids: new Set(ids) }
}
