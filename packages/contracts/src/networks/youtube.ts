import { z } from 'zod'

/** Comments under the videos of a channel of ours. YouTube counts units a day, not calls. */
export const YoutubeSettings = z.strictObject({
  channelId: z
    .string()
    .trim()
    .regex(/^UC[\w-]{22}$/),
  /** As people know it. */
  handle: z.string().trim().max(60).default(''),
  /** Units a day of our Google project. */
  dailyQuota: z.number().int().min(100).max(10_000_000).default(10_000),
  /** So many of them are kept for answers: reading stops before. */
  keptForAnswers: z.number().int().min(0).max(10_000_000).default(2_000),
  apiRoot: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .default('https://www.googleapis.com/youtube/v3'),
  tokenUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .default('https://oauth2.googleapis.com/token'),
})
export const YoutubeSecrets = z.strictObject({
  clientId: z.string().min(1).max(500),
  clientSecret: z.string().min(1).max(1000),
  refreshToken: z.string().min(1).max(4000),
})
