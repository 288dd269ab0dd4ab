import { z } from 'zod'

/** What can be amiss in how a network sees an account. */
export const StandingCode = z.enum(['restricted', 'quality-bad', 'quality-low', 'limit-lowered'])
export type StandingCode = z.infer<typeof StandingCode>

/** How the network sees an account of ours, in its own grades; null where it does not say. */
export const ChannelStanding = z.object({
  quality: z.enum(['good', 'low', 'bad']).nullable(),
  /** To how many people it may turn first within 24 hours; Infinity has no JSON: then `isUnlimited`. */
  peoplePerDay: z.number().int().nullable(),
  isUnlimited: z.boolean(),
  isRestricted: z.boolean(),
})
export type ChannelStanding = z.infer<typeof ChannelStanding>
