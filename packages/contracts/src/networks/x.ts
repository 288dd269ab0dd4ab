import { z } from 'zod'

const Dollars = z.number().min(0).max(100_000)

/** An account of ours on X, by keys of our own: X charges every call to whoever owns the keys. */
export const XSettings = z.strictObject({
  username: z
    .string()
    .trim()
    .regex(/^@?\w{1,15}$/)
    .overwrite((name) => name.replace(/^@/, '')),
  everyMinutes: z.number().int().min(1).max(1440).default(15),
  readMessages: z.boolean().default(false),
  /** US dollars a day. When it is used up reading rests until the next day begins (UTC). */
  dailyBudget: Dollars.default(5),
  answersPassBudget: z.boolean().default(true),
  /** US dollars for each post or message, as X's price list says. */
  readForeignPrice: Dollars.default(0.005),
  readOwnPrice: Dollars.default(0.001),
  writePrice: Dollars.default(0.015),
  writeWithLinkPrice: Dollars.default(0.2),
  apiRoot: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .default('https://api.x.com'),
})
export const XSecrets = z.strictObject({
  clientId: z.string().min(1).max(500),
  clientSecret: z.string().max(1000).optional(),
  refreshToken: z.string().min(1).max(4000),
  /** API key secret of the app: what X signs its calls with. Without it nothing pushed is taken. */
  consumerSecret: z.string().max(1000).optional(),
})
