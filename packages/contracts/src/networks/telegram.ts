import { z } from 'zod'

/** A bot of ours. Its name must be the bot's own: by it we know who is spoken to in groups. */
export const TelegramSettings = z.strictObject({
  username: z
    .string()
    .trim()
    .regex(/^@?[A-Za-z]\w{3,31}$/)
    .overwrite((name) => name.replace(/^@/, '')),
  /** By asking, which needs no address of ours that Telegram can reach; or pushed to one. */
  intake: z.enum(['poll', 'webhook']).default('poll'),
  /** Where Telegram pushes to: our public address with the key of this presence. */
  hookAddress: z
    .url({ protocol: /^https$/ })
    .max(500)
    .nullable()
    .default(null),
  /**
   * Channels of ours, by name or number: what is posted there is our word. Anybody may add a bot to a channel; posts of
   * all others are somebody else's.
   */
  channels: z
    .array(
      z
        .string()
        .trim()
        .regex(/^(?:@?[A-Za-z]\w{3,31}|-\d{5,16})$/)
        .overwrite((name) => name.replace(/^@/, '').toLowerCase()),
    )
    .max(50)
    .default([]),
  /** Another Bot API server than Telegram's own. */
  apiRoot: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .default('https://api.telegram.org'),
})
export const TelegramSecrets = z.strictObject({ token: z.string().regex(/^\d{1,20}:[\w-]{1,100}$/) })
