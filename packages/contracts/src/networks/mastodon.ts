import { z } from 'zod'

/** An account of ours in the Fediverse, on a server that speaks the Mastodon API. */
export const MastodonSettings = z.strictObject({
  instance: z.url({ protocol: /^https?$/ }).max(300),
  /** As people write it: `@service@social.example`. */
  account: z
    .string()
    .trim()
    .max(254)
    .regex(/^@?[\w.-]{1,100}@[\w.-]{1,253}(:\d{1,5})?$/)
    .overwrite((name) => name.replace(/^@/, '').toLowerCase()),
  /** Followed without anybody speaking to us; what is found there becomes a mention. */
  hashtags: z
    .array(
      z
        .string()
        .trim()
        .regex(/^#?[\p{L}\p{N}_]{1,100}$/u)
        .overwrite((tag) => tag.replace(/^#/, '')),
    )
    .max(20)
    .default([]),
  searches: z.array(z.string().trim().min(2).max(200)).max(20).default([]),
  /** The server tells us at once; without it, or where it has none, the pace of asking holds. */
  streaming: z.boolean().default(true),
  everyMinutes: z.number().int().min(1).max(60).default(2),
  /** What was said to us before the account was connected, marked as taken over. */
  backfillDays: z.number().int().min(0).max(30).default(0),
})
export const MastodonSecrets = z.strictObject({ accessToken: z.string().trim().min(1).max(1000) })
