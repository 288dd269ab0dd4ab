import { z } from 'zod'

/**
 * What is read of the Bot API's objects, nothing more: a field of another shape than expected is passed over, so that a
 * newer Bot API never hides the words of a person. Ids are 52-bit integers by the description.
 */
const Integer = z.number().int()
const Text = z.string()
const maybe = <T>(shape: z.ZodType<T>) => shape.optional().catch(undefined)
const list = <T>(shape: z.ZodType<T>, most: number) =>
  maybe(
    z.array(z.unknown()).transform((items) => items.slice(0, most).flatMap((one) => shape.safeParse(one).data ?? [])),
  )

export const User = z.object({
  id: Integer,
  is_bot: maybe(z.boolean()),
  first_name: maybe(Text),
  last_name: maybe(Text),
  username: maybe(Text),
  language_code: maybe(Text),
})
export type User = z.infer<typeof User>

export const Chat = z.object({
  id: Integer,
  type: Text,
  title: maybe(Text),
  username: maybe(Text),
  is_forum: maybe(z.boolean()),
})
export type Chat = z.infer<typeof Chat>

const Entity = z.object({
  type: Text,
  offset: Integer,
  length: Integer,
  url: maybe(Text),
  user: maybe(User),
})
export type Entity = z.infer<typeof Entity>

const File = z.object({
  file_id: Text.min(1).max(300),
  file_name: maybe(Text),
  mime_type: maybe(Text),
  file_size: maybe(Integer),
})
export type File = z.infer<typeof File>
const Photo = z.object({ ...File.shape, width: maybe(Integer), height: maybe(Integer) })
const Sticker = z.object({
  ...File.shape,
  emoji: maybe(Text),
  is_animated: maybe(z.boolean()),
  is_video: maybe(z.boolean()),
})
const Place = z.object({ latitude: z.number(), longitude: z.number() })

const Parent = z.object({ message_id: Integer, from: maybe(User), sender_chat: maybe(Chat), chat: maybe(Chat) })

export const Message = z.object({
  message_id: Integer,
  message_thread_id: maybe(Integer),
  is_topic_message: maybe(z.boolean()),
  is_automatic_forward: maybe(z.boolean()),
  from: maybe(User),
  sender_chat: maybe(Chat),
  date: maybe(Integer),
  edit_date: maybe(Integer),
  chat: Chat,
  reply_to_message: maybe(Parent),
  media_group_id: maybe(Text.max(100)),
  text: maybe(Text),
  entities: list(Entity, 200),
  caption: maybe(Text),
  caption_entities: list(Entity, 200),
  photo: list(Photo, 20),
  animation: maybe(File),
  document: maybe(File),
  audio: maybe(File),
  video: maybe(File),
  video_note: maybe(File),
  voice: maybe(File),
  sticker: maybe(Sticker),
  location: maybe(Place),
  venue: maybe(z.object({ location: Place, title: Text, address: Text })),
  contact: maybe(z.object({ phone_number: Text, first_name: Text, last_name: maybe(Text) })),
  poll: maybe(z.object({ question: Text, options: z.array(z.object({ text: Text })).max(50) })),
  dice: maybe(z.object({ emoji: Text, value: Integer })),
})
export type Message = z.infer<typeof Message>

const Reaction = z.object({ type: Text, emoji: maybe(Text), custom_emoji_id: maybe(Text) })
export type Reaction = z.infer<typeof Reaction>

export const ReactionChange = z.object({
  chat: Chat,
  message_id: Integer,
  user: maybe(User),
  actor_chat: maybe(Chat),
  date: maybe(Integer),
  old_reaction: list(Reaction, 20),
  new_reaction: list(Reaction, 20),
})

export const MemberChange = z.object({ chat: Chat, new_chat_member: z.object({ status: Text }) })

export const CallbackQuery = z.object({
  id: Text.max(100),
  from: User,
  message: maybe(z.object({ message_id: Integer, chat: Chat, message_thread_id: maybe(Integer) })),
  data: maybe(Text.max(1_000)),
})

/** Only what tells updates apart: each kind is read for itself. */
export const Update = z.looseObject({ update_id: Integer })
