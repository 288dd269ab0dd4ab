import { z } from 'zod'

/** A user of ours in a Discourse forum. */
export const DiscourseSettings = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(300),
  /** Who answers: the user of the API key. */
  username: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .overwrite((name) => name.replace(/^@/, '')),
  everyMinutes: z.number().int().min(1).max(1440).default(5),
  /** Every post is a concern, as in a service forum of our own; else only what names us or answers us. */
  directed: z.boolean().default(false),
})
export const DiscourseSecrets = z.strictObject({
  apiKey: z.string().trim().min(1).max(500),
  /** What the forum signs its calls with. Without it nothing pushed is taken. */
  webhookSecret: z.string().trim().min(12).max(500).optional(),
})
