import { z } from 'zod'

/**
 * What we read of the Mastodon API, from its published description and from what snac and others answer: everything a
 * server may leave out is optional, every text is a stranger's.
 */
export const Account = z.object({
  id: z.string().min(1).max(200),
  acct: z.string().min(1).max(500),
  display_name: z.string().nullish(),
  bot: z.boolean().nullish(),
})
export type Account = z.infer<typeof Account>

const Media = z.object({
  type: z.string().nullish(),
  url: z.string().nullish(),
  remote_url: z.string().nullish(),
  description: z.string().nullish(),
})
const Poll = z.object({
  options: z.array(z.object({ title: z.string().nullish(), votes_count: z.number().nullish() })).default([]),
  multiple: z.boolean().nullish(),
  expires_at: z.string().nullish(),
})

/** What stands under the words of another: the status itself or, in Mastodon 4.5, one beside what became of asking. */
const Quoted = z.object({
  uri: z.string().nullish(),
  url: z.string().nullish(),
  content: z.string(),
  account: z.object({ acct: z.string() }),
})
const Quote = z.union([z.object({ quoted_status: Quoted }).transform(({ quoted_status }) => quoted_status), Quoted])

export const Status = z.object({
  id: z.string().min(1).max(200),
  /** Equal on all servers and for ever; ids are not: some servers give an edited status another one. */
  uri: z.string().min(1).max(4_000),
  url: z.string().nullish(),
  account: Account,
  content: z.string(),
  created_at: z.string().nullish(),
  edited_at: z.string().nullish(),
  visibility: z.string().nullish(),
  sensitive: z.boolean().nullish(),
  spoiler_text: z.string().nullish(),
  language: z.string().nullish(),
  in_reply_to_id: z.string().nullish(),
  in_reply_to_account_id: z.string().nullish(),
  mentions: z.array(z.object({ id: z.string(), acct: z.string() })).nullish(),
  tags: z.array(z.object({ name: z.string() })).nullish(),
  media_attachments: z.array(Media).nullish(),
  poll: Poll.nullish(),
  /** Not to be seen (refused, deleted), or in a shape we do not know: the link in the words is left. */
  quote: Quote.nullish().catch(null),
  /** Pleroma and Akkoma keep it there. */
  pleroma: z
    .object({ quote: Quoted.nullish().catch(null) })
    .nullish()
    .catch(null),
})
export type Status = z.infer<typeof Status>

export const Notification = z.object({
  id: z.string().min(1).max(200),
  type: z.string().min(1).max(100),
  created_at: z.string().nullish(),
  account: Account,
  status: Status.nullish(),
})
export type Notification = z.infer<typeof Notification>

/** A list as it came: entries are looked at one by one, so that one of them cannot hide the others. */
export const Listed = z.array(z.unknown())

export const Context = z.object({ ancestors: z.array(z.object({ id: z.string(), uri: z.string() })).default([]) })

const Limits = z.object({
  statuses: z
    .object({
      max_characters: z.number().int().positive().optional(),
      max_media_attachments: z.number().int().nonnegative().optional(),
      characters_reserved_per_url: z.number().int().nonnegative().optional(),
    })
    .optional(),
  media_attachments: z
    .object({
      supported_mime_types: z.array(z.string()).optional(),
      image_size_limit: z.number().int().positive().optional(),
      video_size_limit: z.number().int().positive().optional(),
      description_limit: z.number().int().positive().optional(),
    })
    .optional(),
  urls: z.object({ streaming: z.string().optional() }).optional(),
})
/** `api/v2/instance` and the older `api/v1/instance`: the same words, the address of the stream stands elsewhere. */
export const Instance = z.object({
  title: z.string().nullish(),
  version: z.string().nullish(),
  configuration: Limits.optional(),
  urls: z.object({ streaming_api: z.string().optional() }).nullish(),
})
export type Instance = z.infer<typeof Instance>
