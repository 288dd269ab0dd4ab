import { may, type ServiceNote } from '@resonanz/contracts'
import type { Actor } from '#platform/deps'
import { Refusal } from '#platform/errors'

const dayMs = 86_400_000
export const longestDays = 730

/** Who answers publishes, extends and withdraws; a page that is over stays as it is. */
export function mayChange(actor: Pick<Actor, 'role'>, state: ServiceNote['state']): boolean {
  return may(actor.role, 'case.reply') && state !== 'withdrawn'
}

/** Personal data in public stays only on the word of somebody who may override the guideline. */
export function mayConfirm(actor: Pick<Actor, 'role'>): boolean {
  return may(actor.role, 'guideline.override')
}

export function refuseEnd(expiresAt: string, now: Date): void {
  const days = (Date.parse(expiresAt) - now.getTime()) / dayMs
  if (days <= 0 || days > longestDays)
    throw new Refusal('invalid-input', `A page ends within ${longestDays} days, and not in the past.`)
}
