import { may } from '@resonanz/contracts'
import type { Actor } from '#platform/deps'

/** Everybody enters their own absence; that of others needs the right, for whoever falls ill cannot. */
export function mayEnterFor(actor: Pick<Actor, 'memberId' | 'role'>, memberId: string): boolean {
  return actor.memberId === memberId || may(actor.role, 'absence.manage')
}
