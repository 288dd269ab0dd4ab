import type { ActionOutcome, Actor as JournalActor } from '@resonanz/contracts'
import type { Actor } from '#platform/deps'
import type { Facts } from './facts.ts'
import type { Chained } from './guard.ts'
import type { Rule } from './rule.ts'

/** A rule whose condition holds in a case, with what made it look. */
export type Match = Chained & {
  rule: Rule
  facts: Facts
  seq: number | null
  moment: Date | null
  /** The message that the event is about. */
  messageId: string | null
}
/** A person who starts a macro: then theirs are the rights and the undo. */
export type Hand = { actor: Actor; undoId: string }
/** One run on its way: what came of each action is written into `outcome`. */
export type Doing = Match & {
  runId: string
  actor: JournalActor
  /** Whose rights it has. */
  memberId: string
  byHand: boolean
  outcome: ActionOutcome[]
}
