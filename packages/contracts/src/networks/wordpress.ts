import { z } from 'zod'

/** The comments of a WordPress site of ours. */
export const WordpressSettings = z.strictObject({
  /** Where the site begins, with its folder if it lies in one. */
  url: z.url({ protocol: /^https?$/ }).max(300),
  /** Who answers: the owner of the application password; needs the right to moderate comments. */
  username: z.string().trim().min(1).max(60),
  everyMinutes: z.number().int().min(1).max(1440).default(5),
  /** Comments are said to us: each is a concern. Else they become mentions. */
  directed: z.boolean().default(true),
})
export const WordpressSecrets = z.strictObject({ applicationPassword: z.string().trim().min(1).max(200) })
