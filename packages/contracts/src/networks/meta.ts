import { z } from 'zod'

const MetaId = z
  .string()
  .trim()
  .regex(/^\d{3,25}$/)

/** What the three channels of Meta have in common: the version of its API, and the word by which it asks whether an address is ours. */
const metaFields = {
  /** Of our app; known where somebody signed in by button, and needed to do so again. */
  appId: z
    .string()
    .trim()
    .regex(/^\d{0,25}$/)
    .default(''),
  /** Chosen by us, entered in the app's webhook settings: no secret, it only proves that one person set up both sides. */
  verifyToken: z.string().trim().min(12).max(200),
  apiVersion: z
    .string()
    .trim()
    .regex(/^v\d{1,2}\.\d$/)
    .default('v23.0'),
  /** Another Graph API server than Meta's own. */
  apiRoot: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .default('https://graph.facebook.com'),
}

/** A page of ours: what is written on it, and Messenger. */
export const FacebookSettings = z.strictObject({
  pageId: MetaId,
  pageName: z.string().trim().max(120).default(''),
  ...metaFields,
})

/** A professional account of ours: comments, mentions and direct messages. */
export const InstagramSettings = z.strictObject({
  accountId: MetaId,
  username: z
    .string()
    .trim()
    .regex(/^@?[\w.]{1,30}$/)
    .overwrite((name) => name.replace(/^@/, '')),
  ...metaFields,
})

/** A number of ours on the WhatsApp Cloud API. */
export const WhatsAppSettings = z.strictObject({
  phoneNumberId: MetaId,
  /** The WhatsApp Business account: its templates are read by it. */
  businessAccountId: MetaId,
  displayNumber: z.string().trim().max(30).default(''),
  ...metaFields,
})

export const MetaSecrets = z.strictObject({
  /** Of the page, the account or a system user; one that does not end is best. */
  accessToken: z.string().trim().min(1).max(2000),
  /** Of the app: every push is signed with it, every call proven by it. */
  appSecret: z.string().trim().min(8).max(200),
})
