import { z } from 'zod'

/** What is read of X's objects; ids are texts there. Another shape of a field hides nothing but itself. */
const Id = z.string().regex(/^\d{1,25}$/)
const Text = z.string()
const maybe = <T>(shape: z.ZodType<T>) => shape.optional().catch(undefined)
const list = <T>(shape: z.ZodType<T>, most: number) =>
  maybe(
    z.array(z.unknown()).transform((items) => items.slice(0, most).flatMap((one) => shape.safeParse(one).data ?? [])),
  )

export const XUser = z.object({ id: Id, username: maybe(Text), name: maybe(Text) })
export type XUser = z.infer<typeof XUser>
export const XMedia = z.object({
  media_key: Text,
  type: Text,
  url: maybe(Text),
  preview_image_url: maybe(Text),
  alt_text: maybe(Text),
  variants: list(z.object({ url: Text, content_type: maybe(Text), bit_rate: maybe(z.number()) }), 20),
})
export type XMedia = z.infer<typeof XMedia>
const Link = z.object({ url: Text, expanded_url: Text })

export const XPost = z.object({
  id: Id,
  text: Text,
  author_id: maybe(Id),
  created_at: maybe(Text),
  conversation_id: maybe(Id),
  in_reply_to_user_id: maybe(Id),
  referenced_tweets: list(z.object({ type: Text, id: Id }), 10),
  edit_history_tweet_ids: list(Id, 20),
  attachments: maybe(z.object({ media_keys: list(Text, 10) })),
  entities: maybe(z.object({ urls: list(Link, 50), mentions: list(z.object({ username: Text }), 50) })),
  note_tweet: maybe(z.object({ text: Text })),
})
export type XPost = z.infer<typeof XPost>

export const XMessage = z.object({
  id: Id,
  event_type: maybe(Text),
  text: maybe(Text),
  sender_id: maybe(Id),
  dm_conversation_id: maybe(Text.max(60)),
  created_at: maybe(Text),
  attachments: maybe(z.object({ media_keys: list(Text, 10) })),
})
export type XMessage = z.infer<typeof XMessage>

/** Our items: one post or message with whom it names, whichever way it came. `self`: our own account. */
export const XItem = z.object({
  self: maybe(Id),
  post: maybe(XPost),
  message: maybe(XMessage),
  deleted: maybe(z.object({ id: Id, at: maybe(Text) })),
  liked: maybe(z.object({ id: Id, by: Id, at: maybe(Text) })),
  read: maybe(z.object({ id: Id, at: maybe(Text) })),
  other: maybe(Text),
  users: list(XUser, 200),
  media: list(XMedia, 50),
})
export type XItem = z.infer<typeof XItem>

export const Page = <T>(shape: z.ZodType<T>) =>
  z.object({
    data: z
      .array(z.unknown())
      .default([])
      .transform((all) => all.flatMap((one) => shape.safeParse(one).data ?? [])),
    includes: maybe(z.object({ users: list(XUser, 500), media: list(XMedia, 500) })),
    meta: maybe(z.object({ next_token: maybe(Text), newest_id: maybe(Id) })),
  })
