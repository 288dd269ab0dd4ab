import type { Unit } from '@resonanz/contracts'

/** `Nordlicht › Service › Berlin`. A circle, which the server never makes, ends the path. */
export function pathOf(units: readonly Unit[], id: string): string {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const seen = new Set<string>()
  const names: string[] = []
  for (let unit = byId.get(id); unit && !seen.has(unit.id); unit = byId.get(unit.parentId ?? '')) {
    seen.add(unit.id)
    names.unshift(unit.name)
  }
  return names.join(' › ')
}

export function unitsByPath(units: readonly Unit[]): Unit[] {
  return units
    .map((unit) => ({ unit, path: pathOf(units, unit.id) }))
    .toSorted((a, b) => a.path.localeCompare(b.path))
    .map(({ unit }) => unit)
}

/** The unit itself and everything below: it cannot hang there. */
export function unitsBelow(units: readonly Unit[], id: string): Set<string> {
  const below = new Set([id])
  for (let grew = true; grew; ) {
    grew = false
    for (const unit of units)
      if (unit.parentId && below.has(unit.parentId) && !below.has(unit.id)) {
        below.add(unit.id)
        grew = true
      }
  }
  return below
}
