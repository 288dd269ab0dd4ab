import { z } from 'zod'

const Web = z.url({ protocol: /^https?$/ }).max(500)

/** An account of ours on Bluesky, opened by an app password. */
export const BlueskySettings = z.strictObject({
  /** Handle, DID or mail address of the account. */
  identifier: z
    .string()
    .trim()
    .min(3)
    .max(253)
    .overwrite((name) => name.replace(/^@/, '')),
  /** Where the account signs in. */
  service: Web.default('https://bsky.social'),
  /** Take in only what comes from now on, or also what was said before (marked as imported). */
  backfillDays: z.number().int().min(0).max(90).default(0),
})
export const BlueskySecrets = z.strictObject({ appPassword: z.string().trim().min(1).max(200).optional() })

/** All public posts of the network, as they are written, held against standing queries. */
export const FirehoseSettings = z.strictObject({
  /** A relay: what all servers of the network say, as one stream. */
  relay: z
    .url({ protocol: /^wss?$/ })
    .max(500)
    .default('wss://bsky.network'),
  /** One query each (docs/guides/query-language.md), with a name before it: `Delivery = parcel late`. */
  queries: z.array(z.string().trim().min(1).max(8_100)).min(1).max(10_000),
  /** Accounts of ours: what they write, and what is addressed to them, comes by their own presence. */
  ownAccounts: z.array(z.string().trim().min(3).max(2_048)).max(50).default([]),
  /** Only posts whose author's signature is right. */
  checkSignatures: z.boolean().default(true),
  /** Where the keys and handles of people are looked up. */
  directory: Web.default('https://plc.directory'),
  /** Where handles of ours are looked up. */
  service: Web.default('https://public.api.bsky.app'),
})
