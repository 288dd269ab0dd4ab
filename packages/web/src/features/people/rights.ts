import { type Permission, permissionsOf } from '@resonanz/contracts'

/** Every right that anybody has: what most may do first, so the table reads as a stair. Made from the contract. */
export const rightsInOrder: Permission[] = [...new Set(Object.values(permissionsOf).flat())].toSorted(
  (a, b) => holders(b) - holders(a),
)

function holders(right: Permission): number {
  return Object.values(permissionsOf).filter((rights) => rights.includes(right)).length
}
