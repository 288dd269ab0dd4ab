import { may } from '@resonanz/contracts'
import type { Actor } from '#platform/deps'
import { Refusal } from '#platform/errors'

type Whose = { member_id: string | null }

/** Own ones are one's own matter; those of the house need the right. */
export function mayChange(actor: Pick<Actor, 'role' | 'memberId'>, { member_id }: Whose): boolean {
  if (member_id !== null) return member_id === actor.memberId && may(actor.role, 'case.reply')
  return may(actor.role, 'text-module.manage')
}

export function refuseChange(actor: Actor, module: Whose): void {
  if (mayChange(actor, module)) return
  throw new Refusal('not-allowed', 'Only who looks after the text modules may change this one. Write one of your own.')
}
