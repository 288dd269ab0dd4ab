import type { Role } from '@resonanz/contracts'
import type { Actor } from '#platform/deps'

/** Whether the actor may give this role. Who manages members may give any but owner; only owners make owners. */
export function mayGive(actor: Pick<Actor, 'role'>, role: Role): boolean {
  return role !== 'owner' || actor.role === 'owner'
}

/** Whether the actor may change this member at all: an owner is changed by owners only. */
export function mayChange(actor: Pick<Actor, 'role'>, member: { role: Role }): boolean {
  return mayGive(actor, member.role)
}
