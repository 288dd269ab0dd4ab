import { z } from 'zod'

/** What runs out: a next word promised to the customer, the time an acknowledgement named, or the target for the next word. */
export const HoldingSource = z.enum(['promise', 'acknowledgement', 'target'])
export type HoldingSource = z.infer<typeof HoldingSource>
/** What a holding reply can truthfully say. */
export const HoldingFact = z.enum(['taken', 'asked', 'answered', 'second-level', 'being-checked', 'promised'])
export type HoldingFact = z.infer<typeof HoldingFact>
/** Why a proposal ended without anybody deciding. */
export const HoldingVoid = z.enum(['customer-wrote', 'answered', 'promise-moved', 'resting', 'closed'])
export type HoldingVoid = z.infer<typeof HoldingVoid>
/** Why a rule left it to a person. */
export const HeldBack = z.enum([
  'nothing-to-say',
  'guideline',
  'serious',
  'press',
  'several-recipients',
  'approval-open',
  'approval-needed',
  'most-in-row',
  'late',
  'closed-hours',
  'no-address',
  'public',
  'capped',
  'switched-off',
])
export type HeldBack = z.infer<typeof HeldBack>
