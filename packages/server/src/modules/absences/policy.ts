import { may, Role } from '@resonanz/contracts'
import type { Actor } from '#platform/deps'

/** Everybody enters their own absence; that of others needs the right, for whoever falls ill cannot. */
export function mayEnterFor(actor: Pick<Actor, 'memberId' | 'role'>, memberId: string): boolean {
  return actor.memberId === memberId || may(actor.role, 'absence.manage')
}

const height = (role: Role) => Role.options.length - Role.options.indexOf(role)

/**
 * Who stands in decides what the absent one may decide. So others name the deputy only of those below them, owners of
 * each other as well: else a lead would enter the owner's absence and approve in their place.
 */
export function mayNameDeputyOf(actor: Pick<Actor, 'memberId' | 'role'>, absent: { id: string; role: Role }): boolean {
  return actor.memberId === absent.id || actor.role === 'owner' || height(actor.role) > height(absent.role)
}
