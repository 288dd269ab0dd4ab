import { may, type PauseReason, type Permission, type Role, type WorkflowAction } from '@resonanz/contracts'

/** How many rules may stand in a row between a person's, a customer's or a clock's doing and the last of them. */
export const maxDepth = 5
/** How often one rule may act in one case within an hour. */
export const maxPerCaseAndHour = 10
/** How often in a row a rule may fail before it stands still. */
export const maxFailures = 5

/** What an action needs of whoever answers for it. */
export function permissionFor(action: WorkflowAction): Permission {
  if (action.do === 'goodwill') return 'goodwill.request'
  return action.do === 'draft' ||
    action.do === 'reply' ||
    action.do === 'mail' ||
    (action.do === 'document' && action.attach === 'draft')
    ? 'case.reply'
    : 'case.write'
}

export type Chained = { depth: number; chain: readonly string[] }

/**
 * May this rule follow that chain of rules? Its own effects are not for it (`own`, said to nobody); coming back to it
 * through others is a loop, and too many in a row are too many.
 */
export function judgeChain(ruleId: string, { depth, chain }: Chained): 'yes' | 'own' | 'loop' | 'depth' {
  if (chain.at(-1) === ruleId) return 'own'
  if (chain.includes(ruleId)) return 'loop'
  return depth > maxDepth ? 'depth' : 'yes'
}

/** Whose rights end an automatic rule; null: all is well. */
export function judgeOwner(
  owner: { role: Role; active: boolean },
  actions: readonly WorkflowAction[],
): Extract<PauseReason, 'owner-left' | 'owner-rights'> | null {
  if (!owner.active) return 'owner-left'
  return actions.every((action) => may(owner.role, permissionFor(action))) ? null : 'owner-rights'
}
