import { type CasePromises, may } from '@resonanz/contracts'
import type { Actor } from '#platform/deps'
import { Refusal } from '#platform/errors'

type Joined = { merged_into: string | null }

export function allowedWith(actor: Actor, { merged_into }: Joined): CasePromises['allowed'] {
  return merged_into === null && may(actor.role, 'case.write') ? ['add', 'keep', 'move', 'drop'] : []
}
export function refuseJoined({ merged_into }: Joined): void {
  if (merged_into) throw new Refusal('conflict', 'This case was joined into another one.', { mergedInto: merged_into })
}
export function refusePast(dueAt: string): void {
  if (Date.parse(dueAt) <= Date.now()) throw new Refusal('invalid-input', 'Promise it for a time to come.')
}
